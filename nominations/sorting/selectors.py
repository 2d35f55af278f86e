from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.editions.models import Edition
from nominations.intake.selectors import nominations
from nominations.intake.states import State


def tallies(edition: Edition, today: date) -> list[dict[str, Any]]:
    """How many nominations stand in each state, and in all: the filter above the list."""
    rows = nominations(edition, today).order_by().values("state").annotate(number=Count("pk"))
    numbers = {row["state"]: row["number"] for row in rows}
    labels = dict(zip(State, (_("Waiting"), _("Taken up"), _("Held"), _("Not taken up")), strict=True))
    return [{"state": state.value, "label": labels[state], "number": numbers.get(state.value, 0)} for state in State]


def waiting_words(rows: list[dict[str, Any]]) -> str:
    """How it stands, in a sentence."""
    number = next(row["number"] for row in rows if row["state"] == State.WAITING)
    if not number:
        return _("All that came in up to yesterday is read. What comes today stands here tomorrow.")
    told = ngettext("%(n)s waits for you.", "%(n)s wait for you.", number) % {"n": number}
    return told + " " + _("What comes today stands here tomorrow.")
