import numpy as np
import pandas as pd
import pytest

from jury.stats.scale import Scale
from jury.stats.totals import mean_scores, not_separable, to_hundred, total_table

NAN = np.nan
WEIGHTS = pd.Series({"shortlist": 1.0, "round_two": 1.0, "finals": 2.0})


def parts(**rows):
    return pd.DataFrame.from_dict(rows, orient="index", columns=["shortlist", "round_two", "finals"], dtype=float)


def test_the_total_weighs_every_component_by_its_share():
    table = total_table(parts(ada=[80, 60, 50], ben=[40, 60, 90]), WEIGHTS)

    assert list(table.columns) == ["shortlist", "round_two", "finals", "total", "rank"]
    assert table.total.to_dict() == {"ada": 60, "ben": 70}
    assert table["rank"].to_dict() == {"ada": 2, "ben": 1}
    assert table.finals.to_dict() == {"ada": 50, "ben": 90}


def test_who_misses_a_component_has_neither_total_nor_rank():
    table = total_table(parts(ada=[100, 100, NAN], ben=[40, 60, 90]), WEIGHTS)

    assert np.isnan(table.total["ada"])
    assert np.isnan(table["rank"]["ada"])
    assert table["rank"]["ben"] == 1


def test_weights_may_stand_in_any_order_and_on_any_footing():
    shuffled = pd.Series({"finals": 50, "shortlist": 25, "round_two": 25})
    rows = parts(ada=[80, 60, 50])

    assert total_table(rows, shuffled).equals(total_table(rows, WEIGHTS))


def test_equal_totals_share_a_rank_until_a_component_tells_them_apart():
    rows = parts(ada=[60, 60, 60], ben=[80, 40, 60], cy=[20, 20, 100], dee=[90, 90, 90], eve=[80, 40, 60])

    assert total_table(rows, WEIGHTS)["rank"].tolist() == [2, 2, 2, 1, 2]
    assert total_table(rows, WEIGHTS, ties=["finals"])["rank"].tolist() == [3, 3, 2, 1, 3]
    assert total_table(rows, WEIGHTS, ties=["finals", "round_two"])["rank"].tolist() == [3, 4, 2, 1, 4]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"shortlist": 1, "round_two": 1}, "no weight for 'finals'"),
        ({"shortlist": 1, "round_two": 1, "finals": 1, "charm": 1}, "a weight for 'charm', which is none of"),
        ({"shortlist": 1, "round_two": -1, "finals": 1}, "the weight of 'round_two' must be a number of at least 0"),
        ({"shortlist": 0, "round_two": 0, "finals": 0}, "at least one weight must be above 0"),
    ],
)
def test_weights_that_do_not_fit_the_components_are_refused(weights, message):
    with pytest.raises(ValueError, match=message):
        total_table(parts(ada=[1, 2, 3]), pd.Series(weights))


def test_parts_outside_nought_to_a_hundred_and_unknown_ties_are_refused():
    with pytest.raises(ValueError, match="the component 'finals' must lie within"):
        total_table(parts(ada=[1, 2, 101]), WEIGHTS)
    with pytest.raises(ValueError, match="ties cannot be broken by 'charm'"):
        total_table(parts(ada=[1, 2, 3]), WEIGHTS, ties=["charm"])


def test_nobody_makes_an_empty_table():
    assert total_table(parts(), WEIGHTS, ties=["finals"]).empty


def test_scores_of_any_scale_become_points_of_a_hundred():
    assert to_hundred(pd.Series([1, 3, 5]), Scale(1, 5)).tolist() == [0, 50, 100]
    assert to_hundred(pd.DataFrame({"a": [0.0, NAN, 10.0]}), Scale(0, 10)).a.dropna().tolist() == [0, 100]


def scores(*rows):
    return pd.DataFrame(list(rows), columns=["juror", "candidate", "criterion", "value"])


def test_the_raw_mean_of_a_criterion_is_taken_over_the_jurors_who_scored_it():
    table = mean_scores(
        scores(("j1", "ada", "clarity", 4), ("j2", "ada", "clarity", 5), ("j1", "ada", "depth", 2),
               ("j1", "ben", "clarity", 3), ("j2", "ben", "clarity", NAN))
    )  # fmt: skip

    assert table.loc["ada"].to_dict() == {"clarity": 4.5, "depth": 2}
    assert table.loc["ben", "clarity"] == 3
    assert np.isnan(table.loc["ben", "depth"])


def test_before_anybody_has_scored_there_are_no_means():
    assert mean_scores(scores()).empty


def test_a_juror_scores_a_criterion_once():
    with pytest.raises(ValueError, match="juror 'j1' scored 'depth' of candidate 'ada' twice"):
        mean_scores(scores(("j1", "ada", "depth", 4), ("j1", "ada", "depth", 5)))


def test_who_lies_within_the_margin_of_the_leader_is_not_separable_from_it():
    totals = pd.Series({"ada": 80.0, "ben": 78.0, "cy": 77.9, "dee": NAN})

    assert not_separable(totals, 2).to_dict() == {"ada": True, "ben": True, "cy": False, "dee": False}


def test_a_leader_whom_nobody_comes_near_stands_apart():
    assert not_separable(pd.Series({"ada": 80.0, "ben": 70.0}), 2).to_dict() == {"ada": False, "ben": False}
    assert not_separable(pd.Series([], dtype=float), 2).empty
    assert not_separable(pd.Series([NAN]), 2).tolist() == [False]
