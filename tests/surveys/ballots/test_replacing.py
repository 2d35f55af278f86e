"""One of two links may hold an answer, whichever of a person and an organiser is first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from award.codes import new_code
from surveys.ballots.actions import submit, withdraw
from surveys.ballots.issuing import replace, revoke
from surveys.ballots.manifest import changing
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed

OPEN, SEALED, REVOKED = TicketState.OPEN, TicketState.SEALED, TicketState.REVOKED
on_a_server = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
    reason="SQLite writes one at a time: only PostgreSQL has this race",
)
ROUNDS = 60


def states(*tickets):
    return [Ticket.objects.get(hash=hashed(ticket)).state for ticket in tickets]


def replaced(old, candidate):
    new = new_code()
    with transaction.atomic(), changing(candidate.edition):
        replace(hashed(old), hashed(new), candidate_id=candidate.pk)
    return new


@pytest.fixture
def answered(whole):
    def answer(ticket, w=""):
        return submit(ticket=ticket, w=w or new_code(), given=whole, now=timezone.now())

    return answer


def test_an_open_ticket_hands_its_answer_over_to_the_new_one(ticket, candidate, answered):
    new = replaced(ticket, candidate)

    assert states(ticket, new) == [REVOKED, OPEN]
    assert (answered(ticket), answered(new)) == ("inactive", "stored")


def test_a_used_ticket_keeps_its_answer_and_the_new_one_is_dead(ticket, candidate, answered):
    w = new_code()
    assert answered(ticket, w) == "stored"

    new = replaced(ticket, candidate)

    assert states(ticket, new) == [SEALED, REVOKED]
    assert (answered(ticket, w), answered(new)) == ("stored", "inactive")


def test_somebody_who_withdrew_cannot_answer_through_another_link(ticket, candidate, answered):
    w = new_code()
    answered(ticket, w)
    assert withdraw(code=w, now=timezone.now())

    new = replaced(ticket, candidate)

    assert states(ticket, new) == [TicketState.WITHDRAWN, REVOKED]
    assert answered(new) == "inactive"


def test_a_link_replaced_twice_is_open_once(ticket, candidate):
    second = replaced(ticket, candidate)
    third = replaced(second, candidate)

    assert states(ticket, second, third) == [REVOKED, REVOKED, OPEN]


def test_revoking_leaves_every_ticket_but_an_open_one_as_it_was(ticket):
    for state in TicketState:
        Ticket.objects.update(state=state, envelope=b"x")
        revoke(hashed(ticket))
        assert states(ticket) == [REVOKED if state == OPEN else state]


@on_a_server
@pytest.mark.django_db(transaction=True)
def test_answering_while_the_link_is_replaced_never_leaves_two_answers_or_two_open_links(link, candidate, answered):
    seen = set()
    for number in range(ROUNDS):
        old, together = link(), Barrier(2)

        def at_once(act, *given, late, together=together):
            together.wait()
            sleep(late / 1000)
            try:
                return act(*given)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as people:
            told = people.submit(at_once, answered, old, late=number % 12)
            made = people.submit(at_once, replaced, old, candidate, late=60 if number == 0 else 0)
        outcome = (told.result(), *states(old, made.result()))
        assert outcome in {("stored", SEALED, REVOKED), ("inactive", REVOKED, OPEN)}
        seen.add(outcome)

    assert len(seen) == 2  # each of them was first at least once


@on_a_server
@pytest.mark.django_db(transaction=True)
def test_an_answer_that_comes_while_the_replacement_is_not_yet_settled_waits_for_it(link, candidate, answered):
    old = link()

    def answer():
        try:
            return answered(old)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as person:
        with transaction.atomic():
            replace(hashed(old), hashed(new_code()), candidate_id=candidate.pk)
            told = person.submit(answer)
            with pytest.raises(TimeoutError):
                told.result(timeout=1)
        assert told.result(timeout=10) == "inactive"

    assert sorted(Ticket.objects.values_list("state", flat=True)) == [OPEN, REVOKED]
