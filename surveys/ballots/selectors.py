from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.utils.timezone import is_naive

from award.editions.models import Edition
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


# Asked by every look at a form and by every answer: written out, as putting it together from models took 3 ms of the
# 5 ms a page may cost, and running it takes a tenth of one.
BALLOT = """
    SELECT ticket.state, candidate.id, candidate.name, candidate.employer, edition.id, edition.name,
           edition.controller, edition.contact, edition.threshold, edition.phase, edition.rules_hash,
           closing.closes_at, count_key.public
    FROM surveys_ticket ticket
    JOIN nominations_candidate candidate ON candidate.id = ticket.candidate_id
    JOIN award_edition edition ON edition.id = candidate.edition_id
    LEFT JOIN award_window closing ON closing.edition_id = edition.id AND closing.phase = 'surveys'
    LEFT JOIN surveys_countkey count_key ON count_key.edition_id = edition.id
"""


def ballot(*, hash: bytes) -> Ballot | None:
    return _ballot(BALLOT + "WHERE ticket.hash = %s", hash)


def ballot_to_withdraw(*, withdraw_hash: bytes) -> Ballot | None:
    return _ballot(BALLOT + "WHERE ticket.withdraw_hash = %s", withdraw_hash)


def _ballot(sql: str, known: bytes) -> Ballot | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [known])
        row = cursor.fetchone()
    if row is None:
        return None
    *facts, closes_at, public = row
    return Ballot(*(*facts, _moment(closes_at), public))


def _moment(stored: datetime | None) -> datetime | None:
    """SQLite keeps times in UTC and does not say so."""
    return stored.replace(tzinfo=UTC) if stored is not None and is_naive(stored) else stored
