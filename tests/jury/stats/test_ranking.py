import numpy as np
import pandas as pd
import pytest

from jury.stats.ranking import apart, competition_rank, near_weights, smaa

NAN = np.nan


def ranks(*values, **options):
    return competition_rank(pd.Series(values, dtype=float), **options).tolist()


def test_equal_values_share_a_place_and_the_next_places_are_skipped():
    assert ranks(70, 80, 80, 90) == [4, 2, 2, 1]
    assert ranks(5, 5, 5) == [1, 1, 1]


def test_values_that_differ_by_rounding_noise_are_equal():
    assert ranks(50, 50 + 9e-10, 50 + 3e-9) == [2, 2, 1]
    assert ranks(1, 2, 3.5, tolerance=1) == [2, 2, 1]


def test_who_has_no_value_has_no_place_and_takes_none():
    places = competition_rank(pd.Series({"ada": NAN, "ben": 3.0, "cy": 4.0}))

    assert places.isna().to_dict() == {"ada": True, "ben": False, "cy": False}
    assert places.dropna().to_dict() == {"ben": 2, "cy": 1}
    assert places.name == "rank"


def test_nobody_and_nobody_known_can_be_ranked():
    assert ranks() == []
    assert np.isnan(ranks(NAN, NAN)).all()


def test_whole_numbers_and_gaps_that_pandas_marks_its_own_way_are_understood():
    assert competition_rank(pd.Series([1, None, 3], dtype="Int64")).dropna().tolist() == [2, 1]


def test_a_shared_place_is_told_apart_without_moving_anybody_else():
    rank = pd.Series({"ada": 1.0, "ben": 1.0, "cy": 3.0, "dee": NAN})
    votes = pd.Series({"ada": 2.0, "ben": 5.0, "cy": 9.0, "dee": 9.0})

    assert apart(rank, votes).dropna().to_dict() == {"ada": 2, "ben": 1, "cy": 3}
    assert apart(rank, votes * 0).dropna().to_dict() == {"ada": 1, "ben": 1, "cy": 3}


def rng():
    return np.random.default_rng(7)


def test_a_candidate_who_is_first_on_every_criterion_is_first_under_all_weights():
    values = pd.DataFrame({"a": [3.0, 2, 1], "b": [9.0, 5, 1]}, index=["ada", "ben", "cy"])

    places = smaa(values, rng(), draws=50)

    assert places.columns.tolist() == [1, 2, 3]
    assert places.to_numpy().tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_weights_over_the_whole_simplex_are_uniform():
    values = pd.DataFrame(np.eye(3), index=["ada", "ben", "cy"], columns=list("abc"))

    first = smaa(values, rng(), draws=20_000)[1]

    assert first.to_dict() == pytest.approx({"ada": 1 / 3, "ben": 1 / 3, "cy": 1 / 3}, abs=0.015)


def test_weights_near_the_chosen_ones_stay_within_the_spread_and_fill_it():
    chosen = np.array([0.5, 0.3, 0.15, 0.05])

    drawn = near_weights(chosen, 0.1, rng(), 5_000)

    assert drawn.shape == (5_000, 4)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(5_000))
    assert (np.abs(drawn - chosen) <= 0.1 + 1e-9).all()
    assert drawn.min() >= 0
    assert (np.ptp(drawn, axis=0) > [0.19, 0.19, 0.19, 0.14]).all()


def test_the_chosen_weights_decide_what_the_whole_simplex_leaves_open():
    values = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}, index=["ada", "ben"])

    near = smaa(values, rng(), draws=500, around={"b": 30, "a": 70}, spread=0.1)

    assert near.to_numpy().tolist() == [[1, 0], [0, 1]]


def test_equal_candidates_share_a_place_and_who_misses_a_criterion_takes_none():
    values = pd.DataFrame({"a": [1.0, 1.0, NAN], "b": [2.0, 2.0, 9.0]}, index=["ada", "ben", "cy"])

    places = smaa(values, rng(), draws=20)

    assert places[1].dropna().to_dict() == {"ada": 1, "ben": 1}
    assert places.loc["cy"].isna().all()


def test_the_same_seed_draws_the_same_weights():
    values = pd.DataFrame(np.arange(12.0).reshape(4, 3) % 5)

    pd.testing.assert_frame_equal(smaa(values, rng(), draws=100), smaa(values, rng(), draws=100))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"draws": 0}, "at least one draw, not 0"),
        ({"around": {"a": 1}}, "around and spread belong together"),
        ({"spread": 0.1}, "around and spread belong together"),
        ({"around": {"a": 1}, "spread": 0}, "the spread must be above 0"),
        ({"around": {"b": 1}, "spread": 0.1}, "a weight for 'b'"),
    ],
)
def test_draws_that_make_no_sense_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        smaa(pd.DataFrame({"a": [1.0]}), rng(), **options)
