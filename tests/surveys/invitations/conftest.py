"""Teams that are ready to be invited, or have been."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surveys.invitations.actions import invite
from surveys.rosters.actions import set_roster
from surveys.rosters.models import Invitee
from tests.sink import server  # noqa: F401


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def ready(survey, count_code, candidate, organiser, team_text):
    """A proven key and a roster: everything invitations wait for."""
    set_roster(candidate=candidate, text=team_text + "\ntor@nordlys.example; nb", by=organiser)
    return survey


@pytest.fixture
def invited(ready, organiser, outbox):
    invite(edition=ready, by=organiser, now=timezone.now())
    return ready


@pytest.fixture
def person(invited):
    """Somebody of the team, by the first part of their address."""
    return lambda name: Invitee.objects.get(email=f"{name}@nordlys.example")


@pytest.fixture
def days_on():
    """So many days from now, as the application knows days."""
    return lambda number: timezone.localdate() + timedelta(days=number)


@pytest.fixture
def later():
    return lambda number: timezone.now() + timedelta(days=number)
