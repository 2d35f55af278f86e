"""Broken on purpose, and looks right: one UPDATE, but its filter joins, so the state is read from an old snapshot."""

import time

from django.db import transaction

from award.editions.states import Phase
from award.wsgi import application
from surveys.ballots import actions
from surveys.ballots.models import Ticket
from surveys.ballots.selectors import ballot
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed

__all__ = ["application"]


def submit(*, ticket, w, given, now):
    found = ballot(hash=hashed(ticket))
    with transaction.atomic():
        stored = Ticket.objects.filter(
            hash=hashed(ticket), state=TicketState.OPEN, candidate__edition__phase=Phase.SURVEYS
        ).update(state=TicketState.SEALED, envelope=actions._sealed(found, given), withdraw_hash=hashed(w))
        time.sleep(0.05)  # a slow disk: whoever comes now has looked already, and waits for the row
    return "stored" if stored or actions._is_stored(ticket, w) else "inactive"


actions.submit = submit
