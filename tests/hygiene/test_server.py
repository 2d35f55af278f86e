"""What gunicorn with our configuration writes down when requests fail, workers die and the database refuses."""

import os
import signal
import sys

import pytest

from .canaries import Canaries
from .server import Server, connected, own_database, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
WRITTEN = ("name", "title", "employer", "contact", "reason")


@pytest.fixture(scope="module")
def flock():
    return Canaries()


@pytest.fixture(scope="module")
def server(flock, tmp_path_factory):
    """Plain workers, and four seconds until one that does not move is ended."""
    folder = tmp_path_factory.mktemp("server")
    with own_database(folder) as (database, log):
        plain = "--worker-class sync --threads 1"
        server = Server(folder, database, log, flock, TIMEOUT="4", GUNICORN_CMD_ARGS=plain)
        server.set_the_stage()
        if log:
            with connected(database) as run:
                run("ALTER ROLE award SET statement_timeout = '500ms'")
        server.start()
        yield server
        server.stop()


@pytest.fixture
def postgresql(server):
    if not server.database_log:
        pytest.skip("SQLite has no other connections that hold locks for long, and no log")
    with connected(server.database) as run:
        run("SET statement_timeout = 0")
        yield run


@pytest.fixture(autouse=True)
def nothing_leaks(server):
    """After every story here: the log has grown, and no word is where it does not belong."""
    yield
    assert server.leaks() == {}
    assert server.tables() <= {("nominations_nomination", field) for field in WRITTEN}


def nomination(server, number):
    words = {field: server.flock.word(field) for field in WRITTEN}
    return {**words, "receipt": server.stage["receipts"][number], "kind": "person", "source": "customer"}


def ballot(server, number):
    words = {code: server.flock.word(code) for code in server.stage["statements"]}
    return {"ticket": server.stage["tickets"][number], "w": server.flock.code("w"), **words}


def test_pages_and_forms_leave_no_line(server, flock):
    before = server.log()

    asked = [
        server.ask("GET", f"/s/{server.stage['tickets'][0]}"),
        server.ask("POST", "/s/form", ballot(server, 0)),
        server.ask("POST", "/s/form", ballot(server, 1) | dict.fromkeys(server.stage["statements"], "4")),
        server.ask("POST", "/s/withdraw", {"code": flock.words["w"], "sure": flock.word("sure")}),
        server.ask("POST", "/nominations/nominate/", nomination(server, 0)),
        server.ask("POST", "/nominations/receipt/", {"code": flock.word("receipt")}),
        server.ask("POST", f"/nominations/consent/{server.stage['token']}/", {"answer": flock.word("answer")}),
    ]

    assert asked == [303, 200, 200, 200, 200, 200, 200]
    assert server.log() == before


def test_requests_that_cannot_be_read_are_not_repeated(server, flock):
    text, ticket = flock.word("text"), server.stage["tickets"][0]

    answers = [
        server.raw(f"GET /s/{ticket} {text}\r\n\r\n"),
        server.raw(f"{text} /s/{ticket} HTTP/1.1\r\n\r\n"),
        server.raw(f"GET /s/{ticket} HTTP/1.1\r\nHost: x\r\n{text} : {text}\r\n\r\n"),
        server.raw(f"GET /s/{ticket}{text * 200} HTTP/1.1\r\n\r\n"),
        server.raw(f"GET /s/{ticket} HTTP/1.1\r\nHost: {text}.example\r\n\r\n"),
        server.raw(f"POST /s/form HTTP/1.1\r\nTransfer-Encoding: {text}\r\n\r\n{text}"),
    ]

    assert [answer.split()[1] for answer in answers] == ["400", "400", "400", "414", "400", "501"]
    assert "Invalid request from …" in server.log()
    assert "django.security.DisallowedHost 400 GET (no page)" in server.log()


def test_failing_requests_are_told_by_page_and_status(server, flock):
    text = flock.word("text")

    asked = [
        server.ask("GET", f"/s/{server.stage['tickets'][0]}/{text}?q={text}"),
        server.ask("POST", "/s/form", ballot(server, 2), Origin=f"https://{text}.example"),
        server.ask("POST", "/s/form", {"JC1": text * 10_000}),
        server.ask("POST", "/s/form", {f"{text}{n}": "1" for n in range(400)}),
    ]

    assert asked == [404, 403, 413, 413]
    for line in ("404 GET (no page)", "csrf 403 POST /s/form (Origin checking failed)", "413 POST /s/form"):
        assert line in server.log()


def test_a_table_that_is_gone_is_told_by_kind_and_place(server, flock):
    with connected(server.database) as run:
        run("ALTER TABLE nominations_nomination RENAME TO elsewhere")
        told = server.ask("POST", "/nominations/receipt/", {"code": flock.code("receipt code")})
        run("ALTER TABLE elsewhere RENAME TO nominations_nomination")

    assert told == 500
    assert "django.request 500 POST /<slug:edition>/receipt/" in server.log()
    assert " at nominations/intake/" in server.log()


def test_a_worker_that_is_killed_in_the_middle_of_an_answer_leaves_no_word(server):
    known = set(server.workers())
    with server.half_sent("/s/form", ballot(server, 3)):
        for worker in known:
            os.kill(worker, signal.SIGKILL)
        wait_for(lambda: len(set(server.workers()) - known) == 2)

    assert "was sent SIGKILL!" in server.log()
    wait_for(lambda: server.ask("GET", "/healthz") == 200)


def test_a_worker_that_takes_too_long_is_ended_without_its_request_being_told(server):
    with server.half_sent(f"/s/form?{server.flock.word('query')}", ballot(server, 4)) as connection:
        wait_for(lambda: "WORKER TIMEOUT" in server.log())
        connection.settimeout(20)
        connection.recv(100)

    assert "Error handling request" in server.log()
    assert "SystemExit" in server.log()
    wait_for(lambda: server.ask("GET", "/healthz") == 200)


def test_a_statement_that_waits_too_long_leaves_no_word(server, postgresql):
    postgresql("BEGIN")
    postgresql("LOCK TABLE surveys_ticket, award_edition IN ACCESS EXCLUSIVE MODE")
    told = [
        server.ask("POST", "/s/form", ballot(server, 5)),
        server.ask("POST", "/nominations/nominate/", nomination(server, 2)),
        server.ask("GET", f"/s/{server.stage['tickets'][5]}"),
    ]
    postgresql("ROLLBACK")

    assert told == [503, 500, 503]
    assert "QueryCanceled" in server.log()
    assert "canceling statement due to statement timeout" in server.log_of_database()


def test_a_row_that_the_database_refuses_is_quoted_nowhere(server, postgresql):
    postgresql("ALTER TABLE nominations_nomination ADD CONSTRAINT short CHECK (length(reason) < 2) NOT VALID")
    told = server.ask("POST", "/nominations/nominate/", nomination(server, 1))
    postgresql("ALTER TABLE nominations_nomination DROP CONSTRAINT short")

    assert told == 500
    assert "IntegrityError" in server.log()
    assert "CheckViolation" in server.log()
    assert 'violates check constraint "short"' in server.log_of_database()


def test_a_database_server_left_as_it_comes_would_have_quoted_the_row(server, postgresql):
    others = Canaries()
    postgresql("SET log_error_verbosity = 'default'")

    with pytest.raises(Exception, match="null value"):
        postgresql(f"INSERT INTO nominations_nomination (id, reason) VALUES ('x', '{others.word('reason')}')")

    wait_for(lambda: others.within(server.log_of_database()) == ["reason"])
