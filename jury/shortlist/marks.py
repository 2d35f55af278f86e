"""What a page was opened with, in a few letters: a confirmation counts for what it showed and for nothing newer."""

import hashlib
from typing import Any

from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from jury.shortlist.models import ShortlistDecision
from jury.shortlist.selectors import addressees, decisions_of, tallies
from nominations.candidates.models import Candidate


def mark_of(edition: Edition) -> str:
    """Tells apart what the preview showed: every decision, every recipient, and what the letters say of dates."""
    decided = sorted(decisions_of(edition).values_list("candidate__code", "is_shortlisted"))
    told = list(addressees(edition).values_list("pk", "name", "email", "candidate__language", "candidate__name"))
    dates = [str(closing_time(edition, phase)) for phase in (Phase.ROUND_TWO, Phase.ANNOUNCED)]
    return _mark([decided, told, dates, edition.name, edition.contact])


def mark_of_decision(stands: ShortlistDecision | None) -> str:
    """Tells apart what a page was opened with."""
    return _mark([stands.is_shortlisted, stands.reason, stands.decided_by_id]) if stands else "none"


def mark_of_undecided(candidates: list[Candidate]) -> str:
    """Tells two lists of undecided candidates apart, with how many proposed what on each."""
    found = tallies(candidates[0].edition) if candidates else {}
    return _mark(sorted((each.code, list(found.get(each.pk, {}).values())) for each in candidates))


def _mark(shown: Any) -> str:
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
