"""Many answers with one ticket, on a real server: workers, threads, PostgreSQL. What a test client cannot show."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from award.codes import new_code

from .people import Sheet, send

TICKETS = 100
AT_ONCE = 16


@pytest.fixture
def survey(place):
    return place.stage("tickets", slug="race", teams={"C01": TICKETS})


@pytest.fixture
def server(place, survey):
    with place.server() as running:
        yield running


@pytest.fixture
def rows(place, survey):
    with place.connection() as connection:
        yield connection


def at_once(server, survey, sheets):
    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(lambda sheet: send(server, sheet, survey["items"]), sheets))


def sheet(ticket, w=None, answer=4):
    return Sheet(ticket, w or new_code(), "C01", ("JC1", answer))


def test_sixteen_answers_at_once_with_one_ticket_count_once(server, survey, rows):
    _unused, *used = survey["tickets"]["C01"]

    told = [at_once(server, survey, [sheet(ticket) for _ in range(AT_ONCE)]) for ticket in used]

    assert [sorted(states) for states in told] == [["inactive"] * (AT_ONCE - 1) + ["stored"]] * len(used)
    assert rows.execute("SELECT state, count(*) FROM surveys_ticket GROUP BY state ORDER BY state").fetchall() == [
        (0, 1),
        (1, len(used)),
    ]


def test_a_double_click_is_told_stored_both_times_and_a_stranger_is_not(server, survey):
    ticket, mine, theirs = survey["tickets"]["C01"][0], "1" * 26, "2" * 26

    told = at_once(server, survey, [sheet(ticket, mine), sheet(ticket, mine), sheet(ticket, theirs, answer=1)])

    assert told in (["stored", "stored", "inactive"], ["inactive", "inactive", "stored"])


def test_after_an_answer_no_second_row_could_be_joined_to_its_ticket(server, survey, rows):
    """Rows written in one transaction share its number for ever: an answer may have written one row only."""
    before = written(rows)

    assert send(server, sheet(survey["tickets"]["C01"][0]), survey["items"]) == "stored"

    changed = written(rows) - before
    assert [table for table, _transaction, _place in changed] == ["surveys_ticket"]
    shared = {number for _table, number, _place in changed} & {number for _table, number, _place in before}
    assert shared == set()


def written(rows):
    """Every row of every table with the transaction that wrote it and where it lies."""
    tables = [name for (name,) in rows.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    return {
        (table, number, place)
        for table in tables
        for number, place in rows.execute(f'SELECT xmin::text, ctid::text FROM "{table}"').fetchall()
    }
