"""One browser that several people use: whose answers it sends, what it tells on the way, what it shows afterwards."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from award.codes import new_code
from award.editions.actions import set_dates
from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots import keys, pages
from surveys.ballots.models import Ticket
from surveys.ballots.sealing import bound_to, unseal
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed
from surveys.questionnaire import Questionnaire
from surveys.questionnaire.selectors import frozen_questionnaire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Survey:
    """An open survey of two teams, and the code that opens its envelopes."""

    def __init__(self, edition):
        self.edition = edition
        self.code = keys.make_count_key(edition=edition, by=None)
        keys.prove_count_key(edition=edition, code=self.code, by=None)
        self.questionnaire = Questionnaire.of(edition)

    def team(self, code, name):
        return Candidate.objects.create(edition=self.edition, code=code, name=name, consent=Consent.ACCEPTED)

    def ticket(self, team):
        ticket = new_code()
        Ticket.objects.create(hash=hashed(ticket), candidate=team)
        return ticket

    def answers(self, ticket):
        """What is in the envelope of a ticket: the values that were given, and whose team it is sealed for."""
        row = Ticket.objects.get(hash=hashed(ticket))
        private, info = keys.open_count_key(self.edition, self.code), bound_to(self.edition.pk, row.candidate_id)
        ballot = unseal(bytes(row.envelope), private, info, self.questionnaire.envelope_size)
        given = self.questionnaire.unpack(ballot).answers
        return row.candidate, {str(given[item.code]) for item in self.questionnaire.items}

    def fill(self, page, answer):
        for item in self.questionnaire.items:
            page.locator(f'input[name="{item.code}"][value="{answer}"]').check()

    def send(self, page):
        page.locator("main form button.btn-primary").last.click()
        expect(page.locator("main")).to_have_attribute("data-state", "stored")


@pytest.fixture
def survey(edition, at):
    frozen_questionnaire.cache_clear()
    pages._form.cache_clear()
    set_dates(edition, {Phase.SURVEYS: (None, timezone.now() + timedelta(days=9))}, by=None)
    return Survey(at(edition, Phase.SURVEYS))


@pytest.fixture
def team(survey):
    return survey.team("C01", "Åse Østberg")


@pytest.fixture
def other_team(survey):
    return survey.team("C02", "Bjørn Lund")


def test_two_tabs_with_two_links_send_two_answers_each_under_its_own(survey, team, other_team, phone):
    mine, theirs = survey.ticket(team), survey.ticket(other_team)
    second = phone.context.new_page()

    phone.goto(f"/s/{mine}")
    second.goto(f"/s/{theirs}")
    survey.fill(second, "2")
    survey.fill(phone, "5")
    survey.send(phone)
    survey.send(second)

    assert survey.answers(mine) == (team, {"5"})
    assert survey.answers(theirs) == (other_team, {"2"})


def test_two_links_of_one_team_in_one_browser_are_two_answers(survey, team, phone):
    tickets = [survey.ticket(team), survey.ticket(team)]

    for ticket, answer in zip(tickets, "14", strict=True):
        phone.goto(f"/s/{ticket}")
        survey.fill(phone, answer)
        survey.send(phone)

    assert [survey.answers(ticket) for ticket in tickets] == [(team, {"1"}), (team, {"4"})]
    kept = phone.context.cookies()
    assert [each["name"] for each in kept if each["value"] in tickets or each["expires"] != -1] == []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def keeping(keeping_chromium, live_server, request):
    context = keeping_chromium.new_context(base_url=live_server.url, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def shows_nothing(page):
    text, html = page.locator("body").inner_text(), page.content()
    assert "Åse" not in html
    assert "Åse" not in page.title()
    assert page.locator("input:checked").count() == 0
    assert "This link is not active" in text or "The survey is not open in this window" in text


def test_back_and_history_after_the_thanks_show_no_answer_and_no_name(survey, team, keeping):
    ticket = survey.ticket(team)
    keeping.goto(f"/s/{ticket}")
    titles = {keeping.title()}
    survey.fill(keeping, "5")
    survey.send(keeping)
    titles.add(keeping.title())

    keeping.go_back(wait_until="commit")  # a page that was kept does not load
    shows_nothing(keeping)

    again = keeping.context.new_page()
    for address in ("/s/form", f"/s/{ticket}"):
        again.goto(address)
        shows_nothing(again)
    assert [title for title in titles if re.search("Åse|Nordlys", title)] == []
    assert Ticket.objects.get().state == TicketState.SEALED


def test_an_answer_that_was_not_finished_is_not_in_the_history_either(survey, team, keeping):
    ticket = survey.ticket(team)
    keeping.goto(f"/s/{ticket}")
    survey.fill(keeping, "5")

    keeping.goto("/")
    again = keeping.context.new_page()
    again.goto("/s/form")

    shows_nothing(again)


def test_21_no_request_tells_the_ticket_and_the_answer_says_where_it_comes_from(survey, team, phone, live_server):
    ticket, asked = survey.ticket(team), []
    phone.on("request", lambda request: asked.append(request))

    phone.goto(f"/s/{ticket}")
    survey.fill(phone, "3")
    survey.send(phone)

    pages = {f"{live_server.url}/s/{ticket}", f"{live_server.url}/s/form"}  # the ticket goes to these, and to no other
    told = {request.url: request.all_headers() for request in asked if request.url not in pages}
    referers = {request.all_headers().get("referer") for request in asked}
    posts = [request.all_headers() for request in asked if request.method == "POST"]
    assert len([address for address in told if "/static/" in address]) >= 2
    assert [address for address, headers in told.items() if ticket.lower() in str(headers).lower()] == []
    assert referers <= {None, f"{live_server.url}/"}
    assert [headers["origin"] for headers in posts] == [live_server.url]
    assert {request.url.split("/")[2] for request in asked} == {live_server.url.split("/")[2]}
