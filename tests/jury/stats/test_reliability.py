"""Intraclass correlations and Krippendorff's α against the numbers their authors printed."""

import numpy as np
import pandas as pd
import pytest

from jury.stats.reliability import NAMES, icc, krippendorff_alpha, team_icc

NAN = np.nan
SHROUT_AND_FLEISS = pd.DataFrame(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)
KRIPPENDORFF = pd.DataFrame(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
)


def test_six_targets_and_four_judges_give_the_six_correlations_of_shrout_and_fleiss():
    table = icc(SHROUT_AND_FLEISS)

    assert list(table.columns) == ["value", "low", "high"]
    assert table.value.round(2).to_dict() == {
        "ICC(1,1)": 0.17,
        "ICC(A,1)": 0.29,
        "ICC(C,1)": 0.71,
        "ICC(1,k)": 0.44,
        "ICC(A,k)": 0.62,
        "ICC(C,k)": 0.91,
    }


def test_their_intervals_are_those_the_statistics_packages_print_for_these_data():
    table = icc(SHROUT_AND_FLEISS).round(2)

    assert table[["low", "high"]].to_numpy().tolist() == [
        [-0.13, 0.72],
        [0.02, 0.76],
        [0.34, 0.95],
        [-0.88, 0.91],
        [0.07, 0.93],
        [0.68, 0.99],
    ]


def test_judges_who_differ_by_a_constant_are_consistent_and_not_in_agreement():
    shifted = pd.DataFrame({"ada": [1.0, 2, 3, 4], "ben": [2.0, 3, 4, 5]})

    table = icc(shifted)

    assert table.value["ICC(C,1)"] == table.value["ICC(C,k)"] == 1
    assert table.value["ICC(A,1)"] == pytest.approx((5 / 3) / (5 / 3 + 1 / 2))
    assert table.loc[["ICC(C,1)", "ICC(C,k)"], ["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("value", [3.0, 3.3])
def test_where_nothing_varies_there_is_no_correlation(value):
    assert icc(pd.DataFrame(value, range(5), range(3))).isna().all(axis=None)


def test_judges_of_one_mind_agree_fully_and_leave_no_error_to_estimate_an_interval_from():
    table = icc(pd.DataFrame({"ada": [1.0, 2, 4], "ben": [1.0, 2, 4]}))

    assert table.value.to_dict() == dict.fromkeys(NAMES, 1.0)
    assert table[["low", "high"]].isna().all(axis=None)


def test_gaps_are_refused_until_it_is_said_that_they_may_be_dropped():
    gappy = pd.concat([SHROUT_AND_FLEISS, pd.DataFrame([[1, NAN, 2, 3]], index=["late"])])

    with pytest.raises(ValueError, match="the target 'late' was not judged by everybody"):
        icc(gappy)
    pd.testing.assert_frame_equal(icc(gappy, drop_incomplete=True), icc(SHROUT_AND_FLEISS))


@pytest.mark.parametrize("table", [SHROUT_AND_FLEISS[:1], SHROUT_AND_FLEISS[[0]], pd.DataFrame()])
def test_a_correlation_needs_two_targets_and_two_judges(table):
    with pytest.raises(ValueError, match="needs two targets and two judges"):
        icc(table)


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_four_observers_and_twelve_units_give_the_alphas_of_krippendorff(level, alpha):
    assert round(krippendorff_alpha(KRIPPENDORFF, level), 3) == alpha


def test_alpha_is_one_in_full_agreement_whoever_judged_and_undefined_without_variation():
    assert krippendorff_alpha(pd.DataFrame([[1, 2, NAN], [1, 2, 3], [1, NAN, 3]])) == 1
    assert np.isnan(krippendorff_alpha(pd.DataFrame([[2, 2], [2, 2]])))


@pytest.mark.parametrize("table", [pd.DataFrame(), pd.DataFrame([[1, 2, 3]]), pd.DataFrame([[1, NAN], [NAN, 2]])])
def test_alpha_is_undefined_where_no_unit_was_judged_twice(table):
    for level in ("nominal", "ordinal", "interval"):
        assert np.isnan(krippendorff_alpha(table, level))


def test_alpha_knows_three_levels_of_measurement():
    with pytest.raises(ValueError, match="must be nominal, ordinal or interval, not 'ratio'"):
        krippendorff_alpha(KRIPPENDORFF, "ratio")


def test_how_far_teams_answer_as_teams_by_hand():
    answers = pd.Series([1.0, 2, 3, 4, 5, 6, NAN], index=["ada"] * 2 + ["ben"] * 2 + ["cy"] * 2 + ["dee"])

    found = team_icc(answers)

    between, within = 8.0, 0.5
    assert (found.icc1, found.icc2) == ((between - within) / (between + within), (between - within) / between)
    assert (found.mean_size, found.teams) == (2, 3)


@pytest.mark.parametrize("answers", [[], [1.0], [1.0, 2.0]])
def test_teams_of_nobody_or_of_one_say_nothing_about_teams(answers):
    found = team_icc(pd.Series(answers, index=range(len(answers)), dtype=float))

    assert np.isnan([found.icc1, found.icc2]).all()
    assert found.teams == len(answers)
