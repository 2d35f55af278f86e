"""Many answers at once, on a real server: workers, threads, PostgreSQL. What a test client cannot show."""

import os
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[2]
SERVER = settings.DATABASES["default"]["ENGINE"]
TICKETS = 100
AT_ONCE = 16

pytestmark = pytest.mark.skipif(
    not SERVER.endswith("postgresql"), reason="SQLite writes one at a time: only PostgreSQL has this race"
)

SET_UP = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from django.core.management import call_command
call_command("migrate", verbosity=0)
from award.editions.actions import create_edition, set_dates
from award.editions.models import Edition
from award.editions.states import Phase
from nominations.candidates.models import Candidate
from surveys.ballots import keys
from surveys.ballots.models import Ticket
from award.codes import new_code
from surveys.ballots.tickets import hashed
edition = create_edition(slug="race", name="Race")
set_dates(edition, {Phase.SURVEYS: (None, timezone.now() + timedelta(days=1))}, by=None)
Edition.objects.filter(pk=edition.pk).update(phase="surveys", rules_version=1, rules_hash="r" * 64)
edition.refresh_from_db()
keys.prove_count_key(edition=edition, code=keys.make_count_key(edition=edition, by=None), by=None)
candidate = Candidate.objects.create(edition=edition, code="C01", name="Åse", consent="accepted")
tickets = [new_code() for _ in range(%d)]
Ticket.objects.bulk_create(Ticket(hash=hashed(each), candidate=candidate) for each in tickets)
print(" ".join(item.code for item in edition.content.survey.items))
print(" ".join(tickets))
"""


def connect(address):
    import psycopg

    parts = urllib.parse.urlsplit(address)
    return psycopg.connect(address.replace(f"{parts.scheme}:", "postgresql:", 1), autocommit=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A database of its own on the server the suite runs on, gone afterwards."""
    here = os.environ["DATABASE_URL"]
    name = f"race_{os.getpid()}"
    parts = urllib.parse.urlsplit(here)
    scratch = urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))
    with connect(urllib.parse.urlunsplit(parts._replace(path="/postgres"))) as maintenance:
        maintenance.execute(f'CREATE DATABASE "{name}"')
        folder = tmp_path_factory.mktemp("race")
        yield {
            **os.environ,
            "DATABASE_URL": scratch,
            "SECRET_KEY": "race",
            "KEY_DIR": str(folder / "keys"),
            "DJANGO_SETTINGS_MODULE": "award.settings",
            "DEBUG": "1",
            "PYTHONPATH": str(ROOT),
        }
        maintenance.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def survey(place):
    """Open tickets and the codes of the statements."""
    command = [sys.executable, "-c", SET_UP % TICKETS]
    said = subprocess.run(command, env=place, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return said[0].split(), said[1].split()


@pytest.fixture(scope="module")
def server(place, survey):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "award.wsgi", "--workers", "2", "--threads", "4"]
    quiet = ["--bind", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "critical"]
    address = f"http://127.0.0.1:{port}"
    running = subprocess.Popen([*command, *quiet], env={**place, "SITE_ORIGIN": address}, cwd=ROOT)
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    running.terminate()
    running.wait(20)


@pytest.fixture
def rows(place):
    with connect(place["DATABASE_URL"]) as connection:
        yield connection


def send(server, ticket, w, codes, answer="4"):
    """One whole answer as a browser sends it; says what the page said."""
    token = "a" * 32
    fields = {"csrfmiddlewaretoken": token, "ticket": ticket, "w": w, **dict.fromkeys(codes, answer)}
    body = urllib.parse.urlencode(fields)
    request = urllib.request.Request(
        f"{server}/s/form", body.encode(), {"Cookie": f"csrftoken={token}", "Origin": server}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        page = response.read().decode()
    return page.split('data-state="')[1].split('"')[0]


def test_sixteen_answers_at_once_with_one_ticket_count_once(server, survey, rows):
    codes, tickets = survey
    from award.codes import new_code

    with ThreadPoolExecutor(AT_ONCE) as people:
        told = [
            list(people.map(lambda _, t=ticket: send(server, t, new_code(), codes), range(AT_ONCE)))
            for ticket in tickets[: TICKETS - 1]
        ]

    assert [states.count("stored") for states in told] == [1] * (TICKETS - 1)
    assert {state for states in told for state in states} == {"stored", "inactive"}
    assert rows.execute("SELECT state, count(*) FROM surveys_ticket GROUP BY state ORDER BY state").fetchall() == [
        (0, 1),
        (1, TICKETS - 1),
    ]


def test_a_double_click_is_told_stored_both_times_and_a_stranger_is_not(server, survey, rows, place):
    codes, _tickets = survey
    ticket, mine, theirs = more_ticket(rows), "1" * 26, "2" * 26

    with ThreadPoolExecutor(3) as people:
        told = list(people.map(lambda w: send(server, ticket, w, codes), [mine, mine, theirs]))

    assert told in (["stored", "stored", "inactive"], ["inactive", "inactive", "stored"])


def test_after_an_answer_no_second_row_could_be_joined_to_its_ticket(server, survey, rows):
    """Rows written in one transaction share its number for ever: an answer may have written one row only."""
    codes, _tickets = survey
    ticket = more_ticket(rows)

    before = written(rows)
    assert send(server, ticket, "3" * 26, codes) == "stored"
    changed = written(rows) - before

    assert [table for table, _transaction, _place in changed] == ["surveys_ticket"]
    shared = {number for _table, number, _place in changed} & {number for _table, number, _place in before}
    assert shared == set()


def more_ticket(rows):
    from award.codes import new_code
    from surveys.ballots.tickets import hashed

    ticket = new_code()
    (candidate,) = rows.execute("SELECT id FROM nominations_candidate").fetchone()
    insert = "INSERT INTO surveys_ticket (hash, candidate_id, state) VALUES (%s, %s, 0)"
    rows.execute(insert, [hashed(ticket), candidate])
    return ticket


def written(rows):
    """Every row of every table with the transaction that wrote it and where it lies."""
    tables = [name for (name,) in rows.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    return {
        (table, number, place)
        for table in tables
        for number, place in rows.execute(f'SELECT xmin::text, ctid::text FROM "{table}"').fetchall()
    }
