"""An organiser makes a questionnaire of their own in the pages, and it is what is asked; then it is frozen."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.editions.states import Phase
from surveys.ballots.keys import make_count_key, prove_count_key
from surveys.invitations.actions import invite
from surveys.questionnaire import Questionnaire
from surveys.rosters.actions import set_roster

from .forms import send, send_from, text

AREAS = {"work": "The work itself", "us": "All of us"}


@pytest.fixture
def organisers(organiser):
    browser = Client()
    browser.force_login(organiser.user)
    return browser


@pytest.fixture
def at_desk(edition):
    return lambda page, *more: reverse(f"surveys:{page}", args=[edition.slug, *more])


@pytest.fixture
def move(edition, organisers):
    """Tries to move the award on; returns the page that says how that went."""
    advance = reverse("award:move", args=[edition.slug])

    def to(phase):
        answer = text(organisers.post(advance, {"to": phase.value}, follow=True))
        edition.refresh_from_db()
        return answer

    return to


def test_a_questionnaire_of_seven_points_and_two_areas(edition, organiser, organisers, leader, at_desk, move):
    make_areas(organisers, at_desk)
    assert "The area “All of us” has no statement." in move(Phase.NOMINATIONS)
    fill_the_area(organisers, at_desk)
    make_seven_points(organisers, at_desk)
    look_at_it(organisers.get(at_desk("preview")))

    move(Phase.NOMINATIONS)
    assert edition.phase == Phase.NOMINATIONS
    nothing_can_be_changed(organisers, at_desk)

    move(Phase.SURVEYS)
    answer_it(edition, organiser, leader.candidate)


def make_areas(organisers, at_desk):
    for code, name in AREAS.items():
        send(organisers, at_desk("add_text", "area"), {"code": code, "name_en": name, "name_nb": f"{name} (nb)"})
    for area in ("job_content", "leader_role", "engagement"):
        send(organisers, at_desk("remove_text", "area", area), {"moves_to": "work" if area == "job_content" else "-"})
    for n in range(2, 9):
        send(organisers, at_desk("remove_text", "statement", f"JC{n}"), {})


def fill_the_area(organisers, at_desk):
    said = {"area": "us", "employee_en": "<b>We\u202e</b> laugh.", "leader_en": "They laugh."}
    send(organisers, at_desk("add_text", "statement") + "?area=us", said)


def make_seven_points(organisers, at_desk):
    """Other points are stored only when their words were seen under their numbers."""
    asked = send(organisers, at_desk("scale"), {"high": "7"})
    assert "These are other points." in text(asked)
    words = {"labels_1_en": "Never", "labels_5_en": "", "labels_7_en": "Always"}
    done = send_from(organisers, asked, at_desk("scale"), words)
    assert "The scale is stored." in text(done)


def look_at_it(page):
    assert "The work itself" in text(page)
    assert "&lt;b&gt;We&lt;/b&gt; laugh." in text(page)
    assert [f'value="{point}"' in text(page) for point in range(1, 9)] == [True] * 7 + [False]


def nothing_can_be_changed(organisers, at_desk):
    typed = {"name_en": "Other", "seen": organisers.get(at_desk("questionnaire")).context["seen"]}

    assert organisers.post(at_desk("change_text", "area", "work"), typed).status_code == 403
    assert "Nobody can change it any more." in text(organisers.get(at_desk("questionnaire")))


def answer_it(edition, organiser, candidate):
    code = make_count_key(edition=edition, by=organiser)
    prove_count_key(edition=edition, code=code, by=organiser)
    set_roster(candidate=candidate, text="\n".join(f"adviser{n}@nordlys.example" for n in range(6)), by=organiser)
    invite(edition=edition, by=organiser, now=timezone.now())
    employee, link = Client(), re.search(r"/s/\S+", mail.outbox[-1].body).group()

    page = employee.get(link, follow=True)
    look_at_it(page)
    stored = send_from(employee, page, "/s/form", {"JC1": "7", "U1": "6"})

    assert [item.code for item in Questionnaire.of(edition).items] == ["JC1", "U1"]
    assert 'data-state="stored"' in text(stored)
