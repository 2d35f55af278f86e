from datetime import timedelta

import pytest
from django.utils import timezone

from award.audit.models import Entry
from award.codes import new_code
from award.refusal import Refused
from surveys.ballots import actions
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed


@pytest.fixture
def sent(ticket, whole):
    """Answers that are stored, and their code."""
    w = new_code()
    actions.submit(ticket=ticket, w=w, given=whole, now=timezone.now())
    return w


def test_withdrawing_destroys_the_answers_and_nothing_else(sent, link, whole):
    other = link()
    actions.submit(ticket=other, w=new_code(), given=whole, now=timezone.now())
    kept, lines = Ticket.objects.filter(hash=hashed(other)).values().get(), Entry.objects.count()

    assert actions.withdraw(code=sent, now=timezone.now())

    gone = Ticket.objects.exclude(hash=hashed(other)).get()
    assert (gone.state, gone.envelope) == (TicketState.WITHDRAWN, None)
    assert Ticket.objects.filter(hash=hashed(other)).values().get() == kept
    assert Entry.objects.count() == lines


def test_nobody_can_answer_after_withdrawing(sent, ticket, whole):
    actions.withdraw(code=sent, now=timezone.now())

    again = actions.submit(ticket=ticket, w=sent, given=whole, now=timezone.now())

    assert again == "inactive"
    assert Ticket.objects.get().envelope is None


def test_withdrawing_twice_is_told_the_same(sent):
    assert actions.withdraw(code=sent.lower(), now=timezone.now())
    assert actions.withdraw(code=sent, now=timezone.now())


@pytest.mark.parametrize("code", ["", "x", "0" * 26, "A" * 10_000])
def test_an_unknown_code_withdraws_nothing(sent, code):
    assert not actions.withdraw(code=code, now=timezone.now())
    assert Ticket.objects.get().state == TicketState.SEALED


def test_the_ticket_itself_is_no_code_to_withdraw_with(sent, ticket):
    assert not actions.withdraw(code=ticket, now=timezone.now())


def test_after_closing_nothing_can_be_withdrawn(sent, closing):
    with pytest.raises(Refused, match="The survey has closed"):
        actions.withdraw(code=sent, now=closing + timedelta(seconds=1))

    assert Ticket.objects.get().state == TicketState.SEALED
