from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from award.content.text import Text
from award.editions.models import Edition
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidates
from nominations.intake.models import Nomination
from nominations.intake.receipts import fingerprint
from nominations.intake.states import TOLD, State

WAITING_FIRST = Case(When(state=State.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())


def nomination_by_receipt(edition: Edition, code: str) -> Nomination | None:
    return Nomination.objects.filter(edition=edition, receipt_hash=fingerprint(code)).first()


def traits_of(edition: Edition, nomination: Nomination) -> list[Text]:
    return [trait.name for trait in edition.content.traits if trait.code in nomination.traits]


def nominations(edition: Edition, today: date, veil: Collection[str] = ()) -> QuerySet[Nomination]:
    """What the organisers may read: everything up to yesterday. Waiting ones first, then by name: never by arrival.

    `veil` are the codes of candidates of whom this reader reads nothing.
    """
    return (
        Nomination.objects.filter(Q(visible_on=None) | Q(visible_on__lte=today), edition=edition)
        .exclude(candidate__code__in=veil)
        .exclude(candidate__merged_into__code__in=veil)
        .select_related("candidate__merged_into")
        .order_by(WAITING_FIRST, "name", "employer", "pk")
    )


def waiting(edition: Edition, today: date) -> QuerySet[Nomination]:
    return nominations(edition, today).filter(state=State.WAITING)


def nominations_of(candidate: Candidate) -> QuerySet[Nomination]:
    """Its own and those of candidates merged into it."""
    its_own = Q(candidate=candidate) | Q(candidate__merged_into=candidate)
    return Nomination.objects.filter(its_own).order_by("pk")


def candidates_with_counts(edition: Edition) -> QuerySet[Candidate]:
    """For organisers only: how often somebody was nominated says nothing about how they lead."""
    own, merged = Count("nominations", distinct=True), Count("merged__nominations", distinct=True)
    return candidates(edition).annotate(nominations_number=own + merged).prefetch_related("leaders")


def nominated_by(candidate: Candidate) -> list[Any]:
    """Who nominated, in the only words a nominee is told; never how many."""
    sources = set(nominations_of(candidate).values_list("source", flat=True))
    return list(dict.fromkeys(words for source, words in TOLD.items() if source in sources))


def totals(edition: Edition) -> dict[str, int]:
    """How the nominations ended, for the audit line of the move to the surveys."""
    everything = Nomination.objects.filter(edition=edition)
    return {"nominations": everything.count(), "unread": everything.filter(state=State.WAITING).count()}
