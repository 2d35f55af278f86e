"""A finalist, a visit by two of the jury, and what they note. All of it is invented."""

from datetime import date
from uuid import uuid4

import pytest

from award.accounts.models import Seat
from award.editions.states import Phase
from jury.finals import actions
from jury.models import Finalist, ShortlistDecision
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent

DAY = date(2027, 8, 31)


@pytest.fixture
def finalists_of(edition, chair, juror, second_juror, no_ties):
    """Makes candidates finalists."""

    def pick(*names):
        made = [_finalist(edition, chair, f"F{place:02}", name) for place, name in enumerate(names, 1)]
        no_ties(chair, juror, second_juror)
        return made

    return pick


def _finalist(edition, chair, code, name):
    candidate = Candidate.objects.create(edition=edition, code=code, name=name, consent=Consent.ACCEPTED)
    return _picked(candidate, chair)


def _picked(candidate, chair):
    ShortlistDecision.objects.create(candidate=candidate, is_shortlisted=True, reason="They listen.", decided_by=chair)
    Finalist.objects.create(candidate=candidate, reason="They listen before they speak.", picked_by=chair)
    return candidate


@pytest.fixture
def finalist(edition, at, leader, chair, juror, second_juror, no_ties):
    """Åse Østberg, whom the jury visits now."""
    at(edition, Phase.FINALS)
    picked = _picked(leader.candidate, chair)
    no_ties(chair, juror, second_juror)
    return picked


@pytest.fixture
def day():
    return DAY


@pytest.fixture
def visit(finalist, juror, second_juror, organiser):
    return actions.plan_visit(candidate=finalist, on=DAY, observers=[juror, second_juror], by=organiser)


@pytest.fixture
def soren(visit, juror):
    """Søren as an observer: the seat that came with the visit."""
    return Seat.objects.get(user=juror.user, role="observer")


@pytest.fixture
def asmund(visit, second_juror):
    return Seat.objects.get(user=second_juror.user, role="observer")


@pytest.fixture
def note():
    """Keeps a note; anything said here instead of the ordinary."""

    def keep(visit, seat, **other):
        said = {
            "trait": "clear",
            "kind": "heard",
            "tone": "for",
            "text": "Everybody knew the date.",
            "client_id": uuid4(),
        }
        return actions.observe(visit=visit, by=seat, **(said | other))

    return keep


@pytest.fixture
def rated(edition, note):
    """Notes on every trait and the same rating for all."""

    def rate(visit, seat, value=4):
        traits = [trait.code for trait in edition.content.traits]
        for trait in traits:
            note(visit, seat, trait=trait)
        actions.rate(visit=visit, ratings=dict.fromkeys(traits, value), by=seat)

    return rate
