"""Nothing that is withheld can be worked out from everything that is shown; without any one of three rules it can."""

import random
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pytest

from jury.counting.measuring import Agreement, measure
from surveys.counting import suppression, weighing
from surveys.counting.measures import Team, Terms
from surveys.counting.suppression import released, totals, withheld
from surveys.counting.weighing import weigh
from tests.surveys.suppression.solver import Known, puzzle_of, totals_puzzle

EDITIONS, SWITCHED_OFF = 200, 40
NO = np.nan
SHAPES = [((8, 8, 8), 1, 5), ((4, 3, 5), 1, 5), ((11,), 1, 7), ((3, 3, 3), 1, 5)]


@dataclass(frozen=True)
class Edition:
    terms: Terms
    small: Team
    middle: Team
    silent: Team  # fewer than the threshold: nothing of it may be known
    hidden: int  # the statement that fewer than the threshold of the middle team answered


def edition_of(seed, sizes_of_middle=(10, 11)):
    """A small team, a middle one with a statement that three or four answered, and one that is too small to count.

    A statement that one or two answered has no part in any index in the first place.
    """
    rng = random.Random(seed)
    sizes, low, high = rng.choice(SHAPES)
    areas = tuple(f"A{place}" for place, size in enumerate(sizes) for _each in range(size))
    items = tuple(f"S{place:02}" for place in range(len(areas)))
    terms = Terms(items, areas, low, high, 5, 50, {f"A{place}": 1.0 for place in range(len(sizes))})
    hidden = rng.randrange(len(items))
    middle = team("middle", rng.choice(sizes_of_middle), terms, rng)
    for row in rng.sample(range(len(middle.employees)), len(middle.employees) - rng.choice((3, 4))):
        middle.employees[row, hidden] = NO
    return Edition(
        terms,
        small=team("small", rng.randint(5, 9), terms, rng, liked=rng.random() < 0.7),
        middle=middle,
        silent=team("silent", rng.randint(1, 3), terms, rng),
        hidden=hidden,
    )


def team(code, n, terms, rng, *, liked=False):
    span = terms.high - terms.low
    centre = rng.uniform(0.75, 1.0) if liked else rng.uniform(0.35, 0.85)
    levels = [terms.low + span * min(max(rng.gauss(centre, 0.12), 0), 1) for _item in terms.items]

    def point(level):
        return min(max(round(rng.gauss(level, span * 0.13)), terms.low), terms.high)

    answers = np.array([[point(level) for level in levels] for _each in range(n)], dtype=float)
    own = np.array([[point(level) for level in levels]], dtype=float)
    return Team(code, answers, own, 1, n + 3)


class FromAllAnswers(Agreement):
    """R6 switched off: indices hold the answers to hidden statements; the statements are hidden all the same."""

    def __init__(self, teams):
        self.whole = {each.code: each for each in teams}

    def tables(self, teams, terms):
        shown = {each.code: each for each in super().tables(teams, terms)}
        whole = super().tables([self.whole[each.code] for each in teams], terms)
        return [replace(each, items=shown[each.code].items) for each in whole]


def published(edition, *, without=""):
    """What is released of all three teams, one rule switched off."""
    teams, terms = [edition.small, edition.middle, edition.silent], edition.terms
    by = FromAllAnswers(teams) if without == "R6" else measure
    weighed = weigh(teams, terms, by)
    shown = [released(each.measured, 1, terms) if each.measured else withheld(each.code) for each in weighed]
    summed = shown
    if without == "R9":  # the totals hold the team that is not published
        (alone,) = weigh([edition.silent], replace(terms, threshold=1), measure)
        items = [{"code": each.code, "team": each.team, "team_sign": ""} for each in alone.measured.items]
        summed = [*shown[:2], {"outcome": "counted", "agreement": None, "level": alone.measured.level, "items": items}]
    return shown, totals(summed, terms.items)


def known(team, shown, terms):
    answers = np.count_nonzero(~np.isnan(team.employees), axis=0).tolist()
    return Known(shown, answers, team.leaders[0].tolist(), len(team.employees))


def recovered(edition, *, without=""):
    """Of every kind of withheld value: how many there were, and how many the solver found."""
    shown, totals_shown = published(edition, without=without)
    terms, found = edition.terms, Counter()

    def try_it(kind, possible, truth):
        least, most = possible
        assert least <= truth <= most, "the truth must fit everything that is shown"
        found[kind] += 1
        found[f"{kind} recovered"] += least == most

    middle = known(edition.middle, shown[1], terms)
    puzzle, sums = puzzle_of(middle, terms, with_hidden=without in ("R5", "R6"))
    truth = np.nansum(edition.middle.employees[:, edition.hidden])
    try_it("hidden statement", puzzle.range_of(sums[edition.hidden]), truth)

    small = known(edition.small, shown[0], terms)
    puzzle, sums = puzzle_of(small, terms, with_hidden=False)
    for place, item in enumerate(shown[0]["items"]):
        if item["team_sign"]:
            truth = edition.small.employees[:, place].sum()
            try_it("open end", puzzle.range_of(sums[place]), truth)

    m = len(edition.silent.employees)
    puzzle, sums = totals_puzzle(totals_shown, shown[:2], m, terms, with_silent=without == "R9")
    for place in range(len(terms.items)):
        truth = edition.silent.employees[:, place].sum()
        try_it("silent team", puzzle.range_of(sums[place]), truth)
    return found


@pytest.fixture
def without_r5(monkeypatch):
    """R5 switched off: a statement counts and is shown however few answered it."""

    def drop_unusable_only(answers, threshold):
        rows = np.flatnonzero(2 * np.count_nonzero(~np.isnan(answers), axis=1) >= answers.shape[1])
        return answers[rows], rows.tolist()

    monkeypatch.setattr(weighing, "usable_answers", drop_unusable_only)


def in_all(seeds, **switched):
    return sum((recovered(edition_of(seed), **switched) for seed in seeds), Counter())


def test_nothing_withheld_is_recovered_from_everything_that_is_shown():
    found = sum((recovered(edition_of(seed, range(10, 26))) for seed in range(EDITIONS)), Counter())

    print(f"all rules on, {EDITIONS} editions: {dict(found)}")
    assert found["hidden statement"] == EDITIONS
    assert found["open end"] > EDITIONS
    assert not [kind for kind, n in found.items() if kind.endswith("recovered") and n]


def test_without_r5_hidden_statements_are_recovered(without_r5):
    found = in_all(range(SWITCHED_OFF), without="R5")

    print(f"without R5: {dict(found)}")
    assert found["hidden statement recovered"] >= 0.95 * found["hidden statement"]


def test_without_r6_hidden_statements_are_recovered():
    found = in_all(range(SWITCHED_OFF), without="R6")

    print(f"without R6: {dict(found)}")
    assert found["hidden statement recovered"] >= 0.95 * found["hidden statement"]


def test_without_r9_a_team_that_is_not_published_is_recovered():
    found = in_all(range(SWITCHED_OFF), without="R9")

    print(f"without R9: {dict(found)}")
    assert found["silent team recovered"] >= 0.95 * found["silent team"]


def test_open_ends_that_everything_else_gives_away_would_be_recovered(monkeypatch):
    monkeypatch.setattr(suppression, "_given_away", lambda items, means, terms: set())

    found = in_all(range(SWITCHED_OFF))

    print(f"open ends always shown: {dict(found)}")
    assert found["open end recovered"] > 0
