"""Answers under fire: who sends what, what is broken meanwhile, and whether the count holds what was promised."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from award.codes import new_code

from .people import NEUTRAL, Sheet, insist

AT_ONCE = 16
THREADS = 8  # of the server: with no more people than that nobody waits in a queue
POINTS = [point for point in range(1, 6) if str(point) != NEUTRAL]
RACED = 6  # tickets of a team in which sixteen browsers use each
CALM = 80  # tickets of a team in which everybody uses their own; every fourth clicks twice
CLOSING, EARLY = 60, 30  # tickets of a team that is still answering when the survey closes; how many were in time
CLOSING_TEAMS = 4
KILLS_PER_STOP = 5  # workers killed for every database killed


@dataclass
class Storm:
    """A survey of about `size` sendings: by team, the sheets, those that are sent at once standing together."""

    survey: dict
    early: list[list[Sheet]] = field(default_factory=list)
    late: list[list[Sheet]] = field(default_factory=list)

    @classmethod
    def teams(cls, size):
        """Codes in the order of the count: what is still being answered at the end is counted first."""
        raced = round(0.3 * size / (RACED * AT_ONCE))
        calm = -(-(size - raced * RACED * AT_ONCE) // (CALM * 5 // 4))
        return {
            **{f"A{number:03}": CLOSING for number in range(CLOSING_TEAMS)},
            **{f"B{number:03}": RACED for number in range(raced)},
            **{f"C{number:03}": CALM for number in range(calm)},
        }

    @classmethod
    def of(cls, survey, chance):
        storm = cls(survey)
        for team, tickets in survey["tickets"].items():
            marks = iter([(item, point) for point in POINTS for item in survey["items"]])
            for number, ticket in enumerate(tickets):
                if team[0] == "B":
                    storm.early.append([Sheet(ticket, new_code(), team, next(marks)) for _ in range(AT_ONCE)])
                    continue
                sheet = Sheet(ticket, new_code(), team, next(marks), is_hasty=team[0] == "C" and number % 16 == 1)
                clicks = 2 if team[0] == "C" and number % 4 == 0 else 1
                is_late = team[0] == "A" and number >= EARLY
                (storm.late if is_late else storm.early).append([sheet] * clicks)
        chance.shuffle(storm.early)
        chance.shuffle(storm.late)
        return storm

    @property
    def calm(self):
        """Where everybody uses a ticket of their own."""
        return [act for act in self.early if act[0].team[0] == "C"]

    def rage(self, server, acts, place, at_once=AT_ONCE):
        """All send; yields what each was told, in the order of the sheets."""
        sheets, items = [sheet for act in acts for sheet in act], self.survey["items"]
        with ThreadPoolExecutor(at_once) as people:
            yield from people.map(lambda sheet: insist(server, sheet, items, place.holds), sheets)

    def close(self, server, place, begin):
        """The late ones send, and when a quarter have their answer the survey is closed; also returns when."""
        told, closed = [], 0.0
        for each in self.rage(server, self.late, place, at_once=THREADS):
            told.append(each)
            if len(told) == len(self.late) // 4:
                closed = time.monotonic()
                begin()
        return told, closed


@dataclass(frozen=True)
class Verdict:
    acknowledged: Counter
    counted: Counter

    @property
    def lost(self):
        """Promised and not counted."""
        return (self.acknowledged - self.counted).total()

    @property
    def duplicated(self):
        """Counted and not promised: a second time, or in another's place."""
        return (self.counted - self.acknowledged).total()


def judge(told, connection):
    """Every promise against every ballot in the tallies, one by one: by team and mark."""
    promised = {(each.sheet.ticket, each.sheet.w): each.sheet for each in told if each.state == "stored"}
    acknowledged = Counter((sheet.team, *sheet.mark) for sheet in promised.values())
    counted = Counter()
    ballots = Counter()
    rows = connection.execute(
        "SELECT code, item, value, n FROM surveys_tally JOIN nominations_candidate c ON c.id = candidate_id"
    )
    for team, item, value, n in rows:
        ballots[team, item] += n
        if str(value) != NEUTRAL:
            counted[team, item, value] = n
    for team in {team for team, _ in ballots}:
        sizes = {n for (of, _item), n in ballots.items() if of == team}
        marked = sum(n for (of, *_mark), n in counted.items() if of == team)
        assert sizes == {marked}, f"{team}: {sizes} ballots, {marked} marks"
    return Verdict(acknowledged, counted)


@dataclass
class Fire:
    """What was broken while people answered."""

    kills: int = 0
    stops: int = 0


@contextmanager
def fire(server, cluster, chance):
    """Kill a worker every moment, and in between the whole database, until nobody sends any more."""
    done, seen = threading.Event(), Fire()

    def burn():
        while not done.wait(chance.uniform(0.4, 1.2)):
            if seen.kills >= KILLS_PER_STOP * (seen.stops + 1):
                cluster.kill()
                time.sleep(chance.uniform(0, 0.3))
                cluster.start()
                seen.stops += 1
            else:
                server.kill_worker(chance)
                seen.kills += 1

    burning = threading.Thread(target=burn)
    burning.start()
    try:
        yield seen
    finally:
        done.set()
        burning.join()
