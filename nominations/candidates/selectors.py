from collections import Counter
from datetime import date, timedelta

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from award.accounts.models import Seat
from award.editions.models import Edition
from award.editions.states import Phase
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.states import Consent

A_WEEK = timedelta(days=7)


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


def silent(edition: Edition, today: date) -> QuerySet[Leader]:
    """Who was asked a week ago or longer, has not answered and was not reminded; not of a group that stays out."""
    asked = Leader.objects.filter(candidate__edition=edition, candidate__merged_into=None, consent=Consent.INVITED)
    due = asked.filter(asked_on__lte=today - A_WEEK, reminders=0, removal_asked_on=None)
    return due.exclude(candidate__consent=Consent.DECLINED).exclude(email="").select_related("candidate").order_by("pk")


def removals(edition: Edition) -> QuerySet[Leader]:
    """Who has asked to be removed, and is still there."""
    asked = Leader.objects.filter(candidate__edition=edition, removal_asked_on__isnull=False)
    return asked.select_related("candidate__edition").order_by("removal_asked_on", "pk")


def has_entered(candidate: Candidate) -> bool:
    """Whether the award has gone on with this candidate: the surveys opened, and counts and scores rest on the row."""
    return candidate.consent == Consent.ACCEPTED and candidate.edition.phase not in (Phase.SETUP, Phase.NOMINATIONS)


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
