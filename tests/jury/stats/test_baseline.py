import numpy as np
import pandas as pd
import pytest

from jury.stats import baseline
from jury.stats.agreement import Scale, mismatched_baseline
from jury.stats.baseline import mismatched

FIVE = Scale(1, 5)
MEMBERS = np.array([[1, 1, 1, 0, 0], [0, 0, 0, 1, 1]], dtype=float)
WEIGHTS = np.array([0.75, 0.25])


def one_by_one(own, team):
    """The same in plain loops over pairs: overall per candidate, then per area."""
    candidates = own.shape[1]
    overall, areas = np.full(candidates, np.nan), np.full((2, candidates), np.nan)
    for i in range(candidates):
        pairs = [[pair(own[:, i], team[:, j], members) for members in MEMBERS] for j in range(candidates) if j != i]
        for area in range(2):
            known = [each[area] for each in pairs if not np.isnan(each[area])]
            areas[area, i] = sum(known) / len(known) if known else np.nan
        whole = [0.75 * first + 0.25 * second for first, second in pairs if not np.isnan(first + second)]
        overall[i] = sum(whole) / len(whole) if whole else np.nan
    return overall, areas


def pair(own, team, members):
    gaps = [abs(o - t) for o, t, m in zip(own, team, members, strict=True) if m and not np.isnan(o - t)]
    if 2 * len(gaps) < members.sum():
        return np.nan
    return max(0.0, 100 * (1 - sum(gaps) / len(gaps) / 2))


@pytest.mark.parametrize("at_once", [1, 3, 200])
def test_every_leader_is_set_against_every_other_team(monkeypatch, at_once):
    monkeypatch.setattr(baseline, "AT_ONCE", at_once)
    rng = np.random.default_rng(3)
    own, team = rng.integers(1, 6, (5, 8)).astype(float), rng.uniform(1, 5, (5, 8))
    own[rng.random(own.shape) < 0.2] = team[rng.random(team.shape) < 0.2] = np.nan

    found = mismatched(own, team, MEMBERS, WEIGHTS, FIVE)

    overall, areas = one_by_one(own, team)
    assert found.overall == pytest.approx(overall, nan_ok=True)
    assert found.areas == pytest.approx(areas, nan_ok=True)


def test_a_single_candidate_has_no_other_team():
    found = mismatched(np.full((5, 1), 4.0), np.full((5, 1), 4.0), MEMBERS, WEIGHTS, FIVE)

    assert np.isnan(found.overall).all()
    assert np.isnan(found.areas).all()


def test_nobody_has_no_baseline():
    assert mismatched(np.empty((5, 0)), np.empty((5, 0)), MEMBERS, WEIGHTS, FIVE).overall.size == 0


def test_from_the_tables_each_of_two_leaders_meets_the_team_of_the_other(tables):
    found = mismatched_baseline(*tables({"ada": [[4]] * 5, "ben": [[3]] * 5}, {"ada": [4], "ben": [5]}, "a"), FIVE)

    assert found.equals(pd.Series({"ada": 50.0, "ben": 50.0}, name="baseline").rename_axis("candidate"))


def test_a_team_below_the_threshold_and_a_leader_without_answers_have_no_part_in_it(tables):
    teams = {"ada": [[4]] * 5, "ben": [[3]] * 4, "cy": [[5]] * 5}

    found = mismatched_baseline(*tables(teams, {"ada": [4], "ben": [5]}, "a"), FIVE)

    assert found["ada"] == 50.0
    assert found["ben"] == 75.0
    assert np.isnan(found["cy"])
