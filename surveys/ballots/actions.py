from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from award.codes import parse
from award.refusal import Refused
from surveys.ballots.models import Ticket
from surveys.ballots.sealing import bound_to, seal
from surveys.ballots.selectors import Ballot, ballot, ballot_to_withdraw
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed
from surveys.questionnaire import Checked, Given
from surveys.questionnaire.selectors import frozen_questionnaire

Outcome = Literal["stored", "inactive", "closed"]


class Unfinished(Refused):
    """Statements without an answer: said one by one. The ticket stays unused."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(_("Some statements have no answer yet."))
        self.checked = checked


def submit(*, ticket: str, w: str, given: Given, now: datetime) -> Outcome:
    """An employee's answers, sealed on their ticket: the only write there is, and it touches one row.

    Whoever is first wins; the same answers sent again with the same `w` are told the same. What is too late is
    decided by the row: the count expires open tickets before it opens any.
    """
    link, code = parse(ticket), parse(w)
    found = ballot(hash=hashed(link)) if link else None
    if link is None or code is None or found is None:
        return "inactive"
    if not found.is_open:
        return "stored" if _is_stored(link, code) else "inactive"
    if found.is_closed(now):
        return "closed"
    # No join in this filter: with one, the database re-checks an old snapshot and lets a second answer in.
    stored = Ticket.objects.filter(hash=hashed(link), state=TicketState.OPEN).update(
        state=TicketState.SEALED, envelope=_sealed(found, given), withdraw_hash=hashed(code)
    )
    return "stored" if stored == 1 or _is_stored(link, code) else "inactive"


def withdraw(*, code: str, now: datetime) -> bool:
    """Destroy the answers this code belongs to. The ticket stays used: nobody can answer in its place."""
    read = parse(code)
    found = ballot_to_withdraw(withdraw_hash=hashed(read)) if read else None
    if read is None or found is None:
        return False
    if found.is_closed(now):
        raise Refused(_("The survey has closed. Sealed answers can no longer be told apart, nor withdrawn."))
    gone = Ticket.objects.filter(withdraw_hash=hashed(read), state=TicketState.SEALED).update(
        state=TicketState.WITHDRAWN, envelope=None
    )
    return gone > 0 or found.state == TicketState.WITHDRAWN


def _sealed(found: Ballot, given: Given) -> bytes:
    questionnaire = frozen_questionnaire(found.edition_id, found.rules_hash)
    checked = questionnaire.validate(given)
    if checked.errors:
        raise Unfinished(checked)
    if found.public is None:
        raise Refused(_("The survey cannot take answers now. Try again later."))
    info = bound_to(found.edition_id, found.candidate_id)
    ballot = questionnaire.pack(checked.answers, checked.others)
    return seal(ballot, bytes(found.public), info, questionnaire.envelope_size)


def _is_stored(link: str, code: str) -> bool:
    return Ticket.objects.filter(hash=hashed(link), state=TicketState.SEALED, withdraw_hash=hashed(code)).exists()
