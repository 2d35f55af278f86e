from django.db.models import QuerySet

from award.editions.models import Edition
from jury.shortlist.models import ShortlistDecision
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted


def places(edition: Edition, candidates: int) -> int:
    """How many the shortlist takes: its size, at most one in so many candidates, and always one."""
    return min(edition.shortlist_size, max(1, candidates // max(1, edition.shortlist_one_in)))


def decisions_of(edition: Edition) -> QuerySet[ShortlistDecision]:
    return ShortlistDecision.objects.filter(candidate__edition=edition).select_related("candidate", "decided_by__user")


def decision_on(candidate: Candidate) -> ShortlistDecision | None:
    return ShortlistDecision.objects.filter(candidate=candidate).select_related("decided_by__user").first()


def shortlist(edition: Edition) -> QuerySet[Candidate]:
    """The candidates who go on to round two, by name."""
    chosen = ShortlistDecision.objects.filter(candidate__edition=edition, is_shortlisted=True)
    return accepted(edition).filter(pk__in=chosen.values("candidate"))
