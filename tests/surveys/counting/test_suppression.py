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
    exact = AreaFigures("A", 4.5, 4.0, 75.0, 75.0, True)

    (area,) = released(replace(measured(n=5, items=items), areas=(exact,)), 1, terms)["areas"]

    assert (area["team"], area["level"]) == (3.8, 68.8)  # the mean of 4.5 and 3.0, as shown
    assert area["agreement"] == 62.5  # gaps of 0.5 and 1.0, as shown
