"""The tables against a slow reading of the rules: plain loops, one candidate at a time, in exact fractions."""

from fractions import Fraction
from math import isnan, nan, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from jury.stats.agreement import Scale, agreement_table, area_table

few = settings(max_examples=40, deadline=None)


def mean(values):
    values = list(values)
    return sum(values, Fraction(0)) / len(values)


class Slow:
    """One candidate by hand: `team` is a list of answer lists, `own` the leader's, None for no answer."""

    def __init__(self, team, own, areas, scale, weights, sets=None):
        self.lo, self.span, self.options = scale.lo, scale.hi - scale.lo, scale.hi - scale.lo + 1
        self.team = [row for row in team if sum(x is not None for x in row) * 2 >= len(row)] if sets is None else team
        self.own, self.areas, self.scale, self.weights = own, areas, scale, weights
        self.given = [[row[i] for row in self.team if row[i] is not None] for i in range(len(areas))]
        level = [i for i, answers in enumerate(self.given) if len(answers) >= 3]
        self.level_items, self.compared = sets or (level, [i for i in level if own and own[i] is not None])

    def of_area(self, items, area):
        chosen = [i for i in items if self.areas[i] == area]
        return chosen if chosen and 2 * len(chosen) >= self.areas.count(area) else None

    def bias(self, area):
        items = self.of_area(self.compared, area)
        return items and mean(self.own[i] - mean(self.given[i]) for i in items)

    def gap(self, area):
        items = self.of_area(self.compared, area)
        return items and mean(abs(self.own[i] - mean(self.given[i])) for i in items)

    def agreement(self, area):
        gap = self.gap(area)
        return None if gap is None else max(Fraction(0), 100 * (1 - gap / Fraction(self.span, 2)))

    def level(self, area):
        items = self.of_area(self.level_items, area)
        return items and 100 * (mean(mean(self.given[i]) for i in items) - self.lo) / self.span

    def overall(self, figure):
        values = {area: figure(area) for area, weight in self.weights.items() if weight}
        if None in values.values():
            return None
        return sum(self.weights[a] * value for a, value in values.items()) / sum(self.weights.values())

    def scores(self):
        agreement, level = self.overall(self.agreement), self.overall(self.level)
        index = None if None in (agreement, level) else sqrt(agreement * level)
        return agreement, level, index

    def errors(self):
        n = len(self.team)
        left_out = [
            Slow(self.team[:j] + self.team[j + 1 :], self.own, self.areas, self.scale, self.weights, self.sets).scores()
            for j in range(n if n >= 3 else 0)
        ]
        return [
            None if score is None else jackknifed([float(parts[number]) for parts in left_out])
            for number, score in enumerate(self.scores())
        ]

    @property
    def sets(self):
        return self.level_items, self.compared

    def category(self):
        bias, gap, level = self.overall(self.bias), self.overall(self.gap), self.overall(self.level)
        if bias is None:
            return None
        if abs(bias) > Fraction(self.span, 8):
            return "over_estimator" if bias > 0 else "under_estimator"
        if gap > Fraction(self.options, 6):
            return "mixed"
        return "in_agreement_good" if level >= 50 else "in_agreement_poor"

    def flags(self):
        n, k = len(self.team), len(self.areas)
        error = self.errors()[2]
        own = [self.own[i] for i in self.compared]
        blank = n * k - sum(len(answers) for answers in self.given)
        raised = [
            "constant_self_rating" if len(own) >= 2 and len(set(own)) == 1 else None,
            "interval_not_estimable" if error is not None and error < 1e-9 else None,
            "many_missing" if Fraction(blank, n * k or 1) > Fraction(3, 10) else None,
        ]
        if self.level_items:
            chance = Fraction(self.options**2 - 1, 12)
            polarised = 1 - mean(spread(self.given[i]) for i in self.level_items) / chance < 0
            weak = mean(distance(self.given[i]) for i in self.level_items) > Fraction(self.options, 6)
            raised.append("polarised_team" if polarised else "weak_consensus" if weak else None)
        return tuple(flag for flag in raised if flag)

    def reasons(self, threshold):
        names = dict.fromkeys(self.areas)
        unscored = [a for a in names if self.agreement(a) is None or self.level(a) is None]
        alone = not self.own or all(answer is None for answer in self.own)
        few_people = ("too_few_respondents",) * (len(self.team) < threshold)
        return (*few_people, *(("no_self_assessment",) * alone), *(f"area_not_scored:{a}" for a in unscored))


def spread(answers):
    return sum((x - mean(answers)) ** 2 for x in answers) / (len(answers) - 1)


def distance(answers):
    return mean(abs(x - mean(answers)) for x in answers)


def jackknifed(values):
    n, centre = len(values), sum(values) / len(values)
    return sqrt((n - 1) / n * sum((value - centre) ** 2 for value in values))


@st.composite
def contests(draw, blanks=True):
    """A scale, the area of each statement, teams, leaders and weights, with all the gaps there can be."""
    scale = Scale(lo := draw(st.integers(0, 2)), lo + draw(st.integers(2, 9)))
    areas = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
    answer = st.integers(scale.lo, scale.hi)
    answer = st.one_of(answer, answer, answer, st.none()) if blanks else answer
    row = st.lists(answer, min_size=len(areas), max_size=len(areas))
    names = st.sampled_from(["ada", "ben", "cy"])
    least = draw(st.sampled_from([0, 5])) if blanks else 3
    teams = draw(st.dictionaries(names, st.lists(row, min_size=least, max_size=9), min_size=0 if blanks else 1))
    leaders = draw(st.dictionaries(names, row)) if blanks else {name: draw(row) for name in teams}
    weights = {area: draw(st.integers(0, 3)) for area in dict.fromkeys(areas)}
    return scale, areas, teams, leaders, weights if any(weights.values()) else dict.fromkeys(weights, 1)


def computed(tables, contest, table=agreement_table):
    scale, areas, teams, leaders, weights = contest
    return table(*tables(teams, leaders, areas), scale, area_weights=weights)


def in_loops(contest):
    scale, areas, teams, leaders, weights = contest
    return {
        name: Slow(teams.get(name, []), leaders.get(name), areas, scale, weights)
        for name in sorted({*leaders, *(name for name, team in teams.items() if team)})
    }


def near(values):
    return pytest.approx([nan if value is None else float(value) for value in values], abs=1e-9, nan_ok=True)


@few
@given(contest=contests())
def test_the_candidates_table_says_what_the_rules_say_in_loops(tables, contest):
    table, slow = computed(tables, contest), in_loops(contest)

    assert table.index.tolist() == list(slow)
    assert table.n_respondents.tolist() == [len(one.team) for one in slow.values()]
    for name, one in slow.items():
        row = table.loc[name]
        assert row["agreement":"shortlist_index"].tolist() == near(one.scores())
        assert row["se_agreement":"se_shortlist_index"].tolist() == near(one.errors())
        assert [row.bias, row.gap] == near([one.overall(one.bias), one.overall(one.gap)])
        level = one.overall(one.level)
        assert row.gate_passed is (None if level is None else level >= 50)
        assert (row.category, row["flags"]) == (one.category(), one.flags())
        assert row.reasons == one.reasons(5)
        assert row.status == ("not_ranked" if one.reasons(5) else "ranked")


@few
@given(contest=contests())
def test_interval_and_rank_follow_from_the_other_columns(tables, contest):
    table = computed(tables, contest)

    for row in table.itertuples():
        reach = special.stdtrit(max(row.n_respondents - 1, 1), 0.975) * row.se_shortlist_index
        ends = [max(0, row.shortlist_index - reach), min(100, row.shortlist_index + reach)]
        assert [row.low, row.high] == near([nan, nan] if isnan(row.shortlist_index) else ends)
        above = table[(table.status == "ranked") & (table.shortlist_index > row.shortlist_index + 1e-9)]
        assert [row.rank] == near([len(above) + 1 if row.status == "ranked" else nan])


@few
@given(contest=contests())
def test_the_areas_table_says_what_the_rules_say_in_loops(tables, contest):
    table, slow = computed(tables, contest, area_table), in_loops(contest)

    for (name, area), row in table.iterrows():
        one = slow[name]
        compared = one.of_area(one.compared, area)
        level = [i for i in one.level_items if one.areas[i] == area]
        chance = Fraction(one.options**2 - 1, 12)
        figures = [
            compared and mean(Fraction(one.own[i]) for i in compared),
            compared and mean(mean(one.given[i]) for i in compared),
            *(figure(area) for figure in (one.bias, one.gap, one.agreement, one.level)),
            1 - mean(spread(one.given[i]) for i in level) / chance if level else None,
            mean(distance(one.given[i]) for i in level) if level else None,
        ]
        columns = ["self_mean", "team_mean", "bias", "gap", "agreement", "level", "rwg_star", "ad_mean"]
        assert row[columns].tolist() == near(figures)
        assert row["items"] == one.areas.count(area)
        assert row.compared == len([i for i in one.compared if one.areas[i] == area])
        assert row.scored == (f"area_not_scored:{area}" not in one.reasons(5))


@few
@given(contest=contests())
def test_every_index_lies_between_nought_and_a_hundred(tables, contest):
    table = computed(tables, contest)

    points = table[["agreement", "level", "shortlist_index", "low", "high"]].stack().dropna()
    assert points.between(0, 100).all()
    known = table.dropna(subset="shortlist_index")
    assert (known.low <= known.shortlist_index).all()
    assert (known.shortlist_index <= known.high).all()


@few
@given(contest=contests(blanks=False), order=st.randoms())
def test_who_answered_first_changes_nothing(tables, contest, order):
    scale, areas, teams, leaders, weights = contest
    employees, selves, areas = tables(teams, leaders, areas)
    rows = list(employees.index)
    order.shuffle(rows)

    shuffled = agreement_table(employees.loc[rows], selves, areas, scale, area_weights=weights)

    pd.testing.assert_frame_equal(shuffled, agreement_table(employees, selves, areas, scale, area_weights=weights))


@few
@given(contest=contests(blanks=False), shift=st.floats(-1, 1))
def test_a_leader_who_answers_higher_by_a_constant_moves_the_bias_by_it(tables, contest, shift):
    scale, areas, teams, leaders, weights = contest
    wide = Scale(scale.lo - 1, scale.hi + 1)
    employees, selves, areas = tables(teams, leaders, areas)

    before = agreement_table(employees, selves, areas, wide, area_weights=weights)
    after = agreement_table(employees, selves + shift, areas, wide, area_weights=weights)

    assert after.bias.tolist() == near(before.bias + shift)
    assert after.level.tolist() == before.level.tolist()
    assert (abs(after.gap - before.gap) <= abs(shift) + 1e-9).all()


@few
@given(contest=contests(blanks=False), other=st.integers(0, 5))
def test_agreement_is_a_hundred_only_for_a_leader_who_answers_as_the_team_on_average(tables, contest, other):
    scale, areas, teams, _, _ = contest
    employees, _, areas = tables(teams, {}, areas)
    means = employees.groupby(level=0).mean()
    near_by = means.copy()
    near_by.iloc[:, other % len(areas)] += np.where(near_by.iloc[:, other % len(areas)] > scale.lo + 0.5, -0.01, 0.01)

    assert agreement_table(employees, means, areas, scale).agreement.tolist() == near([100] * len(means))
    assert (agreement_table(employees, near_by, areas, scale).agreement < 100 - 1e-4).all()
