"""Bad inputs and attacks on the employees' pages; the numbers are those of the list the design was written with."""

import logging
import re
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from award.audit.models import Entry
from award.codes import new_code
from award.editions.actions import set_dates
from award.editions.states import Phase
from nominations.candidates.actions import create_candidate
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed
from surveys.invitations.actions import invite
from surveys.rosters.actions import set_roster

PAGES = ["/s/", "/s/form", "/s/withdraw", "/s/" + "0" * 26]


def posted(client, ticket, answers, **more):
    return client.post("/s/form", {"ticket": ticket, "w": new_code(), **answers, **more})


def state_of(response):
    return re.findall(r'data-state="(\w+)"', response.content.decode())


def told_apart(response):
    """All that comes back, cookies included; the server adds nothing but the date."""
    return (
        response.status_code,
        len(response.content),
        response.content,
        dict(response.items()),
        response.cookies.output(),
    )


@pytest.fixture
def used(employee, link, whole):
    ticket = link()
    assert state_of(posted(employee, ticket, whole)) == ["stored"]
    return ticket


SPENT = [state for state in TicketState if state != TicketState.OPEN]


def test_1_unknown_used_and_expired_links_look_the_same(employee, link, used):
    spent = [used]
    for state in SPENT:
        spent.append(link())
        Ticket.objects.filter(hash=hashed(spent[-1])).update(state=state)

    seen = [told_apart(employee.get(f"/s/{each}")) for each in (new_code(), *spent, "x", "A" * 3000)]

    assert seen[0][0] == 200
    assert seen == [seen[0]] * len(seen)
    assert b"This link is not active. If you have already sent your answers, they are stored once" in seen[0][2]


@pytest.mark.parametrize("state", SPENT)
def test_1_an_answer_with_an_unknown_or_spent_ticket_is_told_the_same(employee, link, whole, state):
    spent = link()
    Ticket.objects.filter(hash=hashed(spent)).update(state=state)

    unknown, known = (told_apart(posted(employee, each, whole)) for each in (new_code(), spent))

    assert unknown == known
    assert (unknown[0], unknown[4]) == (200, "")


def test_1_the_form_of_an_unknown_or_spent_ticket_is_the_same(employee, used):
    seen = []
    for ticket in (new_code(), used, "x"):
        employee.cookies["t"] = ticket
        seen.append(told_apart(employee.get("/s/form")))

    assert seen == [seen[0]] * 3


def test_2_a_ticket_is_read_in_any_spelling(employee, ticket, whole):
    typed = f"{ticket[:5].lower()}-{ticket[5:]}".replace("0", "O").replace("1", "l")

    assert employee.get(f"/s/{typed}").status_code == 303
    assert state_of(posted(employee, typed, whole)) == ["stored"]


def test_3_looking_twenty_times_writes_nothing(employee, ticket, whole):
    before = Ticket.objects.values().get()

    for _ in range(10):
        employee.get(f"/s/{ticket}")
        employee.head(f"/s/{ticket}")
        employee.head("/s/form")

    assert Ticket.objects.values().get() == before
    assert state_of(posted(employee, ticket, whole)) == ["stored"]


@pytest.mark.parametrize("ticket", [None, "", "A" * 10_000, "\x00" * 26])
def test_4_without_a_ticket_the_page_is_neutral(employee, count_code, whole, ticket):
    fields = whole if ticket is None else {**whole, "ticket": ticket}

    response = employee.post("/s/form", fields)

    assert (response.status_code, state_of(response)) == (200, ["inactive"])


def test_5_the_second_answer_of_a_ticket_is_not_counted(employee, used, whole):
    before = Ticket.objects.values().get()

    response = posted(employee, used, whole)

    assert state_of(response) == ["inactive"]
    assert Ticket.objects.values().get() == before


def test_6_a_double_click_shows_the_same_page_and_code(employee, ticket, whole):
    fields = {"ticket": ticket, "w": new_code(), **whole}

    first, second = employee.post("/s/form", fields), employee.post("/s/form", fields)

    assert first.content == second.content
    assert state_of(posted(employee, ticket, whole)) == ["inactive"]


def test_7_after_closing_an_answer_is_told_so_and_not_counted(employee, survey, ticket, whole, closing):
    set_dates(survey, {Phase.SURVEYS: (None, timezone.now() - timedelta(minutes=1))}, by=None)

    sent, looked = posted(employee, ticket, whole), employee.get(f"/s/{ticket}")

    assert (sent.status_code, state_of(sent)) == (200, ["closed"])
    assert told_apart(sent)[:3] == told_apart(looked)[:3]
    assert (Ticket.objects.get().state, Ticket.objects.get().envelope) == (TicketState.OPEN, None)


def test_8_the_team_in_the_form_is_ignored(employee, survey, ticket, candidate, whole):
    other = Candidate.objects.create(edition=survey, code="C02", name="Bjørn Lund", consent=Consent.ACCEPTED)

    posted(employee, ticket, whole, candidate=other.pk, group=other.pk)

    assert Ticket.objects.get().candidate_id == candidate.pk


def test_9_a_leaders_session_opens_no_employees_page_and_a_ticket_no_desk(sign_in, leader, survey, ticket):
    assert state_of(sign_in(leader.seat).get("/s/form")) == ["inactive"]

    visitor = Client()
    visitor.get(f"/s/{ticket}")
    assert visitor.get(f"/{survey.slug}/leader/self/").status_code == 302


def test_10_a_revoked_ticket_takes_nothing(employee, ticket, whole):
    Ticket.objects.update(state=TicketState.REVOKED)

    assert state_of(employee.get(f"/s/{ticket}")) == ["inactive"]
    assert state_of(posted(employee, ticket, whole)) == ["inactive"]
    assert (Ticket.objects.get().state, Ticket.objects.get().envelope) == (TicketState.REVOKED, None)


@pytest.mark.parametrize("rating", ["0", "6", "-1", "3.5", "", "null", "[]", "1 OR 1=1"])
def test_11_a_rating_off_the_scale_keeps_the_others_and_the_ticket(employee, ticket, whole, rating):
    response = posted(employee, ticket, whole, JC5=rating)

    assert state_of(response) == ["open"]
    assert response.content.count(b" checked>") == len(whole) - 1
    assert Ticket.objects.get().state == TicketState.OPEN


def test_12_extra_fields_are_ignored(employee, ticket, whole):
    posted(employee, ticket, whole, state="3", group="9", is_staff="1", campaign="2", envelope="x", comment="names")

    assert Ticket.objects.get().state == TicketState.SEALED


def test_13_statements_of_another_questionnaire_are_refused(employee, ticket, whole):
    response = posted(employee, ticket, {f"X{code}": answer for code, answer in whole.items()})

    assert state_of(response) == ["open"]
    assert Ticket.objects.get().state == TicketState.OPEN


@pytest.mark.parametrize("rubbish", ["\x00", "\udcff".encode("utf-8", "surrogateescape"), "̈" * 30_000])
def test_15_rubbish_in_a_field_is_no_answer(employee, ticket, whole, rubbish):
    response = posted(employee, ticket, whole, JC1=rubbish)

    assert state_of(response) == ["open"]
    assert Ticket.objects.get().state == TicketState.OPEN


HIDDEN = "\u202e\u2066\u200b\u200d\u00ad\ufeff"


def test_16_names_are_shown_as_they_are_read(employee, survey, organiser, sign_in, link, at):
    at(survey, Phase.NOMINATIONS)
    masked = create_candidate(
        edition=survey,
        name=f"Bjørn{HIDDEN} dnuL",
        employer=f"Kunde{HIDDEN}senter",
        title=f"Leder{HIDDEN}",
        leaders=[(f"Bjørn{HIDDEN} dnuL", "bjorn@nordlys.example")],
        language="nb",
        by=organiser,
    )
    Candidate.objects.filter(pk=masked.pk).update(consent=Consent.ACCEPTED)
    at(survey, Phase.SURVEYS)

    desk = sign_in(organiser)
    shown = [
        employee.get(f"/s/{link(of=masked)}", follow=True),
        desk.get(f"/{survey.slug}/organise/candidates/"),
        desk.get(f"/{survey.slug}/organise/surveys/"),
    ]

    assert ["Bjørn dnuL" in page.content.decode() for page in shown] == [True] * 3
    assert [sign for page in shown for sign in HIDDEN if sign in page.content.decode()] == []


def parts(number, form):
    part = '--x\r\nContent-Disposition: form-data; name="f{0}"{1}\r\n\r\n1\r\n'
    return "".join(part.format(n, form) for n in range(number)) + "--x--\r\n"


ADDRESS, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("x=" + "a" * 3_000_000, ADDRESS, 413),
        ("x=" + "%CC%88" * 500_000, ADDRESS, 413),
        ("&".join(f"f{n}=1" for n in range(5000)), ADDRESS, 413),
        (parts(10_000, ""), MULTIPART, 413),
        (parts(1000, ""), MULTIPART, 413),
        (parts(500, '; filename="a.txt"'), MULTIPART, 413),
    ],
    ids=["3 MB", "a million marks", "5,000 fields", "10,000 parts", "1,000 parts", "500 files"],
)
def test_17_bodies_beyond_measure_are_refused_quickly(employee, ticket, body, kind, status):
    begun = time.perf_counter()

    response = employee.post("/s/form", body, content_type=kind)

    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert time.perf_counter() - begun < 1
    assert Ticket.objects.get().state == TicketState.OPEN


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
@pytest.mark.parametrize("page", ["/s/form", "/s/withdraw"])
def test_18_only_forms_are_read(employee, ticket, whole, kind, page):
    response = employee.post(page, '{"ticket": "' + ticket + '"}', content_type=kind)

    assert response.status_code == 415
    assert Ticket.objects.get().state == TicketState.OPEN


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_18_other_methods_are_refused(employee, ticket, method):
    for page in ("/s/form", "/s/withdraw", f"/s/{ticket}"):
        assert getattr(employee, method)(page).status_code == 405
    assert employee.post(f"/s/{ticket}").status_code == 405


def test_19_no_session_and_only_two_cookies_that_end_with_the_window(employee, ticket, whole):
    seen = {}
    for response in (employee.get(f"/s/{ticket}"), employee.get("/s/form"), employee.get("/s/withdraw")):
        seen |= {name: cookie for name, cookie in response.cookies.items() if cookie.value}
    seen |= posted(employee, ticket, whole).cookies

    assert set(seen) == {"t", "csrftoken"}
    assert {(cookie["expires"], cookie["max-age"], cookie["samesite"]) for cookie in seen.values()} == {("", "", "Lax")}
    assert all(cookie["httponly"] for cookie in seen.values())
    assert not Session.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_20_headers_keep_pages_out_of_caches_indexes_and_referers(employee, count_code, page):
    response = employee.get(page)

    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "strict-origin"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert re.findall(r"(?:https?:)?//[a-z]", response.content.decode()) == []


def test_22_back_after_the_thanks_shows_no_answers(employee, ticket, whole):
    employee.get(f"/s/{ticket}", follow=True)
    posted(employee, ticket, whole)

    back = employee.get("/s/form").content.decode()

    assert "Åse" not in back
    assert "checked" not in back


def test_22_the_thanks_change_a_cookie_so_that_no_browser_keeps_the_form(employee, ticket, whole):
    cookie = posted(employee, ticket, whole).cookies["t"]

    assert (cookie["path"], cookie["httponly"], cookie["max-age"], cookie["expires"]) == ("/s/", True, "", "")
    assert cookie.value != ticket
    assert Ticket.objects.filter(hash=hashed(cookie.value)).count() == 0


def test_23_the_thanks_and_the_neutral_page_name_nobody_and_count_nothing(employee, survey, ticket, whole):
    thanks = posted(employee, ticket, whole).content.decode()
    neutral = employee.get(f"/s/{ticket}").content.decode()

    for page in (thanks, neutral):
        text = re.sub(r"<[^>]+>", " ", page)
        assert re.findall(r"Åse|Nordlys|Samtaleprisen|\b20\d\d\b|\d\d:\d\d|\bC01\b", text) == []


HEADERS = ["Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID"]
HEADERS += ["List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"]


@pytest.fixture
def invitations(survey, count_code, candidate, organiser, team_text, outbox):
    """Each mail as it goes over the wire, with the ticket in it."""
    set_roster(candidate=candidate, text=team_text, by=organiser)
    invite(edition=survey, by=organiser, now=timezone.now())
    return [(sent, re.search(r"/s/(\w{26})", sent.body).group(1)) for sent in outbox]


def test_24_an_invitation_is_plain_text_with_one_link_of_ours_and_no_tracking(invitations, settings):
    assert len(invitations) == 8
    for sent, ticket in invitations:
        wire = sent.message()
        assert (wire.get_content_type(), wire.is_multipart(), sent.attachments) == ("text/plain", False, [])
        assert sorted(wire.keys()) == sorted(HEADERS)
        assert [name for name, value in wire.items() if ticket.lower() in value.lower()] == []
        assert re.findall(r"\w+://[^\s/]+", sent.body) == [settings.SITE_ORIGIN]
        assert re.findall(r"<[a-z]|www\.|[?&](?:utm|id|t)=", sent.body) == []


def test_24_invitations_differ_in_nothing_but_address_and_link(invitations):
    assert len({ticket for _sent, ticket in invitations}) == 8
    assert len({sent.body.replace(ticket, "") + sent.subject + sent.from_email for sent, ticket in invitations}) == 1


def pages(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern)


def desk_pages(browser, survey, candidate):
    """Every page of an organiser, as source, without what changes with each look."""
    read = {}
    for route in pages():
        if "organise/" in route and not set(re.findall(r"<(?:str|int|slug):(\w+)>", route)) - {"edition", "code"}:
            address = f"/{route.replace('<slug:edition>', survey.slug).replace('<str:code>', candidate.code)}"
            with transaction.atomic():  # a file taken home leaves a line in the trail
                response = browser.get(address)
                transaction.set_rollback(True)
            read[address] = (
                response.status_code,
                re.sub(rb'(csrfmiddlewaretoken" value=)"\w+"', rb"\1", response.content),
            )
    return read


def test_25_before_the_count_no_page_of_an_organiser_changes_with_the_answers(
    invitations, survey, candidate, organiser, sign_in, employee, whole
):
    desk = sign_in(organiser)
    before = desk_pages(desk, survey, candidate)

    for _sent, ticket in invitations[:6]:
        assert state_of(posted(employee, ticket, whole)) == ["stored"]

    assert len([address for address, (status, _page) in before.items() if status == 200]) > 8
    assert desk_pages(desk, survey, candidate) == before


def test_a_form_of_another_site_is_refused(ticket, whole):
    strict = Client(enforce_csrf_checks=True)
    logging.disable(logging.CRITICAL)

    response = posted(strict, ticket, whole)

    logging.disable(logging.NOTSET)
    assert response.status_code == 403
    assert Ticket.objects.get().state == TicketState.OPEN


def test_the_log_hides_tickets_and_bodies(employee, ticket, whole, caplog):
    from award.logs import Discreet

    caplog.handler.addFilter(Discreet())
    with caplog.at_level(logging.DEBUG):
        employee.post(f"/s/{ticket}", whole)
        employee.get(f"/s/{ticket}/x")
        posted(employee, ticket, {"JC1": "4"})

    assert "/s/<str:ticket>" in caplog.text
    assert ticket not in caplog.text


def test_answering_leaves_no_line_in_the_trail(employee, ticket, whole):
    lines = Entry.objects.count()

    posted(employee, ticket, whole)

    assert Entry.objects.count() == lines


def test_a_body_that_breaks_off_does_not_use_the_ticket(employee, ticket):
    response = employee.post("/s/form", b"--x\r\nbroken", content_type="multipart/form-data; boundary=x")

    assert response.status_code in {200, 400}
    assert Ticket.objects.get().state == TicketState.OPEN
