"""Whoever speaks for a workplace leads no candidate, in whichever order the two are named."""

import re

import pytest

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import create_candidate, set_leaders
from surveys.rosters.actions import set_roster
from surveys.workplaces.actions import ask_contact, take_back_contact


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_leader_of_another_candidate_speaks_for_no_workplace(survey, candidate, other_candidate, organiser):
    other_candidate.leaders.create(name="Bo Birk", email="bo@birk.example")

    with pytest.raises(Refused, match="neither a leader in this award"):
        ask_contact(candidate=candidate, name="Bo", email="bo@birk.example", language="en", by=organiser)


@pytest.fixture
def nominating(contact, survey, at):
    """The contact is asked, and leaders can still be named."""
    return at(survey, Phase.NOMINATIONS)


@pytest.mark.parametrize("address", ["hr@nordlys.example", "HR+award@Nordlys.example"])
def test_the_second_contact_becomes_no_leader_of_any_candidate(nominating, other_candidate, organiser, address):
    lines = Entry.objects.count()

    with pytest.raises(Refused, match=r"is the second contact of candidate C01\. Take that contact back first"):
        set_leaders(candidate=other_candidate, leaders=[("Solveig", address)], by=organiser)
    with pytest.raises(Refused, match="is the second contact of candidate C01"):
        create_candidate(edition=nominating, name="Solveig", leaders=[("Solveig", address)], by=organiser)

    assert not other_candidate.leaders.exists()
    assert Entry.objects.count() == lines


def test_a_contact_taken_back_may_lead(nominating, candidate, other_candidate, organiser):
    take_back_contact(candidate=candidate, by=organiser)

    set_leaders(candidate=other_candidate, leaders=[("Solveig", "hr@nordlys.example")], by=organiser)

    assert other_candidate.leaders.get().email == "hr@nordlys.example"


def test_who_is_asked_about_a_candidate_does_not_lead_them(nominating, other_candidate, organiser, team_text):
    set_roster(candidate=other_candidate, text=team_text, by=organiser)

    with pytest.raises(Refused, match=r"“kari@nordlys\.example” stands on the roster about this candidate"):
        set_leaders(candidate=other_candidate, leaders=[("Kari", "kari@nordlys.example")], by=organiser)
    create_candidate(edition=nominating, name="Kari", leaders=[("Kari", "kari@nordlys.example")], by=organiser)

    assert not other_candidate.leaders.exists()


def test_the_page_of_a_candidate_says_why_the_contact_cannot_lead(nominating, other_candidate, desk):
    page = desk.post(
        f"/{nominating.slug}/organise/candidates/C77/", {"do": "leaders", "leaders": "Solveig; hr@nordlys.example"}
    )

    assert "is the second contact of candidate C01. Take that contact back first." in text_of(page)
