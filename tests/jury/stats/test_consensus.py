"""Agreement within a team, against the landmarks its authors published."""

import numpy as np
import pytest

from jury.stats.agreement import Scale, area_table
from jury.stats.consensus import awg, random_variance, rwg_j, rwg_star

FIVE = Scale(1, 5)


def single(*answers, scale=FIVE):
    """a_wg of one statement."""
    steps = np.array(answers, dtype=float) - scale.lo
    mean, variance, n = (np.array([figure]) for figure in (steps.mean(), steps.var(ddof=1), float(steps.size)))
    return awg(mean, variance, n, scale)[0]


@pytest.mark.parametrize(("scale", "variance"), [(FIVE, 2), (Scale(1, 7), 4), (Scale(0, 10), 10), (Scale(1, 3), 2 / 3)])
def test_chance_spreads_answers_as_james_demaree_and_wolf_say(scale, variance):
    assert random_variance(scale) == variance


def test_the_multi_item_index_rises_with_the_number_of_statements_like_spearman_and_brown():
    half_of_chance = np.array([1.0])

    steps = [rwg_j(half_of_chance, np.array([float(items)]), FIVE)[0] for items in (1, 2, 10)]

    assert steps == pytest.approx([1 / 2, 2 / 3, 10 / 11])  # James, Demaree & Wolf (1984), equation 2


def test_the_multi_item_index_stops_at_nought_where_lindells_goes_to_minus_one():
    perfect_chance_maximum = np.array([0.0, 2.0, 4.0])  # on five options, Lindell, Brandt & Whitney (1999)

    assert rwg_star(perfect_chance_maximum, FIVE).tolist() == [1, 0, -1]
    assert rwg_j(perfect_chance_maximum, np.full(3, 6.0), FIVE).tolist() == [1, 0, 0]


def test_brown_and_hauensteins_index_runs_from_unanimity_over_half_to_all_of_the_possible_variance():
    assert single(3, 3, 3, 3, 3) == 1
    assert single(1, 2, 3, 4, 5) == 0
    assert single(1, 1, 1, 5, 5, 5) == -1
    assert single(1, 1, 1, 1, 5) == pytest.approx(-1)
    assert single(4, 4, 4, 4, 3) == pytest.approx(1 - 2 * 0.2 / ((6 * 3.8 - 3.8**2 - 5) * 5 / 4))


def test_brown_and_hauensteins_index_is_undefined_where_the_mean_is_too_near_an_end():
    assert single(1, 1, 1, 2, 4) == pytest.approx(1 - 2 * 1.7 / 3.2)  # a mean of 1.8 is the last admissible of five
    assert np.isnan(single(1, 1, 1, 2, 3))
    assert np.isnan(single(5, 5, 5, 4, 3))
    assert np.isnan(single(1, 1, 1, 1, 2))
    assert single(5, 5, 5) == single(1, 1, 1) == 1


def test_the_area_table_pools_the_statements_that_enough_employees_answered(tables):
    team = [[1, 5, 4, 3], [2, 5, 4, 3], [3, 5, None, 3], [4, 5, None, 3], [5, 5, None, 3]]

    row = area_table(*tables({"ada": team}, {"ada": [3, 3, 3, 3]}, "aaab"), FIVE).loc[("ada", "a")]

    q = (2.5 + 0) / 2 / 2
    assert row.rwg_star == pytest.approx(1 - q)
    assert row.rwg_j == pytest.approx(2 * (1 - q) / (2 * (1 - q) + q))
    assert row.awg_j == pytest.approx((0 + 1) / 2)
    assert row.ad_mean == pytest.approx((1.2 + 0) / 2)  # 1.2 for the uniform: Burke, Finkelstein & Dusig (1999)


def test_awg_of_an_area_leaves_out_statements_it_is_undefined_for(tables):
    team = [[1, 3], [1, 3], [1, 3], [2, 3], [3, 3]]

    areas = area_table(*tables({"ada": team}, {"ada": [3, 3]}, "aa"), FIVE)
    none = area_table(*tables({"ada": team}, {"ada": [3, 3]}, "ab"), FIVE)

    assert areas.awg_j.tolist() == [1]
    assert none.awg_j.isna().tolist() == [True, False]
    assert none.rwg_star.notna().all()


def test_an_area_without_enough_answers_has_no_consensus(tables):
    areas = area_table(*tables({"ada": [[4, 4], [4, 4]]}, {"ada": [4, 4]}, "aa"), FIVE)

    assert areas[["rwg_j", "rwg_star", "awg_j", "ad_mean"]].isna().all(axis=None)
