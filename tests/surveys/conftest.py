"""A survey that is open: keys made and proven, one team, links to answer with."""

import random
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from award.codes import new_code
from award.editions.actions import set_dates
from award.editions.models import Edition
from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots import keys, pages
from surveys.ballots.manifest import changing
from surveys.ballots.models import Ticket
from surveys.ballots.tickets import hashed
from surveys.questionnaire import Questionnaire
from surveys.questionnaire.selectors import frozen_questionnaire

TEAM = "\n".join(f"{name}@nordlys.example" for name in ("kari", "ola", "siv", "jens", "mona", "per", "liv", "odd"))


@pytest.fixture(autouse=True)
def nothing_kept_from_other_stories():
    """Editions of different tests share numbers and, put into a phase without the gates, the hash of their rules."""
    frozen_questionnaire.cache_clear()
    pages._form.cache_clear()


@pytest.fixture
def closing():
    return timezone.now() + timedelta(days=30)


@pytest.fixture
def survey(edition, leader, at, closing):
    """The edition with its surveys open."""
    set_dates(edition, {Phase.SURVEYS: (None, closing)}, by=None)
    return at(edition, Phase.SURVEYS)


@pytest.fixture
def count_code(survey):
    code = keys.make_count_key(edition=survey, by=None)
    keys.prove_count_key(edition=survey, code=code, by=None)
    return code


@pytest.fixture
def candidate(leader):
    return leader.candidate


@pytest.fixture
def other_candidate(edition):
    return Candidate.objects.create(edition=edition, code="C77", name="Bo Birk", consent=Consent.ACCEPTED)


@pytest.fixture
def link(count_code, candidate):
    """Makes a ticket of a team and returns what stands in its link."""

    def make(of=candidate):
        ticket = new_code()
        with transaction.atomic(), changing(of.edition):
            Ticket.objects.create(hash=hashed(ticket), candidate=of)
        return ticket

    return make


@pytest.fixture
def ticket(link):
    return link()


@pytest.fixture
def whole(survey):
    """An answer to every statement."""
    return {item.code: "4" for item in Questionnaire.of(survey).items}


@pytest.fixture
def employee():
    """A browser nobody has signed in with."""
    return Client()


@pytest.fixture
def team_text():
    return TEAM


@pytest.fixture
def bring():
    """Brings a roster as people do: looks at it, then stores what was looked at."""

    def store(browser, page, typed, **ticks):
        looked = browser.post(page, {**typed, "do": "look"}).content.decode()
        seen = re.search(r'name="seen" value="([^"]*)"', looked)[1]
        return browser.post(page, {**typed, **ticks, "seen": seen, "do": "store"}, follow=True)

    return store


@pytest.fixture
def outbox():
    mail.outbox = []
    return mail.outbox


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
