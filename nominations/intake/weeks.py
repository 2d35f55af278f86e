"""The calendar week: all that is kept of when a nomination came."""

from datetime import date


def week_of(day: date) -> str:
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02d}"


def first_day(week: str) -> date:
    """Its Monday."""
    return date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)
