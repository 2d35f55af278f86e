"""How long nominations are kept, and how long somebody may stand in one without being told."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from award.editions.models import Edition
from award.editions.registers import codes_kept_longer
from award.editions.selectors import moved_on, windows
from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from nominations.intake.actions import forget
from nominations.intake.models import Nomination, SpentReceipt
from nominations.intake.weeks import first_day

KEPT_AFTER_DECISION = timedelta(days=60)
KEPT_AFTER_AWARD = timedelta(days=182)
TOLD_WITHIN = timedelta(days=30)
ANSWERS = [consent for consent in Consent if consent != Consent.NEW]
ASKED = Q(candidate__consent__in=ANSWERS) | Q(candidate__merged_into__consent__in=ANSWERS)
"""Of whose nominations the leader learnt with the question whether they take part."""


def others_due_on(edition: Edition) -> date | None:
    """Of those who were not shortlisted: sixty days after the decision, and never before the award is there."""
    announced = announced_on(edition)
    if announced is None:
        return None
    window = windows(edition).get(Phase.DECISION)
    closed = timezone.localdate(window.closes_at) if window and window.closes_at else None
    decided = closed or (window.opens_on if window else None) or announced
    return min(decided, announced) + KEPT_AFTER_DECISION


def shortlisted_due_on(edition: Edition) -> date | None:
    """Of those who were: half a year after the winner was announced."""
    announced = announced_on(edition)
    return announced + KEPT_AFTER_AWARD if announced else None


def announced_on(edition: Edition) -> date | None:
    return moved_on(edition, Phase.ANNOUNCED) if edition.phase == Phase.ANNOUNCED else None


def purge_others(edition: Edition) -> int:
    codes = codes_kept_longer(edition)
    return forget(Nomination.objects.filter(edition=edition).exclude(_about(codes)))


def purge_shortlisted(edition: Edition) -> int:
    number = forget(Nomination.objects.filter(edition=edition))
    SpentReceipt.objects.filter(edition=edition).delete()
    return number


def untold_due_on(edition: Edition) -> date | None:
    """Whoever is not asked to take part must learn of a nomination within a month, or it goes, week by week."""
    week = _first_week(edition)
    return tell_by(week) if week else None


def purge_untold(edition: Edition) -> int:
    """What was due on that day; the week after has a day of its own, and rings again."""
    return forget_untold(untold(edition).filter(week=_first_week(edition)))


def tell_by(week: str) -> date:
    """A month from the Monday of the week in which a nomination came."""
    return first_day(week) + TOLD_WITHIN


def _first_week(edition: Edition) -> str:
    return untold(edition).aggregate(first=Min("week"))["first"] or ""


def untold(edition: Edition) -> QuerySet[Nomination]:
    """Nominations of those whom nobody has written to: neither to tell them, nor to ask whether they take part."""
    return Nomination.objects.filter(edition=edition, told_week="").exclude(ASKED)


@transaction.atomic
def forget_untold(nominations: QuerySet[Nomination]) -> int:
    """Delete what nobody was told of, with the candidates made of it: nothing is left to ask them about."""
    made_of_it = list(nominations.order_by().values_list("candidate", "candidate__merged_into"))
    number = forget(nominations)
    for merged_then_kept in zip(*made_of_it, strict=True):
        Candidate.objects.filter(pk__in=merged_then_kept, nominations=None, merged=None).delete()
    return number


def _about(codes: set[str]) -> Q:
    return Q(candidate__code__in=codes) | Q(candidate__merged_into__code__in=codes)
