"""Measured numbers become numbers that may be shown."""

import json
from dataclasses import replace

import pytest

from surveys.counting.measures import AreaFigures, ItemFigures, Measured, Terms
from surveys.counting.suppression import decimal, released, response_class, withheld

TERMS = Terms(("A1",), ("A",), 1, 5, 5, 50, {"A": 1})


def measured(n=7, items=(), **changed):
    whole = Measured(
        code="C01",
        n=n,
        invited=10,
        status="ranked",
        reasons=(),
        agreement=72.94999,
        level=82.12345,
        shortlist_index=77.4,
        low=74.06,
        high=80.61,
        bias=-0.04,
        category="mixed",
        flags=("many_missing", "below_gate"),
        gate_passed=True,
        areas=(AreaFigures("A", 4.46, 4.31, 92.5, 82.75, True),),
        items=items,
    )
    return replace(whole, **changed)


def item(mean, n=7, own=5.0):
    (shown,) = released(measured(n, (ItemFigures("A1", own, mean, n),)), 1, TERMS)["items"]
    return shown


def test_every_figure_has_one_decimal():
    shown = released(measured(), 3, TERMS)

    assert [shown[name] for name in ("agreement", "level", "shortlist_index", "low", "high")] == [
        72.9,
        82.1,
        77.4,
        74.1,
        80.6,
    ]
    assert str(shown["bias"]) == "0.0"
    assert shown["rank"] == 3


def test_an_area_shows_the_difference_of_what_it_shows():
    (area,) = released(measured(), 1, TERMS)["areas"]

    assert area == {
        "code": "A",
        "self": 4.5,
        "team": 4.3,
        "bias": 0.2,
        "agreement": 92.5,
        "level": 82.8,
        "scored": True,
    }


@pytest.mark.parametrize(
    ("mean", "shown", "sign"),
    [(5.0, 4.5, "≥"), (4.57, 4.5, "≥"), (4.46, 4.5, "≥"), (4.44, 4.4, ""), (1.0, 1.5, "≤"), (1.6, 1.6, "")],
)
def test_below_ten_answers_a_mean_near_an_end_is_clamped(mean, shown, sign):
    assert (item(mean)["team"], item(mean)["team_sign"]) == (shown, sign)


def test_from_ten_answers_on_a_mean_is_shown_as_it_is():
    assert (item(4.83, n=10)["team"], item(4.83, n=10)["team_sign"]) == (4.8, "")


def test_a_gap_is_the_difference_of_what_is_shown():
    assert item(4.97)["gap"] == 0.5


def test_a_statement_with_too_few_answers_is_empty():
    assert item(4.0, n=4) == {"code": "A1", "self": 5.0, "team": None, "team_sign": "", "gap": None}


def test_the_clamp_follows_the_scale_of_the_edition():
    terms = replace(TERMS, low=0, high=6)

    (shown,) = released(measured(items=(ItemFigures("A1", 6.0, 5.9, 6),)), 1, terms)["items"]

    assert (shown["team"], shown["team_sign"]) == (5.5, "≥")


@pytest.mark.parametrize(
    ("n", "band"), [(5, "5-9"), (9, "5-9"), (10, "10-19"), (19, "10-19"), (20, "20+"), (900, "20+")]
)
def test_the_size_of_a_team_is_a_band(n, band):
    assert released(measured(n), 1, TERMS)["size_band"] == band


@pytest.mark.parametrize(
    ("n", "invited", "shown"),
    [(5, 20, "<30"), (6, 20, "30-49"), (10, 20, "50-69"), (14, 20, ">=70"), (20, 20, ">=70"), (9, None, "unknown")],
)
def test_the_response_is_a_class(n, invited, shown):
    assert response_class(n, invited) == shown


def test_no_number_of_answers_and_no_standard_error_leaves():
    whole = json.dumps(released(measured(17, (ItemFigures("A1", 5.0, 4.0, 13),)), 1, TERMS))

    assert '"n"' not in whole
    assert "17" not in whole
    assert "13" not in whole
    assert '"se_' not in whole
    assert "invited" not in whole


def test_too_few_says_nothing_but_that():
    shown = withheld("C01")

    assert {name: value for name, value in shown.items() if value not in (None, [], "unknown")} == {
        "code": "C01",
        "outcome": "too_few",
        "status": "not_ranked",
        "reasons": ["too_few_respondents"],
    }
    assert set(shown) == set(released(measured(), 1, TERMS))


def test_what_is_undefined_stays_undefined():
    assert decimal(None) is None


def test_an_area_with_a_clamped_statement_is_reckoned_from_what_is_shown():
    """Otherwise the level of the area, less its other statements, gives a unanimous team's answers away."""
    terms = replace(TERMS, items=("A1", "A2"), areas=("A", "A"))
    items = (ItemFigures("A1", 5.0, 5.0, 5), ItemFigures("A2", 4.0, 3.0, 5))
    exact = AreaFigures("A", 4.5, 4.0, 75.0, 75.0, True)

    (area,) = released(replace(measured(n=5, items=items), areas=(exact,)), 1, terms)["areas"]

    assert (area["team"], area["level"]) == (3.8, 68.8)  # the mean of 4.5 and 3.0, as shown
    assert area["agreement"] == 62.5  # gaps of 0.5 and 1.0, as shown
