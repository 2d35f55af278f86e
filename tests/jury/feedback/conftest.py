"""A leader whose team answers as a story needs it, on the day the winner is announced. All names are invented."""

import re

import pytest
from django.db import transaction

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.editions.states import Phase
from jury.counting.measuring import measure
from jury.models import Finalist, ShortlistDecision
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from surveys.importing.actions import import_results
from surveys.selves.models import SelfAssessment


def answers(edition, n, *, at=lambda person, place: 3 + place % 2):
    """The answers of `n` employees, person by person: on the scale, or None."""
    items = edition.content.survey.items
    return [[at(person, place) for place in range(len(items))] for person in range(n)]


@pytest.fixture
def counted(edition, at):
    """Counts these teams and announces: code -> (rows of employees, rows of leaders)."""

    def count(**teams):
        at(edition, Phase.SCREENING)
        codes = [item.code for item in edition.content.survey.items]
        lines = ["candidate,respondent," + ",".join(codes)]
        for code, (employees, leaders) in teams.items():
            for kind, rows in (("employee", employees), ("self", leaders)):
                lines += [f"{code},{kind}," + ",".join("" if a is None else str(a) for a in row) for row in rows]
        import_results(edition=edition, source=("\n".join(lines) + "\n").encode(), measure=measure, by=None)
        return at(edition, Phase.ANNOUNCED)

    return count


@pytest.fixture
def own(edition):
    """What a leader answers: four everywhere."""
    return [4] * len(edition.content.survey.items)


@pytest.fixture
def read(edition, sign_in):
    """The page as this leader reads it, without what differs on every request."""

    def page(leader, path="leader/feedback/"):
        answer = sign_in(leader.seat).get(f"/{edition.slug}/{path}")
        assert answer.status_code == 200
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())

    return page


@pytest.fixture
def instead(counted, read):
    """The page after another count than the one that was made: nothing of it stays."""

    def page(leader, *, also=lambda: None, path="leader/feedback/", **teams):
        with transaction.atomic():
            counted(**teams)
            also()
            made = read(leader, path)
            transaction.set_rollback(True)
        return made

    return page


@pytest.fixture
def another_leader(edition, candidates):
    """Mette Ærøskov, who leads elsewhere and has a desk of her own."""
    (candidate,) = candidates("C02")
    seat = give_seat(edition=edition, email="mette@sorvind.example", role=Role.LEADER, name="Mette Ærøskov", by=None)
    return Leader.objects.create(candidate=candidate, name="Mette Ærøskov", consent=Consent.ACCEPTED, seat=seat)


@pytest.fixture
def group(edition, leader):
    """Åse leads together with Håvard: each has a desk, and each has answered for themself."""
    leader.candidate.kind, leader.candidate.name = "group", "Åse Østberg and Håvard Åsnes"
    leader.candidate.save()
    seat = give_seat(edition=edition, email="havard@nordlys.example", role=Role.LEADER, name="Håvard Åsnes", by=None)
    havard = Leader.objects.create(candidate=leader.candidate, name="Håvard Åsnes", consent=Consent.ACCEPTED, seat=seat)
    return leader, havard


@pytest.fixture
def assessed(edition):
    """Keeps what a leader answered at their desk."""

    def keep(leader, row, traits=()):
        given = dict(zip([item.code for item in edition.content.survey.items], row, strict=True))
        picks = {"best_traits": list(traits)} if traits else {}
        return SelfAssessment.objects.update_or_create(leader=leader, defaults={"answers": given, "others": picks})

    return keep


@pytest.fixture
def visited(chair):
    """Makes this candidate a finalist."""

    def visit(candidate):
        ShortlistDecision.objects.create(candidate=candidate, is_shortlisted=True, reason="Listens.", decided_by=chair)
        return Finalist.objects.create(candidate=candidate, reason="Visit them.", picked_by=chair)

    return visit
