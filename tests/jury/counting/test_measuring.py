"""What the count asks of the statistics, in hand-reckoned cases."""

import numpy as np
import pytest

from jury.counting.measuring import measure
from surveys.counting.measures import Baseline, Cautious, Measured, Team, Terms

TERMS = Terms(("A1", "B1"), ("A", "B"), 1, 5, 5, 50, {"A": 1, "B": 3})


def shown(code, *pairs):
    """A released candidate, as far as a baseline reads it: leader, team and sign of each statement."""
    names = ("self", "team", "team_sign")
    return {"code": code, "items": [dict(zip(names, (*pair, "")[:3], strict=True)) for pair in pairs]}


def team(leaders, code="C01"):
    return Team(code, np.full((6, 2), 4.0), np.array(leaders, dtype=float).reshape(-1, 2), 1, 9)


def measured(code, index, error, n):
    numbers = dict.fromkeys(("agreement", "level", "low", "high", "bias", "category", "gate_passed"))
    rest = {"invited": None, "status": "ranked", "reasons": (), "flags": (), "areas": (), "items": ()}
    return Measured(code=code, n=n, shortlist_index=index, se_shortlist_index=error, **numbers, **rest)


# ---- what any leader would get ---------------------------------------------------------------------------------------


def test_a_leader_is_set_against_the_other_team():
    found = measure.baselines([shown("C01", (5.0, 5.0), (4.0, 4.0)), shown("C02", (3.0, 4.0), (3.0, 3.5))], TERMS)

    # C01: A |5-4| = 1 -> 50, B |4-3.5| = .5 -> 75; (50 + 3*75)/4. C02: A |3-5| = 2 -> 0, B |3-4| = 1 -> 50.
    assert found == {
        "C01": Baseline(68.75, {"A": 50.0, "B": 75.0}),
        "C02": Baseline(37.5, {"A": 0.0, "B": 50.0}),
    }


def test_it_is_the_mean_over_all_the_others():
    others = [shown("C02", (3.0, 4.0), (3.0, 4.0)), shown("C03", (3.0, 3.0), (3.0, 5.0))]

    found = measure.baselines([shown("C01", (5.0, 1.0), (4.0, 1.0)), *others], TERMS)

    assert found["C01"] == Baseline(pytest.approx(62.5), {"A": 25.0, "B": 75.0})  # A: 50 and 0; B: 100 and 50


def test_an_open_end_counts_as_its_middle():
    found = measure.baselines(
        [shown("C01", (5.0, 5.0), (5.0, 5.0)), shown("C02", (3.0, 4.5, "≥"), (3.0, 1.5, "≤"))], TERMS
    )

    assert found["C01"] == Baseline(pytest.approx(25 * 0.875), {"A": 87.5, "B": 0.0})  # |5-4.75| and |5-1.25|


def test_a_team_that_shows_nothing_is_nobodys_other_team():
    silent = {"code": "C03", "items": []}

    found = measure.baselines([shown("C01", (5.0, 5.0), (4.0, 4.0)), silent], TERMS)

    assert found == {"C01": Baseline(None, {"A": None, "B": None})}


def test_a_leader_without_a_self_assessment_gets_nothing_and_their_team_is_compared_with():
    found = measure.baselines([shown("C01", (4.0, 4.0), (4.0, 4.0)), shown("C02", (None, 4.0), (None, 4.0))], TERMS)

    assert found == {
        "C01": Baseline(100.0, {"A": 100.0, "B": 100.0}),
        "C02": Baseline(None, {"A": None, "B": None}),
    }


def test_an_edition_of_which_nothing_is_shown_has_no_baseline():
    assert measure.baselines([], TERMS) == {}


# ---- cautious --------------------------------------------------------------------------------------------------------


def test_alike_sure_indices_move_alike_towards_their_mean():
    found = measure.cautious([measured("C01", 60.0, 5.0, 10), measured("C02", 80.0, 5.0, 10)])

    # SE² = 25, variance of the values 200: kept = 175/200
    assert found["C01"].index == pytest.approx(70 - 10 * 0.875)
    assert found["C02"].index == pytest.approx(70 + 10 * 0.875)
    assert found["C01"].rank + found["C02"].rank == pytest.approx(3)
    assert found["C01"].rank > found["C02"].rank


def test_teams_of_one_mind_keep_their_index():
    found = measure.cautious([measured("C01", 60.0, 0.0, 10), measured("C02", 80.0, 0.0, 10)])

    assert found == {"C01": Cautious(60.0, 2.0), "C02": Cautious(80.0, 1.0)}


def test_without_any_error_nobody_has_a_cautious_index():
    assert measure.cautious([measured("C01", 60.0, None, 10)]) == {}
    assert measure.cautious([]) == {}


# ---- a group of leaders ----------------------------------------------------------------------------------------------


def test_the_leaders_of_a_group_stand_one_by_one():
    (found,) = measure.tables([team([[5, 2], [3, 4]])], TERMS)

    assert [(each.own, each.leaders) for each in found.items] == [(4.0, (5.0, 3.0)), (3.0, (2.0, 4.0))]


@pytest.mark.parametrize("leaders", [[], [[5, 2]]])
def test_a_single_leader_or_none_stands_for_the_mean_alone(leaders):
    (found,) = measure.tables([team(leaders)], TERMS)

    assert [each.leaders for each in found.items] == [(), ()]


def test_what_was_measured_survives_being_stored():
    (found,) = measure.tables([team([[5, 2], [3, np.nan]])], TERMS)

    assert found.items[1].leaders == (2.0, None)
    assert Measured.of(found.as_json()) == found
