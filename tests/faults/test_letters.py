"""Two thousand invitations while the worker is killed again and again: everybody gets one, and every link opens.

KILLS says how often; the mail server is a real one, in a process of its own, and writes down what it takes.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from email import message_from_string

import pytest

from .place import ROOT

TEAMS, EACH = 40, 50
KILLS = int(os.environ.get("KILLS", "6"))


@pytest.fixture
def chance():
    seed = int(os.environ.get("SEED", time.time_ns()))
    print(f"\nSEED={seed}")
    return random.Random(seed)


@pytest.fixture
def sink(tmp_path):
    """The address of a mail server, and the file of what it took."""
    book = tmp_path / "mails"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.sink", str(book)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        yield f"smtp://127.0.0.1:{int(server.stdout.readline())}", book
        server.kill()


@contextmanager
def worker(place, log):
    command = [sys.executable, "manage.py", "worker", "--once", "--interval", "0.1"]
    with log.open("a") as told, subprocess.Popen(command, **place.spawning, stdout=told, stderr=told) as running:
        yield running


def taken(book):
    return [json.loads(line) for line in book.read_text().splitlines()] if book.exists() else []


def end_at_some_moment(running, book, chance, by):
    """Once it sends, and a little later; it may be done before that. Whether it was still at work."""
    before = len(taken(book))
    while running.poll() is None and len(taken(book)) == before:
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.6))
    is_at_work = running.poll() is None
    if is_at_work:
        os.kill(running.pid, by)
    running.wait(60)
    return is_at_work


def test_everybody_gets_one_invitation_however_often_the_worker_is_killed(place, sink, chance, tmp_path):
    address, book = sink
    place.environment |= {"EMAIL_URL": address, "BACKGROUND_WORKER": "1", "MAIL_FROM": "award@award.example"}
    log, began, kills = tmp_path / "worker.log", time.monotonic(), 0
    tickets = place.stage("issued", slug="letters", teams=TEAMS, n=EACH)

    for _ in range(KILLS):
        with worker(place, log) as running:
            kills += end_at_some_moment(running, book, chance, signal.SIGKILL)
    with worker(place, log) as running:
        end_at_some_moment(running, book, chance, signal.SIGTERM)
        assert running.returncode == 0, "asked to end, a worker ends well"
    with worker(place, log) as running:
        assert running.wait(120) == 0
    seconds = time.monotonic() - began
    opened = place.stage("opened", tickets=list(tickets.values()))

    mails = [message_from_string(each["raw"]) for each in taken(book)]
    raw = Counter(address for each in taken(book) for address in each["to"])
    once = Counter({mail["Message-ID"]: mail["To"] for mail in mails}.values())
    links = {mail["To"]: re.findall(r"/s/(\w{26})", mail.get_payload(decode=True).decode()) for mail in mails}
    twice = [address for address, number in raw.items() if number > 1]
    print(
        f"{len(tickets)} people, {len(mails)} mails taken by the server, {kills} workers killed: "
        f"{sum(number == 1 for number in once.values())} got one by Message-ID, {len(twice)} got it twice as sent, "
        f"{len(tickets) - len(raw)} got none; {opened} links open; {seconds:.0f} s"
    )
    assert once == Counter(tickets.keys())
    assert set(raw) == set(tickets)
    assert len(twice) <= kills
    assert links == {address: [ticket] for address, ticket in tickets.items()}
    assert opened == len(tickets)
    assert kills >= 3, "too few workers were killed: this run shows nothing"
    assert not re.search(r"\w@\w|/s/|[0-9A-Z]{26}", log.read_text())
    with place.connection() as connection:
        states = connection.execute("SELECT send_state, count(*) FROM surveys_invitee GROUP BY 1").fetchall()
        runs = connection.execute("SELECT state, total, holder FROM award_mailrun").fetchall()
        waiting = connection.execute("SELECT count(*) FROM award_letter").fetchone()
        tasks = connection.execute("SELECT DISTINCT status FROM django_tasks_database_dbtaskresult").fetchall()
    assert states == [("sent", len(tickets))]
    assert runs == [("finished", len(tickets), "")]
    assert waiting == (0,)
    assert tasks == [("SUCCESSFUL",)]
