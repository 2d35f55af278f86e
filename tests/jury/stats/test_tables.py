"""What comes in and what goes out of the two tables: gaps, empty tables, and tables that do not fit."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from jury.stats.agreement import Scale, agreement_table, area_table

FIVE = Scale(1, 5)
BLANK = None
NUMBERS = ["agreement", "level", "shortlist_index", "se_agreement", "se_level", "se_shortlist_index", "low", "high"]
WORDS = ["category", "flags", "gate_passed", "status", "reasons"]
COLUMNS = ["n_respondents", *NUMBERS, "bias", "gap", *WORDS, "rank"]
AREA_MEANS = ["self_mean", "team_mean", "bias", "gap", "agreement", "level"]
AREA_COLUMNS = ["items", "compared", "scored", *AREA_MEANS, "rwg_j", "rwg_star", "awg_j", "ad_mean"]


def same(answers, people=5):
    return [list(answers) for _ in range(people)]


def test_the_tables_have_the_columns_that_others_rely_on(tables):
    answers = tables({"ben": same([4, 3]), "ada": same([4, 3])}, {"ada": [4, 4], "cy": [4, 4]}, "ba")

    candidates, areas = agreement_table(*answers, FIVE), area_table(*answers, FIVE)

    assert list(candidates.columns) == COLUMNS
    assert (candidates.index.name, candidates.index.tolist()) == ("candidate", ["ada", "ben", "cy"])
    assert list(areas.columns) == AREA_COLUMNS
    assert list(areas.index.names) == ["candidate", "area"]
    assert areas.index.tolist()[:3] == [("ada", "b"), ("ada", "a"), ("ben", "b")]


def test_a_candidate_without_a_self_assessment_has_a_level_and_no_agreement(tables):
    row = agreement_table(*tables({"ada": same([4, 5])}, {}, "ab"), FIVE).loc["ada"]

    known = ["n_respondents", "level", "se_level", "gate_passed"]
    assert row[known].tolist() == [5, 87.5, 0, True]
    assert row[[name for name in [*NUMBERS, "bias", "gap", "rank"] if name not in known]].isna().all()
    assert (row["flags"], row.category) == ((), None)


def test_a_blank_self_assessment_is_none(tables):
    row = agreement_table(*tables({"ada": same([4])}, {"ada": [BLANK]}, "a"), FIVE).loc["ada"]

    assert row.reasons == ("no_self_assessment", "area_not_scored:a")


def test_a_candidate_without_employees_has_no_numbers(tables):
    row = agreement_table(*tables({}, {"ada": [4, 5]}, "ab"), FIVE).loc["ada"]

    assert row.n_respondents == 0
    assert row[[*NUMBERS, "bias", "gap", "rank"]].isna().all()
    assert (row.category, row["flags"], row.gate_passed) == (None, (), None)


@pytest.mark.parametrize("people", [1, 2])
def test_too_few_respondents_for_any_statement_leave_no_numbers(tables, people):
    row = agreement_table(*tables({"ada": same([4, 5], people)}, {"ada": [4, 5]}, "ab"), FIVE).loc["ada"]

    assert row.n_respondents == people
    assert np.isnan([row.agreement, row.level, row.se_agreement, row.low, row.high]).all()


def test_below_the_threshold_what_can_be_computed_is_computed(tables):
    row = agreement_table(*tables({"ada": same([4, 4], people=3)}, {"ada": [4, 4]}, "ab"), FIVE).loc["ada"]

    assert (row.agreement, row.level, row.category, row.status) == (100, 75, "in_agreement_good", "not_ranked")
    assert np.isnan(row["rank"])


def test_an_area_without_weight_is_shown_needed_and_not_counted(tables):
    teams = {"ada": same([4, 1]), "ben": same([4, BLANK])}
    answers = tables(teams, {"ada": [4, 5], "ben": [4, 5]}, "ab")

    table = agreement_table(*answers, FIVE, area_weights=pd.Series({"b": 0, "a": 2}))

    assert table.agreement.tolist() == [100, 100]
    assert table.se_agreement.tolist() == [0, 0]
    assert table.reasons.tolist() == [(), ("area_not_scored:b",)]


@pytest.mark.parametrize("leaders", [{}, {"ada": [4, 4]}])
def test_without_respondents_the_table_still_has_every_column(tables, leaders):
    _, selves, areas = tables({}, leaders, "ab")

    for employees in (pd.DataFrame(), pd.DataFrame(columns=areas.index)):
        table = agreement_table(employees, selves, areas, FIVE)
        assert list(table.columns) == COLUMNS
        assert table.index.tolist() == list(leaders)
        assert len(area_table(employees, selves, areas, FIVE)) == 2 * len(leaders)


def test_without_any_self_assessment_the_second_table_may_be_bare(tables):
    employees, _, areas = tables({7: same([4, 4]), 3: same([4, 4])}, {}, "ab")

    table = agreement_table(employees, pd.DataFrame(), areas, FIVE)

    assert table.index.tolist() == [3, 7]


def test_a_statement_nobody_answered_leaves_its_area_unscored(tables):
    table = area_table(*tables({"ada": same([4, 4, BLANK, BLANK])}, {"ada": [4, 4, 4, BLANK]}, "aabb"), FIVE)

    assert table.scored.tolist() == [True, False]
    assert table.loc[("ada", "b")].drop(["items", "compared", "scored"]).isna().all()


def test_respondents_and_statements_may_stand_in_any_order(tables):
    employees, selves, areas = tables(
        {"ada": [[1, 2, 3], [2, 5, 5], [4, 4, 1], [5, BLANK, 2], [3, 3, 3]], "ben": same([4, 3, 2])},
        {"ben": [4, 4, 4], "ada": [3, 2, 5]},
        "aab",
    )
    mixed = employees.iloc[[7, 1, 4, 9, 0, 5, 3, 8, 2, 6]][["q3", "q1", "q2"]]

    expected = agreement_table(employees, selves, areas, FIVE)
    pd.testing.assert_frame_equal(agreement_table(mixed, selves[["q2", "q3", "q1"]], areas, FIVE), expected)


def test_numbers_of_any_kind_and_gaps_of_any_kind_are_understood(tables):
    employees, selves, areas = tables({"ada": [[4, 3]] * 4 + [[2, BLANK]]}, {"ada": [4, 4]}, "aa")
    expected = agreement_table(employees, selves, areas, FIVE)

    for kind in ("Int64", "Float32", object):
        given = agreement_table(employees.astype(kind), selves.astype(kind), areas, FIVE)
        pd.testing.assert_frame_equal(given, expected)
    pd.testing.assert_frame_equal(agreement_table(employees, selves, areas.astype("category"), FIVE), expected)


def test_the_answers_handed_in_are_left_as_they_are(tables):
    answers = tables({"ada": same([4, BLANK])}, {"ada": [4, BLANK]}, "aa")
    before = [table.copy() for table in answers]

    agreement_table(*answers, FIVE)

    assert all(table.equals(copy) for table, copy in zip(answers, before, strict=True))


def broken(change):
    """The tables of one team with one thing put wrong by `change(tables)`."""
    items = ["q1", "q2"]
    rows = pd.MultiIndex.from_product([["ada"], range(5)])
    answers = {
        "employees": pd.DataFrame(4.0, rows, items),
        "selves": pd.DataFrame(4.0, ["ada"], items),
        "areas": pd.Series(["a", "b"], items),
    }
    change(answers)
    return answers


def put(table, change):
    def apply(answers):
        answers[table] = change(answers[table])

    return apply


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("employees", lambda t: t.replace({"q2": {4.0: 6.0}})), "employees: the answer 6 to the statement 'q2'"),
        (put("employees", lambda t: t.replace({"q1": {4.0: 0.0}})), "'q1' is outside the scale 1..5"),
        (put("employees", lambda t: t.replace({"q1": {4.0: np.inf}})), "the answer inf to the statement 'q1'"),
        (put("selves", lambda t: t.assign(q2=-1)), "selves: the answer -1 to the statement 'q2' is outside"),
        (put("employees", lambda t: t.assign(q2="often")), "an answer to the statement 'q2' is not a number"),
        (put("employees", lambda t: t.drop(columns="q2")), "employees: there is no column for the statement 'q2'"),
        (put("selves", lambda t: t.assign(name="Ada")), "selves: the column 'name' is no statement"),
        (put("selves", lambda t: t[["q1", "q2", "q1"]]), "selves: the column 'q1' stands there twice"),
        (put("employees", lambda t: t.droplevel(0)), r"must be indexed by \(candidate, respondent\)"),
        (put("selves", lambda t: pd.concat({"x": t})), "selves: the rows must be indexed by candidate"),
        (put("employees", lambda t: pd.concat([t, t[:1]])), r"employees: \('ada', 0\) answered twice"),
        (put("selves", lambda t: t.set_axis([np.nan])), "a row of answers belongs to no candidate"),
        (put("selves", lambda t: t.set_axis([1])), "must name their candidates by keys of one kind"),
        (put("areas", lambda t: t.replace("b", None)), "areas: the statement 'q2' belongs to no area"),
        (put("areas", lambda t: pd.concat([t, t])), "areas: the statement 'q1' is listed twice"),
        (put("areas", lambda t: t[:0]), "areas: the questionnaire has no statement"),
    ],
)
def test_tables_that_do_not_fit_are_refused_by_name(change, message):
    for table in (agreement_table, area_table):
        with pytest.raises(ValueError, match=message):
            table(**broken(change), scale=FIVE)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"a": 1}, "no weight for 'b'"),
        ({"a": 1, "b": 1, "c": 1}, "a weight for 'c', which is none of"),
        ({"a": 1, "b": -1}, "the weight of 'b' must be a number of at least 0, not -1"),
        ({"a": 1, "b": np.nan}, "the weight of 'b' must be a number of at least 0, not nan"),
        (pd.Series({"a": 0, "b": 0}), "at least one weight must be above 0"),
        (pd.Series([1, 1, 1], ["a", "b", "b"]), "two weights for 'b'"),
    ],
)
def test_area_weights_that_do_not_fit_the_areas_are_refused_by_name(weights, message):
    for table in (agreement_table, area_table):
        with pytest.raises(ValueError, match=message):
            table(**broken(lambda answers: None), scale=FIVE, area_weights=weights)


def test_a_scale_needs_two_ends():
    with pytest.raises(ValueError, match=r"not 5\.\.5"):
        Scale(5, 5)


def test_the_statistics_need_no_django():
    command = "import sys, jury.stats.agreement, jury.stats.totals; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0
