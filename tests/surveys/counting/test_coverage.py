import pytest

from surveys.counting.coverage import NOBODY_SAYS, coverage, covered
from surveys.rosters.selectors import Headcount

COUNTED = {"code": "C01", "outcome": "counted", "flags": ["low_response"]}


@pytest.mark.parametrize(
    ("invited", "people", "said"),
    [
        (26, 26, "whole"),
        (25, 26, "most"),
        (20, 25, "most"),
        (19, 25, "part"),
        (27, 26, "beyond"),
        (26, None, "unknown"),
        (None, 26, "unknown"),
    ],
)
def test_how_much_of_a_team_was_asked_is_a_class(invited, people, said):
    assert coverage(invited, people) == said


def test_a_team_of_which_only_a_part_was_asked_is_flagged():
    shown = covered(COUNTED, 8, Headcount(people=20, is_confirmed=True))

    assert shown == {
        **COUNTED,
        "flags": ["low_response", "part_asked"],
        "coverage": "part",
        "headcount_confirmed": True,
    }


def test_a_headcount_nobody_confirmed_is_shown_as_such_and_blocks_nothing():
    shown = covered(COUNTED, 20, Headcount(people=20, is_confirmed=False))

    assert (shown["coverage"], shown["headcount_confirmed"], shown["flags"]) == ("whole", False, ["low_response"])


def test_of_a_team_with_too_few_answers_nothing_is_said():
    silent = {"code": "C02", "outcome": "too_few", "flags": []}

    assert covered(silent, 20, Headcount(20, True)) == covered(silent, None, NOBODY_SAYS)
