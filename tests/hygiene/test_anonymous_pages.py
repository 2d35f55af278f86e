"""Whatever a nominator, a nominee or an employee types, and however a request fails: it ends where it belongs.

Every field of every page without a role gets a word of its own; then logs, mails, files, cache and tables are searched.
"""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from django.test import Client

from award.desks import errors
from award.editions.models import Edition
from award.editions.states import Phase
from nominations.candidates.tokens import consent_token
from nominations.intake import actions as intake
from nominations.intake.models import Nomination
from nominations.intake.states import Source
from nominations.retention.tokens import told_token
from surveys.ballots import keys, pages
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed
from surveys.questionnaire import Questionnaire
from surveys.questionnaire.selectors import frozen_questionnaire

from .canaries import ADDRESS

pytestmark = pytest.mark.django_db
WRITTEN = ("name", "title", "employer", "contact", "reason")


@pytest.fixture
def nominating(edition, at):
    return at(edition, Phase.NOMINATIONS)


def page(edition, name):
    return f"/{edition.slug}/{name}/"


def nomination(flock, **more):
    """A form filled in whole, with a word in every field that takes any."""
    return {**{field: flock.word(field) for field in WRITTEN}, "kind": "person", "source": Source.CUSTOMER, **more}


def receipt_field(response):
    return re.search(r'name="receipt" value="([^"]+)"', response.content.decode()).group(1)


def send_nomination(visitor, edition, flock, **more):
    field = receipt_field(visitor.get(page(edition, "nominate")))
    flock.words["receipt"] = field.partition(":")[0]
    return visitor.post(page(edition, "nominate"), nomination(flock, receipt=field, **more))


def test_a_nomination_is_written_into_its_own_row_and_nowhere_else(visitor, nominating, flock, watch):
    response = send_nomination(visitor, nominating, flock, extra=flock.word("extra"), traits=[])

    assert response.status_code == 200
    assert Nomination.objects.get().name == flock.words["name"]
    assert watch.leaks() == {}
    assert watch.tables() == {("nominations_nomination", field) for field in WRITTEN}
    assert not Session.objects.exists()


@pytest.mark.parametrize("faulty", ["kind", "source", "traits", "receipt", "speak"])
def test_a_nomination_that_is_not_taken_is_written_nowhere(visitor, nominating, flock, watch, faulty):
    response = visitor.post(page(nominating, "nominate"), nomination(flock, **{faulty: flock.word(faulty)}))

    assert response.status_code == 200
    assert watch.leaks() == {}
    assert watch.tables() == set()


def test_receipts_are_opened_and_taken_back_without_a_trace(visitor, nominating, flock, watch):
    send_nomination(visitor, nominating, flock)
    code, receipt = flock.words["receipt"], page(nominating, "receipt")

    for typed in (flock.word("wrong code"), flock.code("unknown code"), code, code.lower()):
        visitor.post(receipt, {"code": typed, "step": flock.word("step")})
    visitor.post(receipt, {"code": code, "step": "gone"})

    assert not Nomination.objects.exists()
    assert watch.leaks() == {}
    assert watch.tables() == set()


def test_corrections_are_written_over_the_old_words_and_nowhere_else(visitor, nominating, flock, watch):
    send_nomination(visitor, nominating, flock)
    code, receipt = flock.words["receipt"], page(nominating, "receipt")
    new = {field: flock.word(f"new {field}") for field in WRITTEN}

    visitor.post(receipt, {"code": code, "step": "rewrite"})
    visitor.post(receipt, {**nomination(flock), **new, "code": code, "step": "correct", "extra": flock.word("extra")})

    assert Nomination.objects.get().reason == flock.words["new reason"]
    assert watch.leaks() == {}
    assert watch.tables() == {("nominations_nomination", f"new {field}") for field in WRITTEN}


def test_a_correction_of_what_was_read_waits_in_its_own_row(visitor, nominating, flock, watch):
    send_nomination(visitor, nominating, flock)
    Nomination.objects.update(visible_on=None)
    code, receipt = flock.words["receipt"], page(nominating, "receipt")

    new = {field: flock.word(f"new {field}") for field in WRITTEN}
    visitor.post(receipt, {**nomination(flock), **new, "code": code, "step": "correct"})

    assert watch.leaks() == {}
    both = [*WRITTEN, *(f"new {field}" for field in WRITTEN)]
    assert watch.tables() == {("nominations_nomination", field) for field in both}


def test_an_answer_is_written_into_its_own_row_and_nowhere_else(visitor, nominating, flock, watch):
    send_nomination(visitor, nominating, flock)
    intake.add_message(nomination=Nomination.objects.get(), text="When?", is_question=True, visible_on=None)
    code, receipt = flock.words["receipt"], page(nominating, "receipt")

    for number, text in (("2", flock.word("answer")), (flock.word("number"), flock.word("next answer"))):
        visitor.post(receipt, {"code": code, "step": "answer", "number": number, "text": text})

    assert watch.leaks() == {}
    rows = {("nominations_nomination", field) for field in WRITTEN}
    rows |= {("nominations_message", field) for field in ("answer", "next answer")}
    assert watch.tables() == rows
    assert not Session.objects.exists()


@pytest.mark.parametrize("is_guarded", [False, True])
def test_what_keeps_machines_out_keeps_nothing_of_people(visitor, nominating, flock, watch, is_guarded):
    Edition.objects.update(is_guarded=is_guarded)
    for _nth in range(3):
        send_nomination(visitor, nominating, flock, homepage=flock.word("homepage"), altcha=flock.word("altcha"))
        send_nomination(visitor, nominating, flock, altcha=flock.word("altcha"))

    assert Nomination.objects.filter(is_unproven=is_guarded).count() == 3
    assert watch.leaks() == {}
    assert watch.tables() == {("nominations_nomination", field) for field in WRITTEN}


def test_a_nominee_answers_without_a_trace_of_link_or_place(visitor, leader, nominating, flock, watch):
    flock.words["link"] = consent_token(leader).partition(":")[2]
    consent = page(nominating, f"consent/{consent_token(leader)}")

    for answer in (flock.word("answer"), "accept", "decline"):
        visitor.post(consent, {"answer": answer, "extra": flock.word("extra")})
    visitor.get(page(nominating, f"consent/{flock.word('garbled link')}"))
    visitor.get(consent, {"lang": flock.word("lang")})

    assert watch.leaks() == {}
    assert watch.tables() == set()


def test_somebody_who_was_told_has_it_deleted_without_a_trace(visitor, nominating, flock, watch):
    send_nomination(visitor, nominating, flock)
    Nomination.objects.update(told_week="2027-W09")
    token = told_token(nominating, Nomination.objects.get())
    flock.words["link"] = token.partition(":")[2]

    visitor.get(page(nominating, f"consent/told/{flock.word('garbled link')}"))
    for method in (visitor.get, visitor.post):
        method(page(nominating, f"consent/told/{token}"), {"extra": flock.word("extra")})

    assert not Nomination.objects.exists()
    assert watch.leaks() == {}
    assert watch.tables() == set()
    assert not Session.objects.exists()


@pytest.fixture
def survey(edition, leader, at):
    frozen_questionnaire.cache_clear()
    pages._form.cache_clear()
    at(edition, Phase.SURVEYS)
    keys.prove_count_key(edition=edition, code=keys.make_count_key(edition=edition, by=None), by=None)
    return edition


@pytest.fixture
def ticket(survey, leader, flock):
    code = flock.code("ticket")
    Ticket.objects.create(hash=hashed(code), candidate=leader.candidate)
    return code


def statements(survey):
    return [item.code for item in Questionnaire.of(survey).items]


def test_a_ballot_with_a_word_in_every_statement_is_written_nowhere(visitor, survey, ticket, flock, watch):
    typed = {code: flock.word(code) for code in statements(survey)}
    fields = {"ticket": ticket, "w": flock.code("w"), "switch": flock.word("switch"), "extra": flock.word("extra")}

    visitor.get(f"/s/{ticket}", {"lang": flock.word("lang")}, follow=True)
    response = visitor.post("/s/form", typed | fields)

    assert b'data-state="open"' in response.content
    assert watch.leaks() == {}
    assert watch.tables() == set()


def test_a_ballot_is_sealed_and_withdrawn_without_a_trace(visitor, survey, ticket, flock, watch):
    answers = dict.fromkeys(statements(survey), "4")
    fields = {"ticket": ticket, "w": flock.code("w"), "extra": flock.word("extra"), "comment": flock.word("comment")}

    thanks = visitor.post("/s/form", answers | fields)
    assert b'data-state="stored"' in thanks.content
    sealed = watch.tables()
    for typed in (flock.word("wrong code"), flock.code("unknown code"), flock.words["w"]):
        visitor.post("/s/withdraw", {"code": typed, "sure": flock.word("sure")})
        visitor.post("/s/withdraw", {"code": typed, "sure": "yes"})

    assert Ticket.objects.get().state == TicketState.WITHDRAWN
    assert watch.leaks() == {}
    assert (sealed, watch.tables()) == (set(), set())
    assert not Session.objects.exists()


class Request:
    """A request that will fail, and the words that are in it."""

    def __init__(self, visitor, flock, edition, ticket):
        self.text, self.desk, self.link = flock.word("text"), f"/{edition.slug}", f"/s/{ticket}"
        self.body = {"ticket": ticket, "JC1": flock.word("JC1"), "w": flock.code("w")}
        self.get, self.post, self.send = visitor.get, visitor.post, visitor.generic
        self.strict = Client(enforce_csrf_checks=True, REMOTE_ADDR=ADDRESS, headers=flock.headers)
        self.elsewhere = {"Origin": f"https://{self.text}.example"}


BROKEN, ENCODED = "multipart/form-data; boundary=", "application/x-www-form-urlencoded; charset="
FAILURES = {
    "no page": (404, lambda r: r.get(f"{r.link}/{r.text}")),
    "no page, encoded": (404, lambda r: r.get(f"{r.link}/x".replace("/", "%2F"))),
    "no edition": (404, lambda r: r.get(f"/{r.text}/nominate/", {"q": r.text, "next": r.link})),
    "a NUL": (404, lambda r: r.post(f"{r.desk}/consent/\x00{r.text}/", r.body)),
    "no method": (405, lambda r: r.send(r.text.upper(), r.link)),
    "a POST to a link": (405, lambda r: r.post(r.link, r.body)),
    "no token": (403, lambda r: r.strict.post("/s/form", r.body)),
    "a foreign origin": (403, lambda r: r.strict.post(f"{r.desk}/nominate/", r.body, headers=r.elsewhere)),
    "no form": (415, lambda r: r.post("/s/form", f'{{"JC1": "{r.text}"}}', content_type="application/json")),
    "too large": (413, lambda r: r.post("/s/form", r.body | {"JC2": r.text * 10_000})),
    "too large a file": (413, lambda r: r.post("/s/form", {"JC2": ContentFile(r.text * 200_000, r.text)})),
    "too many": (413, lambda r: r.post("/s/form", {f"{r.text}{n}": r.text for n in range(400)})),
    "no host": (400, lambda r: r.get(r.link, headers={"Host": f"{r.text}.example"})),
    "broken off": (200, lambda r: r.post("/s/form", r.text, content_type=BROKEN + r.text)),
    "no encoding": (200, lambda r: r.send("POST", "/s/form", f"JC1={r.text}", ENCODED + r.text)),
    "a file": (200, lambda r: r.post("/s/form", r.body | {"JC2": ContentFile(r.text * 100, r.text)})),
    "no language": (302, lambda r: r.post("/i18n/setlang/", {"language": r.text, "next": r.link})),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_request_that_fails_leaves_no_word(visitor, survey, ticket, flock, watch, failure):
    status, ask = FAILURES[failure]

    response = ask(Request(visitor, flock, survey, ticket))

    assert response.status_code == status
    assert status < 400 or response["Cache-Control"] == "no-store"
    assert status in (200, 302, 415) or f" {status} " in watch.log()
    assert watch.leaks() == {}
    assert watch.tables() == set()
    assert not Session.objects.exists()


def broken(words, kind=ValueError):
    """Breaks as code does that quotes what it was given."""

    def break_down(*args, **kwargs):
        cause = UnicodeDecodeError("utf-8", words.encode(), 0, 1, words)
        raise kind(f"cannot store {words}: {args} {kwargs}") from cause

    return break_down


@pytest.mark.parametrize("kind", [ValueError, DatabaseError, KeyError])
def test_an_error_in_the_code_is_told_by_kind_and_place(visitor, nominating, flock, watch, monkeypatch, kind):
    monkeypatch.setattr(intake, "take_in", broken(flock.word("reason"), kind))

    response = send_nomination(visitor, nominating, flock)

    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"
    assert "django.request 500 POST /<slug:edition>/nominate/" in watch.log()
    assert f"{kind.__name__} at tests/hygiene/test_anonymous_pages.py:" in watch.log()
    assert "UnicodeDecodeError" in watch.log()
    assert watch.leaks() == {}
    assert watch.tables() == set()


def test_an_error_in_the_code_of_a_ballot_is_told_by_kind_and_place(visitor, survey, ticket, flock, watch, monkeypatch):
    monkeypatch.setattr(Questionnaire, "pack", broken(flock.word("pack")))
    answers = dict.fromkeys(statements(survey), "4")

    response = visitor.post("/s/form", answers | {"ticket": ticket, "w": flock.code("w")})

    assert response.status_code == 500
    assert "django.request 500 POST /s/form" in watch.log()
    assert watch.leaks() == {}


def test_an_error_in_a_template_is_told_by_kind_and_place(visitor, nominating, flock, watch, monkeypatch):
    monkeypatch.setattr("nominations.intake.views.traces", lambda text: Explosive(flock))

    response = send_nomination(visitor, nominating, flock)

    assert response.status_code == 500
    assert "Explosion" in watch.log()
    assert watch.leaks() == {}


class Explosion(Exception):
    pass


class Explosive:
    """A value that breaks while a template writes it, quoting what the page is about."""

    def __init__(self, flock):
        self.flock = flock

    def __iter__(self):
        raise Explosion(repr(self.flock.words))


def test_an_error_in_the_error_page_is_told_by_kind_and_place(visitor, survey, ticket, flock, watch, monkeypatch):
    monkeypatch.setattr(errors, "_page", broken(flock.word("page")))

    response = visitor.get(f"/s/{ticket}/x")

    assert response.status_code == 500
    assert watch.leaks() == {}


def test_a_row_the_database_refuses_is_not_quoted(visitor, nominating, flock, watch):
    """PostgreSQL's message holds the whole row."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite adds no constraint to a table, and quotes no row")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE nominations_nomination ADD CHECK (length(reason) < 2)")

    response = send_nomination(visitor, nominating, flock)

    assert response.status_code == 500
    assert "IntegrityError" in watch.log()
    assert watch.leaks() == {}
