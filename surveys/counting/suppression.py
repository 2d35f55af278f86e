"""The one place where measured numbers become numbers that may be shown.

One decimal; no number of answers, no standard error; statements with too few answers stay empty; in small teams a
mean near an end of the scale is shown as "≤" or "≥", for there it would give every single answer away.
"""

from dataclasses import replace
from typing import Any

from surveys.counting.measures import AreaFigures, ItemFigures, Measured, Terms
from surveys.counting.states import Outcome

CLAMPED_BELOW = 10
CLAMP = 0.5
SIZE_BANDS = ((10, "5-9"), (20, "10-19"))
RESPONSE_CLASSES = ((0.3, "<30"), (0.5, "30-49"), (0.7, "50-69"))
UNKNOWN = "unknown"


def released(measured: Measured, rank: int | None, terms: Terms) -> dict[str, Any]:
    """A counted candidate as every page, table and report shows it."""
    items = [_item(figures, terms) for figures in measured.items]
    of_area = dict(zip(terms.items, terms.areas, strict=True))
    return {
        "code": measured.code,
        "outcome": Outcome.COUNTED.value,
        "status": measured.status,
        "reasons": list(measured.reasons),
        "rank": rank,
        "agreement": decimal(measured.agreement),
        "level": decimal(measured.level),
        "shortlist_index": decimal(measured.shortlist_index),
        "low": decimal(measured.low),
        "high": decimal(measured.high),
        "bias": decimal(measured.bias),
        "category": measured.category,
        "flags": sorted(measured.flags),
        "gate_passed": measured.gate_passed,
        "response_class": response_class(measured.n, measured.invited),
        "size_band": next((band for limit, band in SIZE_BANDS if measured.n < limit), "20+"),
        "areas": [
            _area(figures, [item for item in items if of_area[item["code"]] == figures.code], terms)
            for figures in measured.areas
        ],
        "items": items,
    }


def withheld(code: str) -> dict[str, Any]:
    """A candidate with too few answers: that, and nothing else, whatever is known."""
    empty = dict.fromkeys(
        ("rank", "agreement", "level", "shortlist_index", "low", "high", "bias", "category", "gate_passed", "size_band")
    )
    return {
        "code": code,
        "outcome": Outcome.TOO_FEW.value,
        "status": "not_ranked",
        "reasons": ["too_few_respondents"],
        **empty,
        "flags": [],
        "response_class": UNKNOWN,
        "areas": [],
        "items": [],
    }


def decimal(number: float | None) -> float | None:
    """One decimal, and no minus before a nought."""
    return None if number is None else round(number, 1) + 0.0


def response_class(n: int, invited: int | None) -> str:
    """How many of the invited have answered, as a class: never a figure."""
    if not invited:
        return UNKNOWN
    return next((name for limit, name in RESPONSE_CLASSES if n < limit * invited), ">=70")


def _area(figures: AreaFigures, items: list[dict[str, Any]], terms: Terms) -> dict[str, Any]:
    if any(item["team_sign"] for item in items):
        figures = _from_shown(figures, items, terms)
    own, team = decimal(figures.own), decimal(figures.team)
    return {
        "code": figures.code,
        "self": own,
        "team": team,
        "bias": _difference(own, team),
        "agreement": decimal(figures.agreement),
        "level": decimal(figures.level),
        "scored": figures.scored,
    }


def _from_shown(figures: AreaFigures, items: list[dict[str, Any]], terms: Terms) -> AreaFigures:
    """An area with a clamped statement, reckoned from the means as they are shown.

    The exact level of the area less its other statements would give the clamped mean back, and with it, in a unanimous
    team, every single answer.
    """
    span = terms.high - terms.low
    means = [item["team"] for item in items if item["team"] is not None]
    gaps = [abs(item["gap"]) for item in items if item["gap"] is not None]
    team, gap = sum(means) / len(means), sum(gaps) / len(gaps) if gaps else None
    return replace(
        figures,
        team=None if figures.team is None else team,
        level=None if figures.level is None else 100 * (team - terms.low) / span,
        agreement=None if figures.agreement is None or gap is None else max(0.0, 100 * (1 - 2 * gap / span)),
    )


def _item(figures: ItemFigures, terms: Terms) -> dict[str, Any]:
    own = decimal(figures.own)
    team, sign = _clamped(decimal(figures.team), figures.n, terms)
    return {"code": figures.code, "self": own, "team": team, "team_sign": sign, "gap": _difference(own, team)}


def _clamped(mean: float | None, n: int, terms: Terms) -> tuple[float | None, str]:
    if mean is None or n < terms.threshold:
        return None, ""
    lowest, highest = terms.low + CLAMP, terms.high - CLAMP
    if n < CLAMPED_BELOW and mean <= lowest:
        return lowest, "≤"
    if n < CLAMPED_BELOW and mean >= highest:
        return highest, "≥"
    return mean, ""


def _difference(own: float | None, team: float | None) -> float | None:
    """From shown values only: whoever subtracts finds nothing new."""
    return None if own is None or team is None else decimal(own - team)
