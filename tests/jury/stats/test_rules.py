"""The ten rules of the shortlist index, each with numbers worked out by hand."""

from math import sqrt

import numpy as np
import pytest

from jury.stats.agreement import Scale, agreement_table, area_table
from jury.stats.verdicts import passes_gate

FIVE = Scale(1, 5)
BLANK = None


def same(answers, people=5):
    return [list(answers) for _ in range(people)]


def test_rule_01_a_respondent_who_answered_half_is_usable_and_one_who_answered_less_is_not(tables):
    team = [*same([4, 4, 4, 4]), [2, 2, BLANK, BLANK], [1, BLANK, BLANK, BLANK]]

    row = agreement_table(*tables({"ada": team}, {"ada": [4, 4, 4, 4]}, "aabb"), FIVE).loc["ada"]

    assert row.n_respondents == 6
    assert row.level == 100 * ((22 / 6 + 4) / 2 - 1) / 4


def test_rule_02_a_statement_is_compared_with_three_answers_and_an_answer_of_the_leader(tables):
    team = [[4, 4, 4, 4, 1], [4, 4, 4, 4, 1], [4, 4, 1, 4, 1], [4, 4, BLANK, BLANK, 1], [4, 4, BLANK, BLANK, 1]]
    leader = [5, BLANK, 5, 5, 1]

    areas = area_table(*tables({"ada": team[:2] + team[3:] + team[2:3]}, {"ada": leader}, "abcdd"), FIVE)
    fewer = area_table(*tables({"ada": team[1:]}, {"ada": leader}, "abcdd"), FIVE)

    assert areas.compared.tolist() == [1, 0, 1, 2]
    assert areas.loc[("ada", "c"), ["self_mean", "team_mean", "bias", "gap"]].tolist() == [5, 3, 2, 2]
    assert fewer.compared.tolist() == [1, 0, 0, 1]


def test_rule_02_a_group_of_leaders_stands_for_the_mean_of_their_answers(tables):
    employees, selves, areas = tables({"ada": same([4, 2])}, {"ada": [5, 1], "ben": [2, BLANK]}, "ab")

    group = area_table(employees, selves.rename(index={"ben": "ada"}), areas, FIVE)

    assert group.self_mean.tolist() == [3.5, 1]
    assert group.gap.tolist() == [0.5, 1]


def test_rule_03_an_area_is_scored_when_half_of_its_statements_are_compared(tables):
    leader = [4, BLANK, 4, BLANK, BLANK]

    areas = area_table(*tables({"ada": same([4, 4, 4, 4, 4])}, {"ada": leader}, "aabbb"), FIVE)

    assert areas.compared.tolist() == [1, 1]
    assert areas.scored.tolist() == [True, False]
    assert areas.agreement.isna().tolist() == [False, True]
    assert areas.level.tolist() == [75, 75]


def test_rule_03_a_level_needs_three_answers_to_half_of_the_statements_of_the_area(tables):
    team = [[4, 4, 2, 4, 4, 5], [4, 4, 2, 4, 4, 5], [4, BLANK, 2, BLANK, BLANK, 5]]

    areas = area_table(*tables({"ada": team}, {"ada": [4, 4, 4, 4, 4, 4]}, "aabbbc"), FIVE)

    assert areas.level.isna().tolist() == [False, True, False]
    assert areas.scored.tolist() == [True, False, True]


def test_rule_04_agreement_falls_with_the_mean_distance_and_never_below_nought(tables):
    leader = [5, 3, 3, 4, 1]

    areas = area_table(*tables({"ada": same([4, 3, 5, 4, 5])}, {"ada": leader}, "aabbc"), FIVE)

    assert areas.bias.tolist() == [0.5, -1, -4]
    assert areas.gap.tolist() == [0.5, 1, 4]
    assert areas.agreement.tolist() == [75, 50, 0]


def test_rule_04_half_the_range_counts_as_no_agreement_on_every_scale(tables):
    row = agreement_table(*tables({"ada": same([5])}, {"ada": [2]}, "a"), Scale(0, 10)).loc["ada"]

    assert row.agreement == pytest.approx(40, abs=1e-12)
    assert row.level == 50


def test_rule_05_the_level_counts_statements_that_the_leader_left_open(tables):
    areas = area_table(*tables({"ada": same([5, 2])}, {"ada": [5, BLANK]}, "aa"), FIVE)

    assert areas.agreement.tolist() == [100]
    assert areas.level.tolist() == [62.5]


def test_rule_06_areas_count_alike_however_long_and_the_index_is_the_geometric_mean(tables):
    row = agreement_table(*tables({"ada": same([5, 5, 5, 3])}, {"ada": [5, 5, 5, 4]}, "aaab"), FIVE).loc["ada"]

    assert (row.agreement, row.level, row.shortlist_index) == (75, 75, 75)


def test_rule_06_weights_of_the_edition_shift_both_halves_of_the_index(tables):
    answers = tables({"ada": same([5, 3])}, {"ada": [5, 4]}, "ab")

    row = agreement_table(*answers, FIVE, area_weights={"a": 3, "b": 1}).loc["ada"]

    assert (row.agreement, row.level, row.bias, row.gap) == (87.5, 87.5, 0.25, 0.25)
    assert row.shortlist_index == 87.5


def test_rule_06_little_agreement_is_not_made_up_for_by_a_high_level(tables):
    row = agreement_table(*tables({"ada": same([5, 4])}, {"ada": [3.5, 2.5]}, "ab"), FIVE).loc["ada"]

    assert (row.agreement, row.level) == (25, 87.5)
    assert row.shortlist_index == sqrt(25 * 87.5)


def test_rule_07_only_those_with_enough_respondents_a_self_assessment_and_every_area_are_ranked(tables):
    good = same([4, 4])
    teams = {"ada": good, "ben": good[:4], "cy": good, "dee": good, "eve": [[4, BLANK]] * 5}
    leaders = {"ada": [4, 4], "ben": [4, 4], "dee": [4, BLANK], "eve": [4, 4], "fay": [4, 4]}

    table = agreement_table(*tables(teams, leaders, "ab"), FIVE)

    nothing_scored = ("area_not_scored:a", "area_not_scored:b")
    assert table.reasons.to_dict() == {
        "ada": (),
        "ben": ("too_few_respondents",),
        "cy": ("no_self_assessment", *nothing_scored),
        "dee": ("area_not_scored:b",),
        "eve": ("area_not_scored:b",),
        "fay": ("too_few_respondents", *nothing_scored),
    }
    assert table.status.tolist() == ["ranked"] + ["not_ranked"] * 5
    assert table["rank"].notna().tolist() == [True] + [False] * 5


def test_rule_07_the_threshold_is_the_editions(tables):
    answers = tables({"ada": same([4, 4], people=4)}, {"ada": [4, 4]}, "ab")

    assert agreement_table(*answers, FIVE).status.tolist() == ["not_ranked"]
    assert agreement_table(*answers, FIVE, min_respondents=4).status.tolist() == ["ranked"]


def test_rule_08_the_gate_opens_at_a_level_of_exactly_fifty(tables):
    teams = {"ada": same([3, 3, 3]), "ben": same([3, 3, 2]), "cy": []}
    leaders = {"ada": [3, 3, 3], "ben": [3, 3, 2], "cy": [3, 3, 3]}

    table = agreement_table(*tables(teams, leaders, "abc"), FIVE)

    assert table.gate_passed.tolist() == [True, False, None]
    assert table.status.tolist() == ["ranked", "ranked", "not_ranked"]


def test_rule_08_the_gate_forgives_rounding_noise_and_nothing_more():
    assert passes_gate(np.array([50 - 5e-10, 50 - 2e-9])).tolist() == [True, False]


def test_rule_09_the_standard_error_comes_from_leaving_out_one_respondent_at_a_time(tables):
    team = [[2], [3], [3], [4], [4]]

    row = agreement_table(*tables({"ada": team}, {"ada": [5]}, "a"), FIVE).loc["ada"]

    agreements, levels = [25, 12.5, 12.5, 0, 0], [62.5, 56.25, 56.25, 50, 50]
    assert row.se_agreement == pytest.approx(jackknifed(agreements), abs=1e-12)
    assert row.se_level == pytest.approx(jackknifed(levels), abs=1e-12)
    indexes = [sqrt(agreement * level) for agreement, level in zip(agreements, levels, strict=True)]
    assert row.se_shortlist_index == pytest.approx(jackknifed(indexes), abs=1e-12)


def test_rule_09_the_interval_uses_students_t_and_stays_within_nought_and_a_hundred(tables):
    t_of_four_degrees = 2.7764451051977987
    wide, narrow = [[1], [5], [5], [5], [5]], [[4], [4], [4], [4], [3]]

    table = agreement_table(*tables({"ada": wide, "ben": narrow}, {"ada": [5], "ben": [3]}, "a"), FIVE)

    reach = t_of_four_degrees * table.se_shortlist_index
    assert (table.high["ada"], table.shortlist_index["ada"] + reach["ada"] > 100) == (100, True)
    assert table.low["ben"] == pytest.approx(table.shortlist_index["ben"] - reach["ben"], abs=1e-9)
    assert table.high["ben"] == pytest.approx(table.shortlist_index["ben"] + reach["ben"], abs=1e-9)


def test_rule_09_a_statement_stays_compared_when_leaving_one_out_leaves_two_answers(tables):
    team = [[5, 2, 4], [5, 3, 4], [5, 4, 4], [5, BLANK, 4], [5, BLANK, 4]]

    row = agreement_table(*tables({"ada": team}, {"ada": [5, 3, 4]}, "aaa"), FIVE).loc["ada"]

    levels = [100 * (total / 3 - 1) / 4 for total in (9 + 3.5, 9 + 3, 9 + 2.5, 9 + 3, 9 + 3)]
    agreements = [100 * (1 - gap / 3 / 2) for gap in (0.5, 0, 0.5, 0, 0)]
    assert row.se_level == pytest.approx(jackknifed(levels), abs=1e-12)
    assert row.se_agreement == pytest.approx(jackknifed(agreements), abs=1e-12)


def test_rule_10_the_order_follows_the_index_with_competition_ranks_among_the_ranked(tables):
    teams = {"ada": same([4]), "ben": same([5]), "cy": same([4]), "dee": same([3]), "eve": same([5], people=4)}
    leaders = {"ada": [4], "ben": [5], "cy": [4], "dee": [3], "eve": [5]}

    table = agreement_table(*tables(teams, leaders, "a"), FIVE)

    assert table["rank"].dropna().to_dict() == {"ada": 2, "ben": 1, "cy": 2, "dee": 4}


def test_rule_10_a_hair_is_enough_to_be_ahead_for_nothing_is_rounded(tables):
    teams = {"ada": same([4], people=2000), "ben": [[5], *same([4], people=1999)]}

    table = agreement_table(*tables(teams, {"ada": [4], "ben": [4.0005]}, "a"), FIVE)

    assert 0 < table.shortlist_index["ben"] - table.shortlist_index["ada"] < 0.01
    assert table["rank"].to_dict() == {"ada": 2, "ben": 1}


def jackknifed(values):
    n, mean = len(values), sum(values) / len(values)
    return sqrt((n - 1) / n * sum((value - mean) ** 2 for value in values))
