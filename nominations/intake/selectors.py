from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from award.content.reading import Trait
from award.content.text import Text
from award.editions.models import Edition
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidates
from nominations.intake.models import Message, Nomination
from nominations.intake.receipts import fingerprint
from nominations.intake.states import TOLD, State

WAITING_FIRST = Case(When(state=State.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())


def nomination_by_receipt(edition: Edition, code: str) -> Nomination | None:
    return Nomination.objects.filter(edition=edition, receipt_hash=fingerprint(code)).first()


def is_spent(code: str) -> bool:
    """Whether a nomination with this receipt was taken back.

    Asked with every nomination that is sent, and in words of SQL: to write them costs seven times what asking does.
    """
    with connection.cursor() as asking:
        asking.execute("SELECT 1 FROM nominations_spentreceipt WHERE receipt_hash = %s", [fingerprint(code)])
        return asking.fetchone() is not None


def messages_of(nomination: Nomination) -> QuerySet[Message]:
    """The thread as whoever holds the receipt reads it."""
    return Message.objects.filter(nomination=nomination).order_by("number")


def thread_of(nomination: Nomination, today: date) -> QuerySet[Message]:
    """The thread as organisers read it: answers from the next day on."""
    return messages_of(nomination).filter(Q(visible_on=None) | Q(visible_on__lte=today))


def traits_offered(edition: Edition) -> tuple[Trait, ...]:
    """The traits a nominator may tick: read once, for they are frozen while anybody nominates."""
    return _traits(edition.pk, edition.rules_hash) if edition.rules_hash else tuple(edition.content.traits)


@lru_cache(maxsize=32)
def _traits(edition_id: int, _rules_hash: str) -> tuple[Trait, ...]:
    return tuple(Edition.objects.get(pk=edition_id).content.traits)


def traits_of(edition: Edition, nomination: Nomination) -> list[Text]:
    return [trait.name for trait in traits_offered(edition) if trait.code in nomination.traits]


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


def has_batch(edition: Edition, today: date) -> bool:
    """Whether something has come in up to yesterday that nobody has listed yet."""
    due = Q(visible_on__lte=today) | Q(corrected_on__lte=today) | Q(messages__visible_on__lte=today)
    return Nomination.objects.filter(due, edition=edition).exists()


def waiting(edition: Edition, today: date) -> QuerySet[Nomination]:
    return nominations(edition, today).filter(state=State.WAITING)


def nominations_of(candidate: Candidate, veil: Collection[str] = ()) -> QuerySet[Nomination]:
    """Its own and those of candidates merged into it, but for what this reader reads nothing of."""
    its_own = Q(candidate=candidate) | Q(candidate__merged_into=candidate)
    return Nomination.objects.filter(its_own).exclude(candidate__code__in=veil).order_by("pk")


def candidate_of(nomination: Nomination) -> Candidate | None:
    """The candidate it counts for, wherever that was merged into."""
    return nomination.candidate and (nomination.candidate.merged_into or nomination.candidate)


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
