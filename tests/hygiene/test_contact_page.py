"""The page of the second contact: what they send ends in the roster, the headcount and the trail, and nowhere else.

Every field gets a word of its own; then logs, mails, files, cache and tables are searched, and rows are counted.
"""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client

from award.audit.models import Entry
from award.editions.states import Phase
from surveys.rosters.models import Invitee, Workplace
from surveys.workplaces import views
from surveys.workplaces.actions import ask_contact

from .canaries import ADDRESS

pytestmark = pytest.mark.django_db
TICKS = ("employer_agrees", "is_voluntary", "representatives_know")


@pytest.fixture
def page(edition, leader, at, flock, watch):
    """The link in the mail, which is gone from here before anything is done with it."""
    at(edition, Phase.SURVEYS)
    ask_contact(candidate=leader.candidate, name="Solveig", email="hr@nordlys.example", language="en", by=None)
    link = re.search(r"/\S+/workplace/(\w+)/", mail.outbox.pop().body)
    flock.words["link"] = link[1]
    return link[0]


def sizes():
    """How many rows every table holds."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def grown(before):
    return {table: size - before[table] for table, size in sizes().items() if size != before[table]}


def roster(flock):
    """Six people with names, a language, and an address that is a word itself."""
    lines = [f"{flock.word(f'name {n}')}; {flock.word(f'mailbox {n}')}@nordlys.example; nb" for n in range(6)]
    return "\n".join(lines)


def seen_on(response):
    return re.search(r'name="seen" value="([^"]*)"', response.content.decode())[1]


def test_a_roster_and_a_headcount_are_written_into_their_own_rows_and_nowhere_else(visitor, page, flock, watch):
    text, rows = roster(flock), sizes()

    visitor.get(page, {"lang": flock.word("lang")})
    looked = visitor.post(page, {"text": text, "sheets": "0", "do": "look", "extra": flock.word("extra")})
    looking = watch.tables(), grown(rows)
    visitor.post(page, {"text": text, "sheets": "0", "do": "store", "seen": seen_on(looked)})
    visitor.post(page, {"people": "9", "do": "answer", **{tick: flock.word(tick) for tick in TICKS}})

    assert looking == (set(), {})
    assert Workplace.objects.get().is_confirmed
    assert watch.leaks() == {}
    assert watch.tables() == {("surveys_invitee", f"mailbox {n}") for n in range(6)}
    assert grown(rows) == {"surveys_invitee": 6, "award_entry": 2}


def test_the_trail_knows_of_the_second_contact_no_more_than_their_part(visitor, page, flock, watch):
    visitor.post(page, {"people": "9", "do": "answer"})

    line = Entry.objects.first()
    assert (line.seat, line.facts) == (
        None,
        {"acted": "The second contact", "candidate": "C01", "people": 9, "confirmed": False},
    )


def test_the_page_keeps_no_session_and_one_cookie_that_ends_with_the_window(page, flock):
    hr = Client(headers=flock.headers)
    seen = {}
    for typed in (None, {"text": roster(flock), "do": "look"}, {"people": "9", "do": "answer"}, {"do": "back"}):
        response = hr.get(page) if typed is None else hr.post(page, typed)
        seen |= {name: cookie for name, cookie in response.cookies.items() if cookie.value}
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"

    assert set(seen) == {"csrftoken"}
    assert [(cookie["expires"], cookie["max-age"]) for cookie in seen.values()] == [("", "")]
    assert not Session.objects.exists()


def wrong(flock):
    """What is not taken: a line that is no address, a headcount that is no number, a step that is none, files."""
    file = ContentFile(
        f"E-mail\n{flock.word('cell')}\n{flock.word('a')}@x.example".encode(), f"{flock.word('file')}.csv"
    )
    return {
        "a faulty line": {"text": flock.word("line"), "do": "store"},
        "too few": {"text": f"{flock.word('mailbox')}@nordlys.example", "do": "look"},
        "nobody looked": {"text": roster(flock), "do": "store", "seen": flock.word("seen"), "looked": "on"},
        "a file": {"file": file, "do": "look"},
        "no workbook": {"file": ContentFile(b"PK\x03\x04" + flock.word("book").encode(), "team.xlsx"), "do": "store"},
        "no number": {"people": flock.word("people"), "do": "answer"},
        "no step": {"text": roster(flock), "people": "9", "do": flock.word("step")},
    }


@pytest.mark.parametrize(
    "case", ["a faulty line", "too few", "nobody looked", "a file", "no workbook", "no number", "no step"]
)
def test_what_is_not_taken_is_written_nowhere(visitor, page, flock, watch, case):
    rows = sizes()

    response = visitor.post(page, wrong(flock)[case])

    assert response.status_code == 200
    assert watch.leaks() == {}
    assert (watch.tables(), grown(rows)) == (set(), {})


FAILURES = {
    "an unknown link": (200, lambda client, page, text: client.get(re.sub(r"\w+/$", "0" * 26 + "/", page))),
    "a garbled link": (200, lambda client, page, text: client.post(re.sub(r"\w+/$", f"{text}/", page), {"do": "look"})),
    "no page": (404, lambda client, page, text: client.get(f"{page}{text}/")),
    "no method": (405, lambda client, page, text: client.put(page, text)),
    "too large": (413, lambda client, page, text: client.post(page, {"text": text * 60_000, "do": "look"})),
    "too large for a stranger": (
        413,
        lambda client, page, text: client.post(page.replace(page[-8:-1], "0" * 7), {"text": text * 9_000}),
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_request_that_fails_leaves_no_word(visitor, page, flock, watch, failure):
    status, ask = FAILURES[failure]
    rows = sizes()

    response = ask(visitor, page, flock.word("text"))

    assert response.status_code == status
    assert watch.leaks() == {}
    assert (watch.tables(), grown(rows)) == (set(), {})


def test_an_error_in_the_code_is_told_by_kind_and_place(visitor, page, flock, watch, monkeypatch):
    text = roster(flock)
    looked = visitor.post(page, {"text": text, "do": "look"})

    def break_down(**given):
        raise ValueError(f"cannot store {given}")

    monkeypatch.setattr(views.actions, "bring_roster", break_down)
    response = visitor.post(page, {"text": text, "seen": seen_on(looked), "do": "store"})

    assert response.status_code == 500
    assert "django.request 500 POST /<slug:edition>/workplace/<str:token>/" in watch.log()
    assert watch.leaks() == {}
    assert not Invitee.objects.exists()
    assert ADDRESS not in watch.log()
