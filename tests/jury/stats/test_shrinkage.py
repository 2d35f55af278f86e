from math import erf, sqrt

import numpy as np
import pytest

from jury.stats.shrinkage import shrink


def test_values_are_drawn_to_the_mean_as_the_formulas_say():
    values, errors, sizes = np.array([60.0, 70.0, 86.0]), np.array([4.0, 3.0, 5.0]), np.array([10, 20, 5])

    found = shrink(values, errors, sizes)

    of_one = (9 * 10 * 16 + 19 * 20 * 9 + 4 * 5 * 25) / 32
    squares = [of_one / n for n in (10, 20, 5)]
    between = (144 + 4 + 196) / 2 - sum(squares) / 3
    kept = [between / (between + square) for square in squares]
    expected = [72 + k * (v - 72) for k, v in zip(kept, (60, 70, 86), strict=True)]
    spread = [k * square for k, square in zip(kept, squares, strict=True)]
    ranks = [
        1
        + sum(
            (1 + erf((expected[j] - expected[i]) / sqrt(2 * (spread[i] + spread[j])))) / 2 for j in range(3) if j != i
        )
        for i in range(3)
    ]
    assert found.value == pytest.approx(expected)
    assert found.expected_rank == pytest.approx(ranks)


def test_a_single_candidate_keeps_their_value_and_is_the_first():
    found = shrink(np.array([63.0]), np.array([2.0]), np.array([9]))

    assert (found.value[0], found.expected_rank[0]) == (63.0, 1.0)


def test_values_no_further_apart_than_chance_share_one_value_and_one_rank():
    found = shrink(np.array([60.0, 62.0]), np.array([9.0, 9.0]), np.array([8, 8]))

    assert found.value.tolist() == [61.0, 61.0]
    assert found.expected_rank.tolist() == [1.5, 1.5]


def test_without_error_nothing_is_drawn_and_ties_share_a_rank():
    found = shrink(np.array([60.0, 70.0, 60.0]), np.zeros(3), np.array([8, 8, 8]))

    assert found.value == pytest.approx([60.0, 70.0, 60.0])
    assert found.expected_rank == pytest.approx([2.5, 1.0, 2.5])


def test_who_has_no_value_has_no_part_in_it():
    found = shrink(np.array([60.0, np.nan, 80.0]), np.array([2.0, np.nan, 2.0]), np.array([8, 0, 8]))
    alone = shrink(np.array([60.0, 80.0]), np.array([2.0, 2.0]), np.array([8, 8]))

    assert np.isnan([figure[1] for figure in found]).all()
    assert found.expected_rank[[0, 2]].tolist() == alone.expected_rank.tolist()


def test_without_any_known_error_nothing_can_be_said():
    assert np.isnan(shrink(np.array([60.0]), np.array([np.nan]), np.array([9])).value).all()
