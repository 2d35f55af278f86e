"""Dates as people say them; the language is the one being spoken."""

from datetime import date, datetime

from babel.dates import format_date, format_time
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SPOKEN = {"en": "en_GB", "nb": "nb_NO", "da": "da_DK"}


def day(moment: datetime) -> str:
    return format_date(timezone.localtime(moment).date(), "long", locale=_locale())


def day_of(on: date) -> str:
    """A day of the calendar, with the day of the week."""
    return format_date(on, "full", locale=_locale()).replace(",", "")


def day_and_time(moment: datetime) -> str:
    """With the day of the week, the hour and whose hour it is: nobody should have to guess when a form closes."""
    local = timezone.localtime(moment)
    return _("%(day)s, %(time)s, %(place)s time") % {
        "day": format_date(local.date(), "full", locale=_locale()).replace(",", ""),
        "time": format_time(local, "HH:mm", locale=_locale()),
        "place": timezone.get_current_timezone_name().partition("/")[2] or timezone.get_current_timezone_name(),
    }


def _locale() -> str:
    return SPOKEN.get(get_language() or "en", "en_GB")
