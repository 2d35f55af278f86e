"""Category and flags, at their limits."""

import pytest

from jury.stats.agreement import Scale, agreement_table

FIVE = Scale(1, 5)
BLANK = None


def same(answers, people=5):
    return [list(answers) for _ in range(people)]


@pytest.mark.parametrize(
    ("team", "leader", "category"),
    [
        ([4, 4], [5, 4.1], "over_estimator"),
        ([4, 4], [4, 5], "in_agreement_good"),  # a bias of exactly R/8 is none yet
        ([4, 4], [3, 3.9], "under_estimator"),
        ([4, 4], [3, 4], "in_agreement_good"),
        ([4, 4], [5, 3.1], "mixed"),
        ([4, 4], [4 + 5 / 6, 4 - 5 / 6], "in_agreement_good"),  # a gap of exactly A/6 is none yet
        ([3, 3], [3, 3], "in_agreement_good"),
        ([3, 2], [3, 2], "in_agreement_poor"),
        ([4, 4], [BLANK, 4], None),
    ],
)
def test_the_category_follows_direction_then_distance_then_level(tables, team, leader, category):
    table = agreement_table(*tables({"ada": same(team)}, {"ada": leader}, "ab"), FIVE)

    assert table.category.tolist() == [category]


def flags_of(tables, team, leader, areas="aabb"):
    return agreement_table(*tables({"ada": team}, {"ada": leader}, areas), FIVE).loc["ada", "flags"]


def test_a_unanimous_team_cannot_give_an_interval(tables):
    answers = tables({"ada": same([4, 3, 4, 3])}, {"ada": [4, 4, 4, 3]}, "aabb")

    row = agreement_table(*answers, FIVE).loc["ada"]

    assert row["flags"] == ("interval_not_estimable",)
    assert (row.se_shortlist_index, row.low, row.high) == (0, row.shortlist_index, row.shortlist_index)


def test_a_team_more_split_than_chance_is_polarised_and_not_merely_of_weak_consensus(tables):
    team = [*same([1, 1, 1, 1], people=3), *same([5, 5, 5, 5], people=3)]

    assert flags_of(tables, team, [3, 3, 2, 3]) == ("polarised_team",)


def test_a_team_that_lies_far_from_its_mean_without_being_polarised_has_weak_consensus(tables):
    team = [[2, 2, 2, 2], [2, 2, 2, 2], [3, 3, 3, 3], [4, 4, 4, 4], [4, 4, 4, 4], [5, 5, 5, 5]]

    assert flags_of(tables, team, [3, 4, 3, 2]) == ("weak_consensus",)


def test_consensus_at_its_very_limits_raises_no_flag(tables):
    as_spread_as_chance = [[1, 2], [2, 2], [3, 3], [4, 4], [5, 4], [3, 3], [3, 3]]  # variances 10/6 and 4/6
    weak_by_nothing = [[1], [2], [2], [3], [3], [4]]  # mean 2.5, distances 1.5 .5 .5 .5 .5 1.5: 5/6

    assert flags_of(tables, as_spread_as_chance, [3, 4], "ab") == ()
    assert flags_of(tables, weak_by_nothing, [3], "a") == ()


def test_a_leader_with_one_answer_for_everything_is_marked_even_where_a_blank_interrupts_it(tables):
    team = [[4, 4, 3, 3], [4, 4, 3, 3], [4, 4, 3, 3], [4, 4, 3, 3], [5, 4, 3, 3]]

    assert flags_of(tables, team, [4, 4, 4, 4]) == ("constant_self_rating",)
    assert flags_of(tables, team, [4, BLANK, 4, 4]) == ("constant_self_rating",)
    assert flags_of(tables, team, [4, 4, 4, 5]) == ()


def test_one_compared_statement_is_no_pattern(tables):
    team = [[4], [4], [5], [4], [4]]

    assert flags_of(tables, team, [4], "a") == ()


def test_more_than_three_answers_in_ten_missing_is_many(tables):
    full, gap = [4, 4, 4, 4, 4, 4, 4, 4, 4, 5], [4, 4, 4, 4, 4, 4, BLANK, BLANK, BLANK, BLANK]
    limit = [4, 4, 4, 4, 4, 5, 4, BLANK, BLANK, BLANK]
    leader = [4, 3, 4, 4, 4, 4, 4, 4, 4, 4]

    assert flags_of(tables, [limit] * 6, leader, "aaaaaaaaaa") == ("interval_not_estimable",)
    assert flags_of(tables, [*[limit] * 5, gap], leader, "aaaaaaaaaa") == ("many_missing",)
    assert flags_of(tables, [*[gap] * 3, *[full] * 3], leader, "aaaaaaaaaa") == ("interval_not_estimable",)


def test_many_missing_counts_usable_respondents_only(tables):
    silent = [BLANK] * 4

    assert flags_of(tables, [*same([4, 4, 3, 3], people=4), [5, 4, 3, 3], *[silent] * 9], [4, 4, 4, 3]) == ()


def test_flags_of_the_team_stand_without_a_self_assessment(tables):
    team = [*same([1, 1], people=3), *same([5, 5], people=3)]

    row = agreement_table(*tables({"ada": team}, {}, "ab"), FIVE).loc["ada"]

    assert row["flags"] == ("polarised_team",)
    assert (row.level, row.category) == (50, None)
    assert row.se_level > 0
