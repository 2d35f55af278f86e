import numpy as np
import pandas as pd

from jury.stats.ranking import apart, competition_rank

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
