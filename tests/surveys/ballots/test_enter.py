"""A code typed from paper opens what its link would open, and says no more than a link."""

import re

import pytest
from django.test import Client

from award.codes import grouped, new_code
from award.editions.states import Phase
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState


def state_of(response):
    return re.findall(r'<main[^>]* data-state="(\w+)"', response.content.decode())


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def told(response):
    return response.status_code, response.content, {k: v for k, v in response.items() if k != "Set-Cookie"}


def test_a_typed_code_does_what_the_link_does(employee, ticket):
    response = employee.post("/s/?lang=nb", {"code": ticket})

    cookie = response.cookies["t"]
    assert (response.status_code, response["Location"]) == (303, "/s/form?lang=nb")
    assert (cookie.value, cookie["path"], cookie["samesite"], cookie["httponly"]) == (ticket, "/s/", "Lax", True)
    assert state_of(employee.get("/s/form")) == ["open"]


def test_a_code_is_read_as_people_type_it(employee, ticket):
    spaced = " ".join(grouped(ticket)).lower().replace("0", "o")
    dashed = "-".join(grouped(ticket)).replace("1", "l")

    for typed in (spaced, dashed, f"  {ticket}. "):
        assert employee.post("/s/", {"code": typed}).cookies["t"].value == ticket


@pytest.mark.parametrize("state", [s for s in TicketState if s != TicketState.OPEN])
def test_a_code_that_opens_nothing_gives_the_page_of_a_link_byte_for_byte(employee, ticket, state):
    Ticket.objects.update(state=state)
    of_links = told(employee.get(f"/s/{new_code()}"))

    assert told(employee.post("/s/", {"code": ticket})) == of_links
    assert told(employee.post("/s/", {"code": new_code()})) == of_links
    assert told(employee.get(f"/s/{ticket}")) == of_links


def test_after_closing_a_typed_code_says_so(employee, survey, ticket, at):
    at(survey, Phase.SCREENING)

    assert state_of(employee.post("/s/", {"code": ticket})) == ["closed"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("K7Q4 9", "It has 26 letters and digits; these are 5."),
        ("A" * 27, "these are 27."),
        ("U" * 26, "One of these signs is in none of our codes"),
        ("", "This field is required."),
    ],
)
def test_a_code_that_cannot_be_one_is_explained_and_kept(employee, ticket, typed, words):
    response = employee.post("/s/", {"code": typed})

    assert state_of(response) == ["open"]
    assert words in text_of(response)
    assert not typed or f'value="{typed}"' in response.content.decode()
    assert "t" not in response.cookies


def test_what_was_typed_comes_back_as_text(employee, survey):
    page = employee.post("/s/", {"code": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in page


@pytest.mark.parametrize("language", ["en", "nb", "da"])
def test_the_page_speaks_three_languages_by_its_address(employee, survey, language):
    response = employee.get(f"/s/?lang={language}")

    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()
    assert f'action="/s/?lang={language}"' in response.content.decode()


def test_looking_at_the_page_and_typing_writes_nothing(employee, ticket):
    before = list(Ticket.objects.values())

    employee.get("/s/")
    employee.post("/s/", {"code": ticket})

    assert list(Ticket.objects.values()) == before
    assert "sessionid" not in employee.cookies


def test_a_code_sent_by_another_site_is_refused(ticket):
    assert Client(enforce_csrf_checks=True).post("/s/", {"code": ticket}).status_code == 403


def test_the_way_to_the_page_stands_where_people_look(employee, survey, at):
    assert f'href="/{survey.slug}/code/?lang=en"' in employee.get(f"/{survey.slug}/").content.decode()
    assert 'href="/s/?lang=en"' in employee.get("/s/form").content.decode()
    assert employee.get(f"/{survey.slug}/code/?lang=da")["Location"] == "/s/?lang=da"

    at(survey, Phase.SCREENING)
    assert f"/{survey.slug}/code/" not in employee.get(f"/{survey.slug}/").content.decode()
