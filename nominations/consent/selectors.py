from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.editions.models import Edition
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.selectors import candidates, removals
from nominations.candidates.states import Consent
from nominations.consent.content import asked_in_words
from nominations.intake.selectors import candidates_with_counts

REMOVAL = "removal"  # not an answer, but what organisers filter by all the same
SHOWN = {
    Consent.NEW: gettext_lazy("Not asked yet"),
    Consent.INVITED: gettext_lazy("Asked"),
    Consent.ACCEPTED: gettext_lazy("Taking part"),
    Consent.DECLINED: gettext_lazy("Declined"),
}


def shown(edition: Edition, wanted: str) -> QuerySet[Candidate]:
    """The candidates with this answer, or with somebody who asks to be removed; all of them for anything else."""
    found = candidates_with_counts(edition)
    if wanted == REMOVAL:
        return found.filter(pk__in=removals(edition).order_by().values("candidate"))
    return found.filter(consent=wanted) if wanted in Consent.values else found


def tallies(edition: Edition) -> list[dict[str, Any]]:
    """How many candidates stand where: the filter above the list."""
    counted = candidates(edition).order_by().values("consent").annotate(number=Count("pk"))
    numbers = {row["consent"]: row["number"] for row in counted}
    rows = [{"state": each.value, "label": words, "number": numbers.get(each, 0)} for each, words in SHOWN.items()]
    asking = removals(edition).order_by().aggregate(n=Count("candidate", distinct=True))["n"]
    return [*rows, {"state": REMOVAL, "label": _("To be removed"), "number": asking}]


def with_words(leaders: Iterable[Leader], today: date) -> list[tuple[Leader, str]]:
    """Leaders, with how long ago they were asked while they have not answered."""
    return [(leader, asked_in_words(leader, today)) for leader in leaders]


def askable(edition: Edition) -> tuple[list[Candidate], list[Candidate]]:
    """Candidates with somebody who was not asked: those that can be, and those of whom a name or address is missing."""
    waiting = candidates(edition).exclude(consent=Consent.DECLINED)
    ready, lacking = [], []
    for candidate in waiting.prefetch_related("leaders"):
        everybody = list(candidate.leaders.all())
        if not all(leader.email for leader in everybody) or not everybody:
            lacking.append(candidate)
        elif any(leader.consent == Consent.NEW for leader in everybody):
            ready.append(candidate)
    return ready, lacking


def unasked(candidates: Iterable[Candidate]) -> list[Leader]:
    """Those of their leaders who have not been asked; the leaders came along with the candidates."""
    return [leader for each in candidates for leader in each.leaders.all() if leader.consent == Consent.NEW]
