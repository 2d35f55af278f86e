"""A survey under fire: workers and the database are killed while people answer, and the count must hold every promise.

SOAK says how many sendings; `make soak` says 20,000.
"""

import os
import random
import time

import pytest

from .storm import Storm, fire, judge

SIZE = int(os.environ.get("SOAK", "1000"))
FEW = 200
LOOK = 0.2  # seconds by which a server with nothing else to do has looked at a ticket and found it open


@pytest.fixture
def chance():
    seed = int(os.environ.get("SEED", time.time_ns()))
    print(f"\nSEED={seed}")
    return random.Random(seed)


def opened(place, size, chance):
    survey = place.stage("tickets", slug="storm", teams=Storm.teams(size))
    return Storm.of(survey, chance)


def counted(place, survey):
    with place.closing(slug=survey["slug"], code=survey["code"]) as begin:
        begin()


def test_every_acknowledged_answer_is_counted_once_whatever_is_killed(cluster, place, chance):
    began = time.monotonic()
    storm = opened(place, SIZE, chance)
    survey = storm.survey

    with (
        place.server("tests.faults.servers.slow", BEFORE_WRITE="0.03", BEFORE_REPLY="0.03") as server,
        fire(server, cluster, chance) as burnt,
    ):
        early = list(storm.rage(server, storm.early, place))
    with (
        place.server("tests.faults.servers.slow", BEFORE_WRITE="2") as server,
        place.closing(slug=survey["slug"], code=survey["code"]) as begin,
    ):
        late, closed = storm.close(server, place, begin)
    told = early + late
    with place.connection() as connection:
        verdict = judge(told, connection)

    again = [each for each in told if each.lost]
    unknown = [each for each in again if each.was_stored]
    unprovoked = [each for each in unknown if not each.sheet.is_hasty]
    crossing = [each.state for each in late if each.began + LOOK < closed < each.ended]
    print(
        f"{len(told)} submits, {verdict.acknowledged.total()} acknowledged, {verdict.counted.total()} counted, "
        f"{verdict.lost} lost, {verdict.duplicated} duplicated\n"
        f"{len(again)} submits without a reply and sent again, {len(unknown)} of them stored already "
        f"({len(unprovoked)} by a killed server, the others hung up)\n"
        f"{burnt.kills} workers and {burnt.stops} databases killed; {len(crossing)} submits under way when the survey "
        f"closed: {crossing.count('stored')} stored, {crossing.count('inactive')} refused by the row; "
        f"{time.monotonic() - began:.0f} s"
    )
    assert (verdict.lost, verdict.duplicated) == (0, 0)
    assert one_writer_each(early)
    assert {each.state for each in unknown} == {"stored"}
    assert unprovoked, "no reply was lost after its answers were stored: this run shows nothing"
    assert burnt.kills >= 5
    assert burnt.stops >= 1
    assert "inactive" in crossing, "nobody saw an open form and was too late: this run shows nothing of the closing"


def one_writer_each(told):
    """Of all who used a ticket before the survey closed, one is told that these answers are stored."""
    writers = {each.sheet.ticket: set() for each in told}
    for each in told:
        if each.state == "stored":
            writers[each.sheet.ticket].add(each.sheet.w)
    return all(len(ws) == 1 for ws in writers.values())


@pytest.mark.parametrize("broken", ["read_then_save", "joined_update"])
def test_a_submit_that_lets_a_second_writer_in_is_found_out(place, chance, broken):
    storm = opened(place, FEW, chance)

    with place.server(f"tests.faults.servers.{broken}") as server:
        told = list(storm.rage(server, storm.early, place))
    counted(place, storm.survey)

    with place.connection() as connection:
        assert judge(told, connection).lost > 0
    assert not one_writer_each(told)


def test_a_submit_that_answers_before_it_has_written_is_found_out(place, chance):
    storm = opened(place, FEW, chance)

    with place.server("tests.faults.servers.hasty") as server:
        told = list(storm.rage(server, storm.calm, place))
        for _ in range(10):
            server.kill_worker(chance)
    counted(place, storm.survey)

    with place.connection() as connection:
        assert judge(told, connection).lost > 0


def test_a_database_that_does_not_wait_for_its_disk_is_found_out(cluster, place, chance):
    storm = opened(place, FEW, chance)

    with place.server(PGOPTIONS="-c synchronous_commit=off") as server, cluster.lazy():
        told = list(storm.rage(server, storm.calm, place))
        cluster.kill()
        cluster.start()
    counted(place, storm.survey)

    with place.connection() as connection:
        assert judge(told, connection).lost > 0
