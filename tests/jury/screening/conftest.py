"""A screening with results: Åse Østberg's team, and others as a story needs them."""

import random

import pytest

from award.editions.states import Phase
from jury.screening.measuring import measure
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.counting.importing import import_results


@pytest.fixture
def screening(edition, at):
    return at(edition, Phase.SCREENING)


@pytest.fixture
def candidates(edition):
    """More candidates who take part, by code."""

    def make(*codes):
        return [
            Candidate.objects.create(edition=edition, code=code, name=f"Leder {code}", consent=Consent.ACCEPTED)
            for code in codes
        ]

    return make


@pytest.fixture
def release_of():
    """Counts an edition from made-up answers: code -> (employees, centre of their answers, answers of the leader)."""

    def release(edition, teams):
        rng = random.Random(7)
        survey = edition.content.survey
        codes = [item.code for item in survey.items]
        lines = ["candidate,respondent," + ",".join(codes)]
        for code, (employees, centre, own) in teams.items():
            for _each in range(employees):
                points = (min(5, max(1, round(rng.gauss(centre, 0.7)))) for _code in codes)
                lines.append(f"{code},employee," + ",".join(map(str, points)))
            if own:
                lines.append(f"{code},self," + ",".join([str(own)] * len(codes)))
        source = ("\n".join(lines) + "\n").encode()
        return import_results(edition=edition, source=source, measure=measure, by=None)

    return release
