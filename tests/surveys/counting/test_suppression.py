"""Measured numbers become numbers that may be shown."""

import json
from collections import defaultdict
from dataclasses import replace
from itertools import product

import pytest

from surveys.counting.measures import AreaFigures, Baseline, Cautious, ItemFigures, Measured, Terms
from surveys.counting.suppression import (
    Shown,
    decimal,
    half_point,
    kept_texts,
    released,
    response_class,
    set_against,
    thirds,
    totals,
    withheld,
)

TERMS = Terms(("A1",), ("A",), 1, 5, 5, 50, {"A": 1}, traits=("clear", "fair", "open", "calm", "brave"))


def terms_of(*areas, **changed):
    """As many statements as areas are named, each in the area it names."""
    items = tuple(f"{area}{place}" for place, area in enumerate(areas))
    return replace(TERMS, items=items, areas=areas, **changed)


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
        areas=(AreaFigures("A", 4.46, 4.31, 92.5, 82.75, True, spread=0.6449),),
        items=items,
    )
    return replace(whole, **changed)


def item(mean, n=12, own=5.0):
    (shown,) = released(measured(n, (ItemFigures("A1", own, mean, n),)), 1, TERMS)["items"]
    return shown


def statements(n, *means, own=5.0, answers=None):
    """The statements of one area of a team of `n`, as they are shown; the leader's answers are one or one each."""
    terms = terms_of(*"A" * len(means))
    owns = own if isinstance(own, tuple) else (own,) * len(means)
    items = tuple(
        ItemFigures(code, owns[place], mean, answers[place] if answers else n)
        for place, (code, mean) in enumerate(zip(terms.items, means, strict=True))
    )
    shown = released(measured(n, items), 1, terms)
    return [f"{each['team_sign']}{each['team']}" for each in shown["items"]], shown["areas"][0]


def test_every_figure_has_one_decimal():
    shown = released(measured(), 3, TERMS)

    names = ("agreement", "level", "shortlist_index", "low", "high")
    assert [shown[name] for name in names] == [72.9, 82.1, 77.4, 74.1, 80.6]
    assert str(shown["bias"]) == "0.0"
    assert shown["rank"] == 3


def test_an_area_of_ten_shows_its_figures_and_the_difference_of_what_it_shows():
    items = (ItemFigures("A1", 5.0, 4.3, 10, 0.6, (0, 0, 1, 5, 4)),)
    (area,) = released(measured(10, items), 1, TERMS)["areas"]

    assert area == {
        "code": "A",
        "self": 4.5,
        "team": 4.3,
        "team_sign": "",
        "bias": 0.2,
        "agreement": 92.5,
        "level": 82.8,
        "scored": True,
        "spread": None,
        "thirds": None,
        "rwg": None,
        "awg": None,
        "baseline": None,
    }


# ---- small teams -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "shown"),
    [
        (1.0, "≤1.5"), (1.5, "≤1.5"), (1.51, "2.0"), (2.24, "2.0"), (2.25, "2.5"), (3.0, "3.0"), (3.74, "3.5"),
        (3.75, "4.0"), (4.2, "4.0"), (4.49, "4.0"), (4.5, "≥4.5"), (5.0, "≥4.5"),
    ],
)  # fmt: skip
def test_a_small_team_shows_half_points_with_open_ends(mean, shown):
    point = half_point(mean, TERMS)

    assert f"{point.sign}{point.value}" == shown


def test_half_points_follow_the_scale_of_the_edition():
    seven, three = replace(TERMS, low=0, high=6), replace(TERMS, low=1, high=3)

    assert half_point(5.9, seven) == Shown(5.5, "≥")
    assert half_point(0.4, seven) == Shown(0.5, "≤")
    assert [half_point(mean, three) for mean in (1.6, 2.4)] == [Shown(2.0), Shown(2.0)]


def test_a_statement_without_answers_is_empty():
    assert half_point(None, TERMS) == Shown(None)
    assert item(None, n=0) == {
        "code": "A1", "self": 5.0, "team": None, "team_sign": "", "gap": None, "spread": None, "thirds": None,
        "leaders": [],
    }  # fmt: skip


def test_others_reckon_with_the_middle_of_an_open_end():
    assert [Shown(4.5, "≥").reckoned(), Shown(1.5, "≤").reckoned(), Shown(3.0).reckoned()] == [4.75, 1.25, 3.0]
    assert Shown(None).reckoned() is None


def test_from_ten_answers_on_a_mean_is_shown_as_it_is():
    assert (item(4.83, n=10)["team"], item(4.83, n=10)["team_sign"]) == (4.8, "")


def test_a_gap_is_the_difference_of_what_is_shown():
    assert item(4.37, n=10)["gap"] == 0.6


def test_an_open_end_stays_where_other_answers_would_have_been_shown_alike():
    shown, area = statements(5, 4.8, 3.4)

    assert shown == ["≥4.5", "3.5"]
    assert (area["team"], area["level"]) == (4.1, 78.1)  # of 4.75 and 3.5, as they are shown
    assert area["agreement"] == 56.2  # gaps of 0.25 and 1.5, as they are shown


def test_a_low_end_stays_under_the_same_condition():
    assert statements(5, 1.2, 2.6)[0] == ["≤1.5", "2.5"]


@pytest.mark.parametrize(
    ("means", "own"),
    [
        ((5.0, 5.0), 5.0),  # of one mind: no answer could be higher
        ((None, 5.0, 5.0), 5.0),  # beside a statement that nobody answered
        ((5.0, 3.6), 5.0),  # one answer less here would be one more there: 3.8, shown as 4
        ((1.0, 2.4), 1.0),
        ((4.8, 3.4), 4.0),  # the leader stands between: gaps would tell
        ((4.8, 3.4), (5.0, 1.0)),  # above the one and below the other: the same
        ((4.8, 3.4), (5.0, None)),  # compared the one, not the other
        ((4.8, 3.6), (4.9, 5.0)),  # one answer more would pass the leader by
        ((4.8, 3.6), (4.9, 1.0)),
        ((4.8,), 5.0),  # no other statement
    ],
)
def test_an_area_whose_open_end_everything_else_gives_away_shows_no_statement(means, own):
    shown, area = statements(5, *means, own=own)

    assert shown == ["None"] * len(means)
    assert area["agreement"] is None


@pytest.mark.parametrize(
    ("means", "own"),
    [
        ((4.8, 3.4), (4.0, 2.0)),  # below both
        ((4.8, 3.6), (5.0, 3.6)),  # above the one, the other's very mean
        ((1.2, 2.4), (1.0, 2.4)),
        ((5.0, 3.4), (5.0, 5.0)),  # only the other can rise: to 3.6, shown as 3.5 too
        ((1.0, 2.6), (1.0, 1.0)),
        ((4.8, 4.8), 5.0),
        ((4.6, 5.0), 5.0),
    ],
)
def test_the_leader_may_stand_on_either_side_of_both(means, own):
    shown, _area = statements(5, *means, own=own)

    assert "None" not in shown
    assert shown[0] in ("≥4.5", "≤1.5")


def test_only_a_statement_answered_by_as_many_can_stand_for_another():
    assert statements(6, 4.8, 3.4, answers=(5, 5))[0] == ["≥4.5", "3.5"]
    assert statements(6, 4.8, 3.5, answers=(5, 6))[0] == ["None", "None"]


def test_only_a_statement_of_the_same_area_can_stand_for_another():
    terms = terms_of("A", "B")
    items = (ItemFigures("A0", 5.0, 4.8, 5), ItemFigures("B1", 5.0, 3.4, 5))

    shown = released(measured(5, items), 1, terms)["items"]

    assert [each["team"] for each in shown] == [None, 3.5]


def test_without_the_leaders_answers_two_statements_are_compared_by_their_means_alone():
    assert statements(5, 4.8, 3.4, own=None)[0] == ["≥4.5", "3.5"]


def test_an_area_that_shows_no_statement_has_a_half_point_of_its_own():
    _shown, area = statements(5, 5.0, 5.0)

    assert (area["team_sign"], area["team"]) == ("≥", 4.5)
    assert area["level"] == 93.8  # of 4.75


def test_the_half_point_of_such_an_area_is_that_of_all_its_statements():
    _shown, area = statements(5, 5.0, 3.6, None)

    assert (area["team_sign"], area["team"], area["level"]) == ("", 4.0, 75.0)


def test_the_area_of_a_team_of_one_mind_keeps_its_end_open():
    exact = AreaFigures("A", 5.0, 5.0, 100.0, 100.0, True)
    items = (ItemFigures("A1", 5.0, 5.0, 5),)
    (area,) = released(replace(measured(5, items), areas=(exact,)), 1, TERMS)["areas"]

    assert (area["team_sign"], area["team"], area["level"], area["agreement"]) == ("≥", 4.5, 93.8, None)


def test_an_area_without_figures_has_none_in_a_small_team_either():
    exact = AreaFigures("A", 5.0, None, None, None, False)
    nothing = (ItemFigures("A1", 5.0, None, 0),)
    (area,) = released(replace(measured(5, nothing), areas=(exact,)), 1, TERMS)["areas"]

    assert [area[name] for name in ("team", "agreement", "level", "bias")] == [None] * 4


def test_an_area_that_is_not_scored_is_not_scored_by_what_is_shown_of_it():
    exact = AreaFigures("A", 5.0, 3.4, None, None, False)
    (area,) = released(replace(measured(5, (ItemFigures("A1", 5.0, 3.4, 5),)), areas=(exact,)), 1, TERMS)["areas"]

    assert (area["team"], area["agreement"], area["level"]) == (3.5, None, None)


def test_an_agreement_is_never_below_nought():
    assert statements(5, 2.0, 2.0)[1]["agreement"] == 0.0
    assert statements(5, 2.0, 2.0, own=None)[1]["agreement"] is None


@pytest.mark.parametrize("own", [(4.0, 4.0, 4.0), (5.0, 4.0, 1.0), (None, 3.0, 3.0), (4.7, 5.0, 5.0)])
def test_every_open_end_that_is_shown_could_be_another_answer(own):
    """All answers that five people can give to three statements, by what everybody would be shown of them."""
    terms, sums = terms_of(*"AAA"), defaultdict(lambda: [set(), set(), set()])
    for totals_of in product(range(5, 26), repeat=3):
        means = [total / 5 for total in totals_of]
        gaps = [abs(leader - mean) for leader, mean in zip(own, means, strict=True) if leader is not None]
        items = tuple(ItemFigures(code, o, mean, 5) for code, o, mean in zip(terms.items, own, means, strict=True))
        exact = {"level": 25 * (sum(means) / 3 - 1), "agreement": max(0.0, 100 - 50 * sum(gaps) / len(gaps))}
        shown = json.dumps(released(measured(5, items, **exact), 1, terms))
        for possible, total in zip(sums[shown], totals_of, strict=True):
            possible.add(total)

    open_ends = [
        possible
        for shown, of_items in sums.items()
        for item, possible in zip(json.loads(shown)["items"], of_items, strict=True)
        if item["team_sign"]
    ]
    assert len(open_ends) > 100
    assert min(len(possible) for possible in open_ends) >= 2


# ---- beside the figures of all ---------------------------------------------------------------------------------------


def test_a_cautious_index_and_the_rank_to_expect_are_whole_numbers():
    shown = released(measured(), 3, TERMS, cautious=Cautious(74.46, 4.51))

    assert (shown["cautious_index"], shown["expected_rank"]) == (74, 5)


def test_without_a_rank_there_is_no_cautious_index():
    assert (
        released(measured(), None, TERMS)["cautious_index"],
        released(measured(), None, TERMS)["expected_rank"],
    ) == (
        None,
        None,
    )


def test_a_baseline_stands_beside_every_agreement_and_nowhere_else():
    terms, areas = (
        terms_of("A", "B"),
        (AreaFigures("A", 4.0, 4.0, 92.5, 80, True), AreaFigures("B", None, 4, None, 75, True)),
    )
    items = (ItemFigures("A0", 4.0, 4.0, 12), ItemFigures("B1", None, 4.0, 12))
    shown = released(measured(12, items, areas=areas), 1, terms)

    beside = set_against(shown, Baseline(61.249, {"A": 58.07, "B": 12.0}))

    assert (beside["baseline"], [area["baseline"] for area in beside["areas"]]) == (61.2, [58.1, None])
    assert set_against(beside, None) == shown
    assert set_against(withheld("C02"), Baseline(50.0, {"A": 50.0})) == withheld("C02")


def test_the_answers_of_a_groups_leaders_stand_one_by_one():
    items = (ItemFigures("A1", 3.5, 4.0, 12, leaders=(2.0, 5.0, None)),)

    (shown,) = released(measured(12, items), 1, TERMS)["items"]

    assert shown["leaders"] == [2.0, 5.0, None]


@pytest.mark.parametrize(("n", "shown"), [(5, (None, None)), (19, (None, None)), (20, (0.6, 0.7)), (900, (0.6, 0.7))])
def test_an_area_shows_from_twenty_on_how_much_the_team_agrees_among_itself(n, shown):
    terms = terms_of(*"AAA")
    areas = (AreaFigures("A", 4.0, 4.2, 92.5, 80.0, True, 0.6, rwg=0.649, awg=0.651),)
    items = tuple(ItemFigures(code, 4.0, 4.2, n, 0.7, (0, 0, 4, 8, 8)) for code in terms.items)

    (area,) = released(measured(n, items, areas=areas), 1, terms)["areas"]

    assert (area["rwg"], area["awg"]) == shown


# ---- spread ----------------------------------------------------------------------------------------------------------


def spread_of(n, statements=3, chosen=(0, 0, 4, 8, 8)):
    terms = terms_of(*"A" * statements)
    items = tuple(ItemFigures(code, 4.0, 4.2, n, 0.7449, chosen) for code in terms.items)
    shown = released(measured(n, items), 1, terms)
    return shown["areas"][0], shown["items"][0]


@pytest.mark.parametrize(("n", "shown"), [(5, None), (19, None), (20, 0.7), (900, 0.7)])
def test_a_statement_shows_its_spread_from_twenty_on(n, shown):
    _area, item = spread_of(n)

    assert item["spread"] == shown
    assert item["thirds"] == (None if shown is None else [10, 20, 80])


@pytest.mark.parametrize(("n", "parts"), [(5, None), (9, None), (10, [10, 20, 80]), (20, [10, 20, 80])])
def test_an_area_shows_its_spread_and_its_thirds_from_ten_on(n, parts):
    area, _item = spread_of(n)

    assert (area["spread"], area["thirds"]) == (parts and 0.6, parts)


def test_a_statement_that_few_of_a_large_team_answered_is_shown_as_in_a_small_one():
    terms = terms_of(*"AAAA")
    items = (
        *(ItemFigures(code, 5.0, 4.2, 20, 0.7, (0, 0, 4, 8, 8)) for code in terms.items[:3]),
        ItemFigures("A3", 5.0, 4.2, 5, 1.3, (1, 0, 0, 0, 4)),
    )

    shown = released(measured(20, items), 1, terms)

    assert [each["team"] for each in shown["items"]] == [4.2, 4.2, 4.2, 4.0]
    assert (shown["items"][3]["spread"], shown["items"][3]["thirds"]) == (None, None)
    area = shown["areas"][0]
    assert (area["team"], area["spread"], area["thirds"]) == (4.2, None, None)
    assert area["level"] == 78.8  # of 4.2, three times, and 4.0


def test_a_statement_that_ten_of_a_large_team_answered_has_its_mean_and_no_spread():
    terms = terms_of(*"AAA")
    items = tuple(
        ItemFigures(code, 5.0, 4.24, 10 if code == "A2" else 30, 0.7, (0, 1, 1, 4, 4)) for code in terms.items
    )

    shown = released(measured(30, items), 1, terms)

    assert [(each["team"], each["spread"]) for each in shown["items"]] == [(4.2, 0.7), (4.2, 0.7), (4.2, None)]
    assert shown["areas"][0]["spread"] == 0.6


def test_an_area_of_two_statements_shows_no_spread_below_twenty():
    assert (spread_of(19, statements=2)[0]["spread"], spread_of(19, statements=2)[0]["thirds"]) == (None, None)
    assert spread_of(20, statements=2)[0]["spread"] == 0.6


@pytest.mark.parametrize(
    ("chosen", "parts"),
    [
        ((0, 0, 0, 0, 20), [10, 10, 90]),  # never none and never all
        ((1, 1, 16, 1, 1), [10, 80, 10]),
        ((3, 0, 14, 0, 3), [20, 70, 20]),
        ((0, 0, 2, 0, 18), [10, 10, 90]),
        ((0, 0, 3, 0, 17), [10, 20, 80]),  # 15 percent is more than a tenth, 85 less than nine
        ((0, 0, 4, 0, 26), [10, 20, 80]),
        ((5, 5, 5, 5), [50, 10, 50]),  # four points have no middle
        ((4, 4, 4), [30, 30, 30]),
        ((1, 1, 1, 1, 1, 1, 1), [40, 20, 40]),
    ],
)
def test_thirds_of_the_scale_are_said_to_ten_percent_with_open_ends(chosen, parts):
    assert thirds(chosen) == parts


def test_nobody_chose_nothing():
    assert thirds((0, 0, 0, 0, 0)) is None
    assert thirds(()) is None


# ---- sizes, picks, texts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "band"), [(5, "5-9"), (9, "5-9"), (10, "10-19"), (19, "10-19"), (20, "20+"), (900, "20+")]
)
def test_the_size_of_a_team_is_a_band(n, band):
    assert released(measured(n), 1, TERMS)["size_band"] == band


@pytest.mark.parametrize(
    ("n", "invited", "shown"),
    [
        (5, 20, "<30"), (6, 20, "30-49"), (9, 20, "30-49"), (10, 20, "50-69"), (13, 20, "50-69"), (14, 20, ">=70"),
        (20, 20, ">=70"), (9, None, "unknown"), (9, 0, "unknown"),
    ],
)  # fmt: skip
def test_the_response_is_a_class(n, invited, shown):
    assert response_class(n, invited) == shown
    assert released(measured(n, invited=invited), 1, TERMS)["response_class"] == shown


def picks(n, pickers, chosen, leader=()):
    kept = {"code": "best", "n": pickers, "chosen": chosen, "leader": list(leader)}
    return released(measured(n), 1, TERMS, [kept])["picks"][0]


def test_a_small_team_shows_the_first_places_of_its_picks_ties_together():
    shown = picks(9, 9, {"brave": 1, "fair": 5, "clear": 5, "open": 3, "calm": 3}, leader=["open"])

    assert (shown["code"], shown["leader"]) == ("best", ["open"])
    assert shown["team"] == [
        {"trait": "clear", "place": 1},
        {"trait": "fair", "place": 1},
        {"trait": "open", "place": 3},
        {"trait": "calm", "place": 3},
    ]


def test_from_ten_on_picks_are_few_some_or_most():
    shown = picks(12, 12, {"clear": 9, "fair": 8, "open": 5, "calm": 4})

    assert [(each["trait"], each["share"]) for each in shown["team"]] == [
        ("clear", "most"),
        ("fair", "some"),
        ("open", "some"),
        ("calm", "few"),
        ("brave", "few"),  # or nobody: that is not said
    ]


def test_the_order_of_picks_tells_no_more_than_their_classes():
    one = picks(12, 12, {"clear": 5, "fair": 8, "open": 4, "brave": 1})
    other = picks(12, 12, {"clear": 8, "fair": 5, "open": 0, "brave": 4})

    assert one == other


def test_picks_that_fewer_than_ten_of_a_large_team_made_have_places_only():
    assert picks(30, 9, {"clear": 9, "fair": 1})["team"] == [
        {"trait": "clear", "place": 1},
        {"trait": "fair", "place": 2},
    ]
    assert len(picks(30, 10, {"clear": 9})["team"]) == 5


@pytest.mark.parametrize(("pickers", "shown"), [(4, 0), (5, 1)])
def test_picks_of_fewer_than_the_threshold_are_not_shown(pickers, shown):
    assert len(picks(30, pickers, {"clear": pickers}, leader=["fair"])["team"]) == shown


@pytest.mark.parametrize(("n", "texts", "kept"), [(7, 7, 0), (8, 2, 0), (8, 3, 3), (80, 40, 40)])
def test_texts_of_few_or_among_few_are_destroyed(n, texts, kept):
    assert len(kept_texts(["x"] * texts, n, TERMS)) == kept


def test_an_edition_may_ask_for_more_before_texts_are_kept():
    stricter = replace(TERMS, comments_from=12, comments_least=6)

    assert kept_texts(["x"] * 6, 11, stricter) == ()
    assert kept_texts(["x"] * 5, 12, stricter) == ()
    assert kept_texts(["x"] * 6, 12, stricter)


# ---- the whole -------------------------------------------------------------------------------------------------------


def test_the_edition_is_reckoned_from_what_is_shown_of_its_candidates():
    terms = terms_of("A", "A")
    small = released(measured(5, (ItemFigures("A0", 5.0, 4.8, 5), ItemFigures("A1", 5.0, 3.4, 5))), 1, terms)
    large = released(
        measured(30, (ItemFigures("A0", 5.0, 3.04, 30), ItemFigures("A1", 5.0, None, 0)), agreement=None), 2, terms
    )

    whole = totals([small, withheld("C03"), large], terms.items)

    assert whole["items"] == [{"code": "A0", "team": 3.9}, {"code": "A1", "team": 3.5}]  # 4.75 and 3.0; 3.5 alone
    assert (whole["agreement"], whole["level"]) == (72.9, 82.1)


def test_an_edition_that_shows_nobody_has_no_totals():
    assert totals([withheld("C01")], TERMS.items) == {
        "agreement": None,
        "level": None,
        "items": [{"code": "A1", "team": None}],
    }


def test_no_number_of_answers_and_no_standard_error_leaves():
    items = (ItemFigures("A1", 5.0, 4.0, 213, 0.4, (1, 2, 3, 104, 103)),)
    whole = json.dumps(released(measured(217, items, invited=331), 1, TERMS))

    assert '"n"' not in whole
    assert not [number for number in ("217", "213", "331", "104", "103") if number in whole]
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
