"""Tickets come and go by their hash alone. Nothing here returns, logs or shows what a ticket's state was."""

from collections.abc import Mapping

from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketKind, TicketState


def lay_in(tickets: Mapping[bytes, int], *, kind: TicketKind = TicketKind.MAIL) -> None:
    """Open tickets, a hash and its candidate each, sorted by hash: no order of rows says who they are for."""
    rows = [Ticket(hash=hash, candidate_id=tickets[hash], kind=kind) for hash in sorted(tickets)]
    Ticket.objects.bulk_create(rows, ignore_conflicts=True)


def revoke(hash: bytes) -> None:
    """A ticket nobody has answered with becomes dead; a sealed answer stays and is counted."""
    Ticket.objects.filter(hash=hash, state=TicketState.OPEN).update(state=TicketState.REVOKED)


def replace(old: bytes, new: bytes, *, candidate_id: int) -> None:
    """The old ticket is dead and a new row stands, whatever the old one was: one of the two can ever hold an answer.

    The row itself decides. An answer sent at this moment waits for it, or is there first: then the new ticket is laid
    in dead. Runs inside a transaction, or the new row could be missing.
    """
    # No join in this filter: with one, the database re-checks an old snapshot and both could take an answer.
    taken_over = Ticket.objects.filter(hash=old, state=TicketState.OPEN).update(state=TicketState.REVOKED)
    state = TicketState.OPEN if taken_over else TicketState.REVOKED
    Ticket.objects.create(hash=new, candidate_id=candidate_id, state=state)


def revoke_paper(candidate_id: int) -> None:
    """Every sheet of a team that nobody has answered with yet: a second pile must not double the first."""
    Ticket.objects.filter(candidate=candidate_id, kind=TicketKind.PAPER, state=TicketState.OPEN).update(
        state=TicketState.REVOKED
    )
