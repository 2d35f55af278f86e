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
from nominations.candidates.selectors import held
from nominations.candidates.states import Consent
from nominations.intake.actions import erase
from nominations.intake.models import Nomination, SpentReceipt
from nominations.intake.weeks import first_day

KEPT_AFTER_DECISION = timedelta(days=60)
KEPT_AFTER_AWARD = timedelta(days=182)
TOLD_WITHIN = timedelta(days=30)
KNOWS = Q(candidate__was_asked=True) | Q(candidate__merged_into__was_asked=True)
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
    return _erase_receipts_too(Nomination.objects.filter(edition=edition).exclude(_about(codes)), edition)


def purge_shortlisted(edition: Edition) -> int:
    return _erase_receipts_too(Nomination.objects.filter(edition=edition), edition)


def untold_due_on(edition: Edition) -> date | None:
    """Whoever is not asked to take part must learn of a nomination within a month, or it goes, week by week."""
    week = _first_week(edition)
    return tell_by(week) if week else None


@transaction.atomic
def purge_untold(edition: Edition) -> int:
    """What was due on that day; the week after has a day of its own, and rings again."""
    held(edition)  # whoever is being asked this moment is told first
    return erase(untold(edition).filter(week=_first_week(edition)))


def unasked_due_on(edition: Edition) -> date | None:
    """Candidates whom nobody had asked when the surveys began take no part: they go a month after."""
    begun = moved_on(edition, Phase.SURVEYS) if _unasked(edition).exists() else None
    return begun + TOLD_WITHIN if begun else None


@transaction.atomic
def purge_unasked(edition: Edition) -> int:
    """They and what was written of them; how many candidates they were."""
    held(edition)
    gone = list(_unasked(edition))
    erase(Nomination.objects.filter(candidate__in=gone))
    Candidate.objects.filter(pk__in=[each.pk for each in gone]).delete()
    return len(gone)


def _unasked(edition: Edition) -> QuerySet[Candidate]:
    never = Candidate.objects.filter(edition=edition, was_asked=False, consent=Consent.NEW)
    return never.exclude(merged_into__was_asked=True).exclude(merged__was_asked=True)


def tell_by(week: str) -> date:
    """A month from the Monday of the week in which a nomination came."""
    return first_day(week) + TOLD_WITHIN


def _first_week(edition: Edition) -> str:
    return untold(edition).aggregate(first=Min("week"))["first"] or ""


def untold(edition: Edition) -> QuerySet[Nomination]:
    """Nominations of those whom nobody has written to: neither to tell them, nor to ask whether they take part."""
    return Nomination.objects.filter(edition=edition, told_week="").exclude(KNOWS)


def _erase_receipts_too(nominations: QuerySet[Nomination], edition: Edition) -> int:
    """After the award no form is taken any more, so nothing is kept of receipts that were spent."""
    number = erase(nominations)
    SpentReceipt.objects.filter(edition=edition).delete()
    return number


def _about(codes: set[str]) -> Q:
    return Q(candidate__code__in=codes) | Q(candidate__merged_into__code__in=codes)
