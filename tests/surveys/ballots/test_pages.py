"""What an employee sees, from the mail to the code; and what the pages keep to themselves."""

import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from award.codes import new_code
from award.editions.states import Phase
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState


def state_of(response):
    return re.findall(r'<main[^>]* data-state="(\w+)"', response.content.decode())


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode()).group(1)


@pytest.fixture
def opened(employee, ticket):
    """The form as somebody sees it who followed their link."""
    return employee.get(f"/s/{ticket}", follow=True)


@pytest.fixture
def fields(opened):
    return {"ticket": hidden(opened, "ticket"), "w": hidden(opened, "w")}


@pytest.fixture
def no_database():
    """A database that is away."""

    def away(execute, sql, params, many, context):
        raise OperationalError("gone")

    return lambda: connection.execute_wrapper(away)


def test_the_link_hands_the_ticket_over_and_leaves_the_address(employee, ticket):
    response = employee.get(f"/s/{ticket}?lang=nb")

    cookie = response.cookies["t"]
    assert (response.status_code, response["Location"]) == (303, "/s/form?lang=nb")
    assert (cookie.value, cookie["path"], cookie["samesite"], cookie["httponly"]) == (ticket, "/s/", "Lax", True)
    assert (cookie["expires"], cookie["max-age"]) == ("", "")


def test_the_form_takes_the_ticket_over_and_the_cookie_is_gone(employee, ticket):
    employee.get(f"/s/{ticket}")

    response = employee.get("/s/form")

    assert state_of(response) == ["open"]
    assert hidden(response, "ticket") == ticket
    assert response.cookies["t"].value == ""
    assert state_of(employee.get("/s/form")) == ["inactive"]


def test_the_page_says_by_name_who_is_meant(opened):
    page = opened.content.decode()

    assert "For employees of Kundesenter Nordlys, about Åse Østberg" in page
    assert "it means <strong><bdi>Åse Østberg</bdi>, <bdi>Kundesenter Nordlys</bdi></strong>" in page


def test_every_statement_has_every_point_and_dont_know(opened, whole):
    page = opened.content.decode()

    for code in whole:
        assert re.findall(rf'name="{code}" value="(\w+)"', page) == ["1", "2", "3", "4", "5", "dk"]
    assert page.count('<fieldset class="statement"') == len(whole)


def test_the_promise_stands_on_the_form_with_this_editions_threshold_and_people(opened, survey, closing):
    page = " ".join(opened.content.decode().split())

    assert "only if at least 5 of your team answered" in page
    assert f"Until {timezone.localtime(closing).day} " in page
    assert "Responsible: Samtaleprisen 2027, spor@samtaleprisen.example." in page
    assert "Comments are read by the jury apart from your ratings" in page


def test_the_form_asks_for_texts_and_says_before_when_they_are_destroyed_unread(opened):
    page = " ".join(opened.content.decode().split())

    assert page.count("<textarea") == 2
    assert "Texts are read only if at least 8 of the team answer and at least 3 of them write one" in page
    assert "My leader may read my text." in page
    assert "The jury reads your text apart from your ratings" in page


def test_what_was_ticked_and_written_comes_back_with_an_error(employee, fields, whole):
    sent = fields | whole | {"best_traits": ["clear", "encouraging"], "comment": "<b>Å</b>", "JC1": ""}
    page = employee.post("/s/form", sent | {"improve": "x" * 2001, "comment.may": "leader_may_read"}).content.decode()

    assert 'name="best_traits" value="clear" checked' in page
    assert 'name="best_traits" value="encouraging" checked' in page
    assert 'name="comment.may" value="leader_may_read" checked' in page
    assert "&lt;b&gt;Å&lt;/b&gt;</textarea>" in page
    assert "Write at most 2000 characters; these are 2001." in page
    assert 'href="#text-improve"' in page


def test_without_texts_in_the_questionnaire_the_promise_says_nothing_of_them(survey, employee, ticket):
    survey.content_json["survey"]["open_questions"] = []
    survey.save()

    page = employee.get(f"/s/{ticket}", follow=True).content.decode()

    assert "Comments are read" not in page
    assert "<textarea" not in page


def test_a_test_installation_says_so(employee, ticket, settings):
    settings.TEST_INSTALLATION = True

    assert "This is a test installation." in employee.get(f"/s/{ticket}", follow=True).content.decode()


def test_an_award_without_a_closing_time_promises_until_the_survey_closes(employee, ticket, survey):
    survey.windows.all().delete()

    page = " ".join(employee.get(f"/s/{ticket}", follow=True).content.decode().split())

    assert "Until the survey closes you can withdraw" in page


def test_names_are_escaped(employee, ticket, candidate):
    type(candidate).objects.update(name="<script>alert(1)</script>", employer="A & B {{7*7}}")

    page = employee.get(f"/s/{ticket}", follow=True).content.decode()

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "A &amp; B {{7*7}}" in page


def test_sending_answers_thanks_and_shows_the_code_once(employee, fields, whole):
    response = employee.post("/s/form", fields | whole)

    page = response.content.decode()
    assert (response.status_code, state_of(response)) == (200, ["stored"])
    assert fields["w"] in page
    assert fields["w"][:4] + "</span>" in page
    assert response["Clear-Site-Data"] == '"cache"'
    assert Ticket.objects.get().state == TicketState.SEALED


def test_what_is_missing_is_said_and_the_other_answers_stay(employee, fields, whole):
    response = employee.post("/s/form", fields | whole | {"LR4": "", "EN2": "9"})

    page = response.content.decode()
    assert state_of(response) == ["open"]
    assert page.count(" checked>") == len(whole) - 2
    assert page.count("Choose an answer. ‘Don&#x27;t know’ is one too.") == 2
    assert '<a href="#LR4-1">' in page
    assert "2 statements have no answer yet" in page
    assert hidden(response, "w") == fields["w"]
    assert Ticket.objects.get().state == TicketState.OPEN


def test_a_page_with_errors_says_so_first_and_takes_the_focus_to_them(employee, fields, whole):
    before = employee.get("/s/form").content.decode()
    page = employee.post("/s/form", fields | whole | {"LR4": "", "comment": "x" * 2001}).content.decode()

    assert "<title>Error: " not in before
    assert "<title>Error: Your view" in page
    assert 'role="alert" id="errors" tabindex="-1" autofocus' in page
    assert 'id="LR4-1"' in page
    assert 'id="q-LR4" aria-describedby="e-LR4"' in page
    assert 'aria-describedby="notice-comment limit-comment e-comment" aria-invalid="true"' in page


def test_the_leader_is_named_beside_the_statements_and_what_must_be_answered_is_said_before(opened):
    page = opened.content.decode()

    assert '<p class="about-whom">“My leader” is <bdi>Åse Østberg</bdi></p>' in page
    assert "Every statement needs an answer; “don’t know” is one." in page
    assert "At most 2000 characters." in page


def test_a_scale_of_numbers_shows_its_words_once_and_says_them_at_their_points(survey, employee, ticket):
    survey.content_json["survey"]["scale"] |= {"max": 7, "labels": {"1": {"en": "Never"}, "7": {"en": "Always"}}}
    survey.save()

    page = employee.get(f"/s/{ticket}", follow=True).content.decode()

    assert "<span>1 = Never</span><span>7 = Always</span>" in page
    assert '<span>1<span class="visually-hidden"> · Never</span></span>' in page
    assert "<span>4</span>" in page


def test_enter_on_an_answer_presses_a_button_that_does_nothing(opened):
    buttons = re.findall(r"<button[^>]*>", opened.content.decode())

    assert buttons[0] == '<button type="submit" form="survey" hidden disabled>'


def test_a_page_loaded_anew_says_how_to_come_back(employee, opened):
    page = employee.get("/s/form")

    assert state_of(page) == ["inactive"]
    assert "The survey is not open in this window" in page.content.decode()
    assert "your browser refuses cookies" in page.content.decode()
    assert "Åse Østberg" not in page.content.decode()


def test_without_its_cookie_an_answer_waits_on_the_page_and_is_sent_again(fields, whole):
    browser = Client(enforce_csrf_checks=True)

    refused = browser.post("/s/form", fields | whole | {"JC1": '"><b>', "csrfmiddlewaretoken": "x" * 64})

    page = refused.content.decode()
    assert (refused.status_code, state_of(refused)) == (403, ["error"])
    assert "nothing is lost" in page
    assert "&quot;&gt;&lt;b&gt;" in page
    names = [*fields, *whole, "csrfmiddlewaretoken"]
    again = {name: hidden(refused, name) for name in names} | {"JC1": "4"}
    assert state_of(browser.post("/s/form", again)) == ["stored"]


def test_what_another_site_sends_is_not_repeated(fields, whole):
    browser = Client(enforce_csrf_checks=True)

    refused = browser.post("/s/form", fields | whole, headers={"origin": "https://evil.example"})

    assert refused.status_code == 403
    assert fields["ticket"] not in refused.content.decode()


def test_another_language_takes_the_answers_along_and_leaves_the_ticket_unused(employee, fields, whole):
    response = employee.post("/s/form?lang=nb", fields | {"JC1": "2", "JC2": "dk", "switch": "nb"})

    page = response.content.decode()
    assert "Det er tydelig for meg" in page
    assert page.count(" checked>") == 2
    assert "error-text" not in page
    assert hidden(response, "w") == fields["w"]
    assert 'action="/s/form?lang=nb"' in page
    assert Ticket.objects.get().state == TicketState.OPEN


def test_the_form_is_spoken_in_the_browsers_language(ticket):
    response = Client(headers={"accept-language": "da-DK,da;q=0.9"}).get(f"/s/{ticket}", follow=True)

    assert "Det er tydeligt for mig" in response.content.decode()
    assert response["Content-Language"] == "da"


def test_without_the_database_the_answers_stay_on_the_page(employee, fields, whole, no_database):
    with no_database():
        response = employee.post("/s/form", fields | whole | {"JC1": '"><b>'})

    page = response.content.decode()
    assert (response.status_code, state_of(response)) == (503, ["error"])
    assert 'name="JC2" value="4"' in page
    assert "&quot;&gt;&lt;b&gt;" in page
    assert hidden(response, "w") == fields["w"]
    again = {name: hidden(response, name) for name in [*fields, *whole]} | {"JC1": "4"}
    assert state_of(employee.post("/s/form", again)) == ["stored"]


def test_a_language_can_be_switched_without_the_database_too(employee, fields, no_database):
    with no_database():
        response = employee.post("/s/form?lang=nb", fields | {"JC1": "4", "switch": "nb"})

    assert (response.status_code, state_of(response), hidden(response, "JC1")) == (503, ["error"], "4")


def test_looking_asks_the_database_once(employee, ticket, django_assert_num_queries):
    employee.get(f"/s/{ticket}", follow=True)

    with django_assert_num_queries(1):
        employee.get(f"/s/{ticket}")
    with django_assert_num_queries(1):
        employee.get("/s/form")


def test_a_closed_survey_says_so(employee, survey, ticket, fields, whole, closing):
    survey.windows.update(closes_at=timezone.now() - timedelta(minutes=1))

    assert state_of(employee.get(f"/s/{ticket}")) == ["closed"]
    assert state_of(employee.post("/s/form", fields | whole)) == ["closed"]
    assert state_of(employee.post("/s/form?lang=nb", fields | {"switch": "nb"})) == ["closed"]
    assert Ticket.objects.get().state == TicketState.OPEN


def test_withdrawing_is_confirmed_first_and_says_that_one_cannot_answer_again(employee, fields, whole):
    employee.post("/s/form", fields | whole)

    asked = employee.post("/s/withdraw", {"code": fields["w"].lower()})
    assert "You cannot answer again" in asked.content.decode()
    assert Ticket.objects.get().state == TicketState.SEALED

    done = employee.post("/s/withdraw", {"code": hidden(asked, "code"), "sure": "yes"})
    assert state_of(done) == ["inactive"]
    assert "Your answers are gone" in done.content.decode()
    assert Ticket.objects.get().envelope is None


def test_a_code_nobody_has_withdraws_nothing(employee, ticket):
    broken = employee.post("/s/withdraw", {"code": "abc"})
    unknown = employee.post("/s/withdraw", {"code": new_code(), "sure": "yes"})

    assert "This is not a whole code" in broken.content.decode()
    assert "No stored answers belong to this code" in unknown.content.decode()
    assert state_of(unknown) == ["error"]


def test_after_the_survey_withdrawing_says_that_it_is_too_late(employee, survey, fields, whole, at):
    employee.post("/s/form", fields | whole)
    at(survey, Phase.SCREENING)

    response = employee.post("/s/withdraw", {"code": fields["w"], "sure": "yes"})

    assert state_of(response) == ["closed"]
    assert "can no longer be told apart" in response.content.decode()
