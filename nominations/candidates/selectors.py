from collections import Counter

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from award.accounts.models import Seat
from award.editions.models import Edition
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.states import Consent


def everybody(edition: Edition) -> QuerySet[Candidate]:
    """Those merged into another, too: their codes and names stay theirs."""
    return Candidate.objects.filter(edition=edition).order_by("name", "employer", "code")


def candidates(edition: Edition) -> QuerySet[Candidate]:
    return everybody(edition).filter(merged_into=None)


def accepted(edition: Edition) -> QuerySet[Candidate]:
    """Those who take part."""
    return candidates(edition).filter(consent=Consent.ACCEPTED)


def candidate_by_code(edition: Edition, code: str) -> Candidate | None:
    return candidates(edition).filter(code=code).first()


def answers(edition: Edition) -> dict[str, int]:
    """How many candidates take part, have declined, or have not answered yet."""
    found = Counter(candidates(edition).values_list("consent", flat=True))
    accepted, declined = found[Consent.ACCEPTED], found[Consent.DECLINED]
    return {"accepted": accepted, "declined": declined, "unanswered": found.total() - accepted - declined}


def leaders(candidate: Candidate) -> QuerySet[Leader]:
    return Leader.objects.filter(candidate=candidate).select_related("seat").order_by("pk")


def leading_in(edition: Edition) -> dict[str, int]:
    """How many leaders of each candidate take part, by the candidate's code."""
    taking_part = Leader.objects.filter(candidate__edition=edition, consent=Consent.ACCEPTED)
    return Counter(taking_part.values_list("candidate__code", flat=True))


def leader_of_seat(seat: Seat) -> Leader:
    """Whose desk this is. A leader's seat that no candidate stands behind opens nothing."""
    return get_object_or_404(Leader.objects.select_related("candidate"), seat=seat)


def held(edition: Edition) -> Edition:
    """The edition as it stands this moment; it moves no further until the transaction has ended."""
    return Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
