"""What would follow if the areas counted differently."""

import numpy as np
import pandas as pd
import pytest

from jury.stats.weightings import index_under, share_within

AREAS = ["job", "role"]


def table(**rows):
    return pd.DataFrame.from_dict(rows, orient="index", columns=AREAS, dtype=float)


@pytest.fixture
def rng():
    return np.random.default_rng(1)


def test_the_index_follows_the_weights():
    agreement, level = table(C01=[81, 36], C02=[36, 81]), table(C01=[100, 100], C02=[100, 100])

    only_job = index_under(agreement, level, {"job": 1, "role": 0})
    equal = index_under(agreement, level, None)

    assert only_job.to_dict() == {"C01": 90.0, "C02": 60.0}
    assert equal["C01"] == equal["C02"] == pytest.approx(58.5**0.5 * 10)


def test_who_misses_an_area_that_counts_has_no_index():
    agreement, level = table(C01=[80, np.nan]), table(C01=[80, 80])

    assert index_under(agreement, level, None).isna().all()
    assert index_under(agreement, level, {"job": 1, "role": 0})["C01"] == 80


def test_who_is_better_everywhere_is_within_under_every_weighting(rng):
    agreement, level = table(C01=[80, 80], C02=[60, 60]), table(C01=[80, 80], C02=[60, 60])

    assert share_within(agreement, level, 1, rng).to_dict() == {"C01": 1.0, "C02": 0.0}


def test_two_mirrored_candidates_share_the_weightings_evenly(rng):
    agreement, level = table(C01=[90, 50], C02=[50, 90]), table(C01=[70, 70], C02=[70, 70])

    share = share_within(agreement, level, 1, rng, draws=20_000)

    assert share["C01"] == pytest.approx(0.5, abs=0.02)
    assert share.sum() == pytest.approx(1)


def test_weights_are_drawn_evenly_from_all_there_are(rng):
    """C01 leads as long as the first area weighs more than three times the second: a quarter of the simplex."""
    agreement, level = table(C01=[80, 50], C02=[70, 80]), table(C01=[70, 70], C02=[70, 70])

    assert share_within(agreement, level, 1, rng, draws=20_000)["C01"] == pytest.approx(0.25, abs=0.02)


def test_identical_candidates_are_all_within(rng):
    rows = table(C01=[70, 60], C02=[70, 60], C03=[70, 60])

    assert share_within(rows, rows, 1, rng).to_dict() == {"C01": 1.0, "C02": 1.0, "C03": 1.0}


def test_places_for_everybody_are_places_for_everybody(rng):
    rows = table(C01=[70, 60], C02=[10, 20])

    assert share_within(rows, rows, 9, rng).to_dict() == {"C01": 1.0, "C02": 1.0}


def test_who_misses_an_area_takes_no_place_from_others(rng):
    agreement, level = table(C01=[np.nan, 99], C02=[60, 60]), table(C01=[99, 99], C02=[60, 60])

    share = share_within(agreement, level, 1, rng)

    assert np.isnan(share["C01"])
    assert share["C02"] == 1


def test_nobody_is_no_error(rng):
    empty = table().astype(float)

    assert share_within(empty, empty, 1, rng).empty
    assert index_under(empty, empty, None).empty


def test_the_same_seed_gives_the_same_shares():
    agreement, level = table(C01=[90, 50], C02=[50, 90]), table(C01=[70, 72], C02=[70, 75])

    first, second = (share_within(agreement, level, 1, np.random.default_rng(4)) for _each in range(2))

    assert first.to_dict() == second.to_dict()


def test_what_does_not_fit_together_is_refused(rng):
    rows = table(C01=[70, 60])

    with pytest.raises(ValueError, match="at least one place"):
        share_within(rows, rows, 0, rng)
    with pytest.raises(ValueError, match="same candidates"):
        index_under(rows, table(C02=[70, 60]), None)
    with pytest.raises(ValueError, match="none of"):
        index_under(rows, rows, {"job": 1, "role": 1, "other": 1})
