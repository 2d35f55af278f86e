from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from award.editions.models import Edition, Window
from award.editions.states import Phase
from surveys.ballots.models import CountKey, Ticket
from surveys.ballots.states import TicketState


def count_key(edition: Edition) -> CountKey | None:
    return CountKey.objects.filter(edition=edition).first()


def has_tickets(edition: Edition) -> bool:
    return Ticket.objects.filter(candidate__edition=edition).exists()


@dataclass(frozen=True)
class Ballot:
    """What a page needs to know of a ticket: its team and where the survey stands. Never the envelope."""

    state: int
    candidate_id: int
    name: str
    employer: str
    edition_id: int
    edition_name: str
    controller: str
    contact: str
    threshold: int
    phase: str
    rules_hash: str
    closes_at: datetime | None
    public: bytes | None

    @property
    def is_open(self) -> bool:
        return self.state == TicketState.OPEN

    def is_closed(self, now: datetime) -> bool:
        return self.phase != Phase.SURVEYS or (self.closes_at is not None and now > self.closes_at)


COLUMNS = (
    "state",
    "candidate_id",
    "candidate__name",
    "candidate__employer",
    "candidate__edition_id",
    "candidate__edition__name",
    "candidate__edition__controller",
    "candidate__edition__contact",
    "candidate__edition__threshold",
    "candidate__edition__phase",
    "candidate__edition__rules_hash",
)


def ballot(*, hash: bytes) -> Ballot | None:
    """Read in one query, with the time and the key that every answer needs."""
    return _ballot(hash=hash)


def ballot_to_withdraw(*, withdraw_hash: bytes) -> Ballot | None:
    return _ballot(withdraw_hash=withdraw_hash)


def _ballot(**known: bytes) -> Ballot | None:
    edition = OuterRef("candidate__edition_id")
    window = Window.objects.filter(edition=edition, phase=Phase.SURVEYS).values("closes_at")[:1]
    key = CountKey.objects.filter(edition=edition).values("public")[:1]
    row = Ticket.objects.filter(**known).values_list(*COLUMNS, Subquery(window), Subquery(key)).first()
    return Ballot(*row) if row else None
