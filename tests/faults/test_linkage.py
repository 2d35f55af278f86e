"""Everything a database keeps, against the promise: no trace joins a person to an answer better than chance."""

import random
import struct
from collections import defaultdict
from hashlib import sha256

import pytest
from scipy.special import pdtrc

from .attacks import Kind, attack, mentions, traces
from .people import Sheet, look, send

RUNS = 20
TEAM = 50
ERROR = 0.001  # how often the test may fail by chance, all attacks together

PEOPLE = Kind("surveys_invitee", "t.email", str.encode)
BALLOTS = Kind("surveys_ticket", "encode(t.hash, 'hex')", bytes.fromhex)
NAIVE_PEOPLE = Kind("naive_invitee", "t.email", str.encode)
NAIVE_ANSWERS = Kind("naive_response", "t.answer", str.encode)


def tally_bytes(name):
    """A row of one answer as it lies in a page: the statement and the length of its code, the point, one, the team."""
    team, item, point = name.split()
    return struct.pack("@B3shiq", 9, item.encode(), int(point), 1, int(team))


ANSWERS = Kind("surveys_tally", "concat_ws(' ', t.candidate_id, t.item, t.value)", tally_bytes, "t.value <> 3")


@pytest.fixture
def rows(place):
    with place.connection() as connection:
        connection.execute("CREATE EXTENSION pageinspect")
        yield connection


@pytest.fixture
def since(rows):
    return rows.execute("SELECT pg_current_wal_lsn()").fetchone()[0]


@pytest.fixture
def chance():
    return random.Random()


def test_no_trace_joins_people_ballots_and_answers(cluster, place, rows, since, chance):
    teams = place.stage("answered", runs=RUNS, n=TEAM)
    sealed = traces(rows, BALLOTS, cluster.journal(since))
    place.stage("counted", surveys=[{"slug": team["slug"], "code": team["code"]} for team in teams])
    journal = cluster.journal(since)
    people, spent, answers = (traces(rows, kind, journal) for kind in (PEOPLE, BALLOTS, ANSWERS))
    people["mails"] = {email: at for team in teams for at, email in enumerate(team["written_to"])}

    tried = defaultdict(list)
    for team in teams:
        ballot_of = {email: hash_of(person) for email, person in team["people"].items()}
        answer_of = {email: answer(team, person) for email, person in team["people"].items()}
        answer_in = {ballot_of[email]: answer_of[email] for email in ballot_of}
        for title, left, right, truth in [
            ("person, sealed ballot", people, sealed, ballot_of),
            ("person, counted ballot", people, spent, ballot_of),
            ("person, answer", people, answers, answer_of),
            ("sealed ballot, answer", sealed, answers, answer_in),
            ("counted ballot, answer", spent, answers, answer_in),
        ]:
            for way, attempt in attack(left, right, truth, chance).items():
                tried[title, *way].append(attempt)

    show(tried)
    assert len(set(sealed["size"].values())) == 1  # no attack can use what is the same for all
    most_hits, most_lean = bounds(len(tried))
    hits = {way: sum(attempt.hits for attempt in attempts) for way, attempts in tried.items()}
    leans = {way: sum(attempt.lean for attempt in attempts) / RUNS for way, attempts in tried.items()}
    assert {way: n for way, n in hits.items() if n > most_hits} == {}
    assert {way: n for way, n in leans.items() if abs(n) > most_lean} == {}


def hash_of(person):
    return sha256(person["ticket"].encode()).hexdigest()


def answer(team, person):
    item, point = person["mark"]
    return f"{team['team']} {item} {point}"


def bounds(attacks):
    """What chance alone may reach in all runs together, with so many attacks each of which may be lucky.

    A random matching joins one of n rightly on average, as a Poisson variable does; the mean of rank correlations is
    close to normal, of variance 1 / (runs (n - 1)), and lies beyond five of its deviations once in a million.
    """
    hits = next(n for n in range(RUNS, 10 * RUNS) if pdtrc(n, RUNS) < ERROR / attacks)
    return hits, 5 / (RUNS * (TEAM - 1)) ** 0.5


def show(tried):
    """By what is joined and by the trace of the left: ways tried, and right joins of 50, on average and at most."""
    means = defaultdict(list)
    for (title, trace, *_way), attempts in tried.items():
        means[title, trace].append(sum(attempt.hits for attempt in attempts) / RUNS)
    print(f"\n{'joins':24} {'by trace':22} ways  mean  best   right of {TEAM}, {RUNS} runs; chance is 1")
    for (title, trace), hits in means.items():
        print(f"{title:24} {trace:22} {len(hits):4} {sum(hits) / len(hits):5.2f} {max(hits):5.2f}")
    print(f"{len(tried)} ways; none may be right more than {bounds(len(tried))[0] / RUNS:.2f} times of {TEAM}")


def test_the_same_attacks_join_all_in_a_naive_design(cluster, rows, since, chance):
    truth = naive(rows)

    journal = cluster.journal(since)
    tried = attack(traces(rows, NAIVE_PEOPLE, journal), traces(rows, NAIVE_ANSWERS, journal), truth, chance)

    whole = {way for way, attempt in tried.items() if attempt.hits == TEAM}
    print(f"\nnaive design: {len(whole)} of {len(tried)} ways join {TEAM} of {TEAM}")
    assert whole >= {
        ("transaction", "transaction", "value"),
        ("place", "place", "order"),
        ("transaction", "id", "order"),
        ("answered_at", "created_at", "order"),
        ("answered_at", "created_at", "value"),
        ("journal last", "journal last", "order"),
        ("last version", "first version", "value"),
        ("newest bytes", "oldest bytes", "order"),
    }


def test_the_same_attacks_find_tickets_that_were_laid_in_as_the_roster_stood(cluster, place, rows, since, chance):
    """One care left out of the real thing: the order of the hashes."""
    (team,) = place.stage("answered_carelessly", runs=1, n=TEAM)
    truth = {email: hash_of(person) for email, person in team["people"].items()}

    journal = cluster.journal(since)
    tried = attack(traces(rows, PEOPLE, journal), traces(rows, BALLOTS, journal), truth, chance)

    assert tried["journal first", "journal first", "order"].hits == TEAM


def naive(rows):
    """A flag on the invited and a row for what they said, written together, as most would build it."""
    rows.execute("CREATE TABLE naive_invitee (id serial, email text, answered bool, answered_at timestamptz)")
    rows.execute("CREATE TABLE naive_response (id serial, answer text, created_at timestamptz)")
    numbers = random.sample(range(TEAM), TEAM)
    said = {f"p{at}@naive.example": f"answer {number:02}" for at, number in enumerate(numbers)}
    for email in said:
        rows.execute("INSERT INTO naive_invitee (email) VALUES (%s)", [email])
    for email in random.sample(list(said), TEAM):
        with rows.transaction():
            rows.execute("UPDATE naive_invitee SET answered = true, answered_at = now() WHERE email = %s", [email])
            rows.execute("INSERT INTO naive_response (answer, created_at) VALUES (%s, now())", [said[email]])
    return said


def test_no_log_speaks_of_who_answered_nor_of_what(cluster, place):
    team, logs = answer_online(place, cluster)

    assert mentions(logs, spelled(team)) == {}


def test_an_access_log_and_a_statement_log_would_give_everybody_away(cluster, place, rows):
    """The same search in logs as operators are told not to keep them."""
    rows.execute(f"ALTER DATABASE {place.database} SET log_statement = 'all'")
    team, logs = answer_online(place, cluster, "--access-logfile", "-")

    assert len(mentions(logs, spelled(team))) == TEAM


def answer_online(place, cluster, *options):
    """Everybody opens their link and answers, each from an address of their own; returns what the logs say then."""
    team, before = place.stage("invited", run=0, n=TEAM), cluster.log.stat().st_size
    with place.server("award.wsgi", *options) as server:
        for number, person in enumerate(team["people"].values()):
            person["address"] = f"127.0.7.{number + 1}"
            source = (person["address"], 0)
            sheet = Sheet(person["ticket"], person["w"], "C01", person["mark"])
            assert look(server, person["ticket"], source) == 303
            assert send(server, sheet, team["items"], source=source) == "stored"
    return team, server.log.read_text() + cluster.log.read_text()[before:]


def spelled(team):
    """By what a log could name a person or a ballot."""
    return {
        email: [email, person["ticket"], hash_of(person), person["w"], person["address"] + " "]
        for email, person in team["people"].items()
    }
