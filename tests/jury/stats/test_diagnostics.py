"""Statement by statement, and the two profiles as wholes: worked examples, a slow reading, and bad input."""

import statistics
from math import atanh, nan, sqrt, tanh

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.stats.agreement import Scale, agreement_table, area_table, item_table, profile_table

FIVE = Scale(1, 5)
BLANK = None
ITEM_COLUMNS = ["area", "self", "n", "mean", "variance", "gap", "rwg", "rwg_raw", "awg", "ad_mean", "ad_median"]
PROFILE_COLUMNS = ["k", "d2", "elevation", "scatter", "shape", "r", "ccc", "ccc_low", "ccc_high", "icc_de"]
EVERY = (agreement_table, area_table, item_table, profile_table)


def same(answers, people=5):
    return [list(answers) for _ in range(people)]


def test_a_statement_shows_both_sides_and_how_far_the_team_agrees(tables):
    team = [[1, 4], [2, 4], [3, 4], [4, 4], [5, BLANK]]

    table = item_table(*tables({"ada": team}, {"ada": [5, BLANK]}, "ba"), FIVE)

    assert list(table.columns) == ITEM_COLUMNS
    assert table.index.tolist() == [("ada", "q1"), ("ada", "q2")]
    assert table.index.names == ["candidate", "item"]
    assert table.loc[("ada", "q1")].tolist() == ["b", 5, 5, 3, 2.5, 2, 0, -0.25, 0, 1.2, 1.2]
    assert table.loc[("ada", "q2"), "area":"variance"].isna().tolist() == [False, True, False, False, False]
    assert table.loc[("ada", "q2"), "rwg":].tolist() == [1, 1, 1, 0, 0]


def test_the_distance_from_the_median_is_not_the_one_from_the_mean(tables):
    table = item_table(*tables({"ada": [[1], [5], [5], [4], [5]]}, {"ada": [4]}, "a"), FIVE)

    assert table.ad_mean.tolist() == [1.2]
    assert table.ad_median.tolist() == [1]


def test_one_answer_has_a_mean_and_no_agreement_and_is_not_compared(tables):
    table = item_table(*tables({"ada": [[4]]}, {"ada": [5]}, "a"), FIVE)

    assert table.loc[("ada", "q1"), ["self", "n", "mean"]].tolist() == [5, 1, 4]
    assert table.loc[("ada", "q1"), ["variance", "gap", *ITEM_COLUMNS[6:]]].isna().all()


def profile(tables, leader, team):
    """The profile of a leader beside a team whose means are `team`."""
    return profile_table(*tables({"ada": same(team)}, {"ada": leader}, "a" * len(team)), FIVE).loc["ada"]


def test_the_distance_of_two_profiles_falls_into_elevation_scatter_and_shape(tables):
    row = profile(tables, [1, 2, 3, 4], [4, 2, 5, 3])

    spread = sqrt(1.25)
    assert list(row.index) == PROFILE_COLUMNS
    assert row[["k", "d2", "elevation", "scatter"]].tolist() == pytest.approx([4, 14, 1, 0])
    assert row["shape"] == pytest.approx(2 * (spread * spread - 0))
    assert row.d2 / 4 == pytest.approx(row.elevation + row.scatter + row["shape"])


def test_concordance_by_hand(tables):
    row = profile(tables, [1, 2, 3, 4, 5], [2, 3, 3, 4, 5])

    r, ccc, u2 = 2 / sqrt(2 * 1.04) * 0.7, 2.8 / 3.2, 0.16 / sqrt(2 * 1.04)
    assert row.r == pytest.approx(r)
    assert row.ccc == pytest.approx(ccc)
    inner = (1 - r**2) * ccc**2 * (1 - ccc**2) / r**2 + 2 * ccc**3 * (1 - ccc) * u2 / r - ccc**4 * u2**2 / (2 * r**2)
    reach = 1.959963984540054 * sqrt(inner / 3) / (1 - ccc**2)
    assert row.ccc_low == pytest.approx(tanh(atanh(ccc) - reach))
    assert row.ccc_high == pytest.approx(tanh(atanh(ccc) + reach))
    assert row.icc_de == pytest.approx((1.4 - 0.04) / (1.52 + 0.04))


@pytest.mark.parametrize(
    ("leader", "team", "r", "ccc", "icc_de"),
    [
        ([4, 4, 4, 4], [3, 4, 5, 4], nan, 0, -0.0),
        ([4, 4, 4, 4], [4, 4, 4, 4], nan, nan, nan),
        ([4, 4, 4, 4], [2, 2, 2, 2], nan, 0, -1),
        ([1, 2], [1, 3], nan, nan, 0.75),
        ([1], [4], nan, nan, nan),
        ([1, 2, 4], [1, 2, 4], 1, 1, 1),
        ([1, 3, 2], [3, 1, 2], -1, -1, -1),
    ],
)
def test_what_cannot_be_said_of_two_profiles_is_left_open(tables, leader, team, r, ccc, icc_de):
    row = profile(tables, leader, team)

    if len(team) == 2:
        icc_de = (0.5 - 0.0625) / ((0.25 + 1) / 2 + 0.0625)
    assert row[["r", "ccc", "icc_de"]].tolist() == pytest.approx([r, ccc, icc_de], nan_ok=True, abs=1e-12)
    assert row[["ccc_low", "ccc_high"]].isna().all()


def test_the_interval_needs_a_correlation_that_is_not_nought(tables):
    row = profile(tables, [1, 3, 1, 3], [2, 2, 4, 4])

    assert (row.r, row.ccc) == (0, 0)
    assert row[["ccc_low", "ccc_high"]].isna().all()


few = settings(max_examples=40, deadline=None)
answer = st.one_of(st.integers(1, 5), st.integers(1, 5), st.none())
row_of_four = st.lists(answer, min_size=4, max_size=4)


@few
@given(
    teams=st.dictionaries(st.sampled_from("xyz"), st.lists(row_of_four, max_size=7), min_size=1),
    leaders=st.dictionaries(st.sampled_from("xyz"), row_of_four),
)
def test_both_tables_say_what_plain_loops_say(tables, teams, leaders):
    employees, selves, areas = tables(teams, leaders, "aabb")
    items, profiles = item_table(employees, selves, areas, FIVE), profile_table(employees, selves, areas, FIVE)

    for name in profiles.index:
        usable = [row for row in teams.get(name, []) if sum(x is not None for x in row) >= 2]
        pairs = []
        for number in range(4):
            given_answers = [row[number] for row in usable if row[number] is not None]
            found, own = items.loc[(name, f"q{number + 1}")], leaders.get(name, [BLANK] * 4)[number]
            assert found.n == len(given_answers)
            if len(given_answers) >= 2:
                middle, centre = statistics.median(given_answers), statistics.fmean(given_answers)
                assert found.variance == pytest.approx(statistics.variance(given_answers), abs=1e-9)
                assert found.ad_median == pytest.approx(statistics.fmean(abs(x - middle) for x in given_answers))
                assert found.ad_mean == pytest.approx(statistics.fmean(abs(x - centre) for x in given_answers))
            else:
                assert found["rwg":].isna().all()
            if len(given_answers) >= 3 and own is not None:
                pairs.append((own, statistics.fmean(given_answers)))
                assert found.gap == pytest.approx(pairs[-1][0] - pairs[-1][1])
            else:
                assert np.isnan(found.gap)
        row = profiles.loc[name]
        assert row.k == len(pairs)
        if pairs:
            assert row.d2 == pytest.approx(sum((s - m) ** 2 for s, m in pairs))
            assert row.d2 / row.k == pytest.approx(row.elevation + row.scatter + row["shape"])
            assert row.elevation == pytest.approx((sum(s for s, _ in pairs) - sum(m for _, m in pairs)) ** 2 / row.k**2)
        else:
            assert row.drop("k").isna().all()


@few
@given(team=st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=5), min_size=3, max_size=9), order=st.randoms())
def test_who_answered_first_changes_nothing(tables, team, order):
    employees, selves, areas = tables({"ada": team}, {"ada": [1, 5, 3, 4, 2]}, "aabbb")
    rows = list(employees.index)
    order.shuffle(rows)

    for table in (item_table, profile_table):
        shuffled = table(employees.loc[rows], selves, areas, FIVE)
        pd.testing.assert_frame_equal(shuffled, table(employees, selves, areas, FIVE))


def test_a_team_of_nobody_and_a_leader_of_nobody_have_rows_without_numbers(tables):
    answers = tables({"ben": same([4, 4])}, {"ada": [4, 5]}, "ab")

    items, profiles = item_table(*answers, FIVE), profile_table(*answers, FIVE)

    assert items.loc["ada", "n"].tolist() == [0, 0]
    assert items.loc["ada"].drop(columns=["area", "self", "n"]).isna().all(axis=None)
    assert items.loc["ben", ["self", "gap"]].isna().all(axis=None)
    assert profiles.k.tolist() == [0, 0]
    assert profiles.drop(columns="k").isna().all(axis=None)


@pytest.mark.parametrize("table", EVERY)
def test_an_edition_without_candidates_has_tables_without_rows(tables, table):
    _, _, areas = tables({}, {}, "ab")

    assert table(pd.DataFrame(), pd.DataFrame(), areas, FIVE).empty


def test_a_leader_who_skipped_an_area_is_compared_on_the_others_and_not_ranked(tables):
    answers = tables({"ada": same([4, 5, 4, 3])}, {"ada": [4, 5, BLANK, BLANK]}, "aabb")

    assert agreement_table(*answers, FIVE).reasons["ada"] == ("area_not_scored:b",)
    assert profile_table(*answers, FIVE).k["ada"] == 2
    assert item_table(*answers, FIVE).gap.isna().tolist() == [False, False, True, True]


def test_of_four_leaders_the_one_who_answered_stands_for_the_group(tables):
    employees, selves, areas = tables({"ada": same([4, 2])}, {"ada": [5, 2]}, "ab")
    four = pd.concat([selves, *[selves * nan] * 3])

    for table in EVERY:
        pd.testing.assert_frame_equal(table(employees, four, areas, FIVE), table(employees, selves, areas, FIVE))


def test_candidates_alike_in_everything_share_one_place(tables):
    names = [f"c{number}" for number in range(7)]

    table = agreement_table(*tables(dict.fromkeys(names, same([4, 3])), {name: [4, 4] for name in names}, "ab"), FIVE)

    assert table["rank"].tolist() == [1] * 7
    assert table.shortlist_index.nunique() == 1


@pytest.mark.parametrize("candidates", [1, 2_000])
def test_one_candidate_and_two_thousand_get_the_same_numbers(tables, candidates):
    rng = np.random.default_rng(3)
    team, own = rng.integers(1, 6, (6, 4)).tolist(), rng.integers(1, 6, 4).tolist()
    names = [f"c{number:04}" for number in range(candidates)]

    for table in EVERY:
        alone = table(*tables({"c0000": team}, {"c0000": own}, "aabb"), FIVE)
        crowd = table(*tables(dict.fromkeys(names, team), dict.fromkeys(names, own), "aabb"), FIVE)
        assert len(crowd) == candidates * len(alone)
        pd.testing.assert_frame_equal(crowd[: len(alone)], alone)
        if table is not agreement_table:
            pd.testing.assert_frame_equal(crowd[-len(alone) :].reset_index(drop=True), alone.reset_index(drop=True))
