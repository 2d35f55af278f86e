"""Counted ballots are deleted when nobody needs them any longer."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from award.editions.actions import set_dates
from award.editions.states import Phase
from surveys.ballots.models import Ticket
from surveys.counting.clocks import purge_tickets, tickets_due_on
from surveys.counting.models import Release


@pytest.fixture
def released(screening, leader):
    Ticket.objects.create(hash=b"h" * 32, candidate=leader.candidate)
    Release.objects.create(edition=screening, origin="sealed", payload={}, sha256="0" * 64)
    return screening


def test_before_the_count_nothing_is_due(screening, leader):
    assert tickets_due_on(screening) is None


def test_they_go_a_month_after_the_screening(released):
    closes_at = datetime(2027, 5, 14, 23, 59, tzinfo=ZoneInfo("Europe/Oslo"))
    set_dates(released, {Phase.SCREENING: (None, closes_at)}, by=None)

    assert tickets_due_on(released) == date(2027, 6, 13)


def test_without_a_date_they_go_when_the_award_is_announced(released, at):
    assert tickets_due_on(released) is None

    at(released, Phase.ANNOUNCED)

    assert tickets_due_on(released) is not None


def test_all_of_the_edition_go(released):
    assert purge_tickets(released) == 1
    assert not Ticket.objects.exists()
