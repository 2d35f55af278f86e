"""Files as a survey institute sends them."""

import random

import pytest

from award.editions.models import Edition
from award.editions.states import Phase


@pytest.fixture
def screening(edition, at):
    return at(edition, Phase.SCREENING)


@pytest.fixture
def results_csv():
    """Writes a file: per candidate so many employees and leaders, answers around a centre of their own."""

    def write(edition, teams, *, leaders=1, seed=1, gaps=0.0):
        rng = random.Random(seed)
        survey = edition.content.survey
        codes = [item.code for item in survey.items]

        def point(centre):
            return str(min(survey.scale.high, max(survey.scale.low, round(rng.gauss(centre, 0.8)))))

        lines = [",".join(["candidate", "respondent", *codes])]
        for name, employees in teams.items():
            centre = rng.uniform(survey.scale.low + 1, survey.scale.high)
            for _each in range(employees):
                cells = ["" if rng.random() < gaps else point(centre) for _code in codes]
                lines.append(",".join([name, "employee", *cells]))
            lines += [",".join([name, "self", *(point(centre) for _code in codes)]) for _each in range(leaders)]
        return ("\n".join(lines) + "\n").encode()

    return write


@pytest.fixture
def own_survey():
    """An edition with texts of its own: eleven statements in one area, on a scale of seven."""

    def give(edition):
        survey = {
            "scale": {"min": 1, "max": 7},
            "areas": [{"code": "work", "name": "Work"}],
            "items": [
                {"code": f"W{n}", "area": "work", "employee": f"Statement {n}", "leader": f"Statement {n}, as leader"}
                for n in range(1, 12)
            ],
        }
        Edition.objects.filter(pk=edition.pk).update(content_json={**edition.content_json, "survey": survey})
        return Edition.objects.get(pk=edition.pk)

    return give
