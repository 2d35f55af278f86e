"""The rows of a dossier: gaps, areas, statements, themes, traits, a group's leaders; from made-up figures."""

import re

import pytest

from jury.charts.dots import dots
from jury.screening.area_words import areas_read, conventions
from jury.screening.caveats import coverage
from jury.screening.gaps import (
    ALIKE,
    BOTH,
    HIGHER,
    LOWER,
    RATHER_HIGHER,
    RATHER_LOWER,
    Directions,
    closest,
    direction,
    directions,
    furthest,
    largest,
)
from jury.screening.groupings import Grouped, by_theme, regrouped
from jury.screening.lines import Sides, area_lines, grouped_lines, leader_parts, statement_line, statement_parts
from jury.screening.picks import PickRow, picks_read
from tests.jury.screening.made_up import area, item, result

SCALE = (1, 5)


@pytest.fixture
def content(edition):
    return edition.content


@pytest.fixture
def areas(content):
    return [each.code for each in content.survey.areas]


def sides_of(found, **given):
    return Sides.of(found, SCALE, **{"is_group": False, **given})


def words_of(found, content):
    return [each.words for each in areas_read(found, content, sides_of(found))]


def test_gaps_are_sorted_by_size_and_an_open_end_counts_at_its_middle():
    items = [
        item("a", 4.0, 4.5),
        item("b", 4.0, 4.5, "≥"),
        item("c", 5.0, 2.0),
        item("d", None, 3.0),
        item("e", 3.0, 3.0),
    ]

    assert directions(items) == Directions(higher=1, lower=1, alike=2)
    assert [each.code for each in largest(items).items] == ["c", "b"]
    assert [each.code for each in closest(items).items] == ["e", "a"]
    assert [each.code for each in furthest(items, 1)] == ["c"]


def test_of_statements_that_tie_the_first_five_stand_and_the_others_are_counted():
    gaps, agreements = (
        [item(f"g{n}", 5.0, 3.0) for n in range(7)],
        [item(f"a{n}", 4.0, 4.0) for n in range(6)],
    )
    items = [item("b", 5.0, 2.0), *gaps, *agreements, item("c", 4.0, 4.4)]

    assert [each.code for each in largest(items).items] == ["b", "g0", "g1", "g2", "g3"]
    assert [each.code for each in closest(items).items] == ["a0", "a1", "a2", "a3", "a4"]
    assert (largest(items).ties, closest(items).ties) == (3, 1)
    assert (largest([]).items, largest([]).ties) == ((), 0)


@pytest.mark.parametrize(
    ("own", "agreement", "which"),
    [
        (4.6, 70.0, HIGHER),
        (4.5, 75.0, RATHER_HIGHER),
        (4.0, 100.0, ALIKE),
        (3.5, 75.0, RATHER_LOWER),
        (3.4, 70.0, LOWER),
        (4.1, 50.0, BOTH),
        (None, None, ""),
    ],
)
def test_an_area_lies_one_way_or_the_other_or_both(own, agreement, which):
    (found,) = result(areas=[area("work", own, 4.0, agreement)]).areas

    assert direction(found, SCALE) == which


def test_an_area_of_a_large_team_is_told_with_baseline_direction_and_consensus(content, areas):
    spread = {"spread": 0.4, "rwg": 0.8, "awg": 0.7, "thirds": [10, 30, 60], "baseline": 63.0}
    found = result(areas=[area(areas[0], 4.6, 4.0, 70.0, **spread)], size_band="20+")

    assert words_of(found, content)[0] == (
        "Agreement of leader and team: close, 7 points above what any leader would get.",
        "The leader stands higher than the team on average.",
        "The team is of one mind: answers lie 0.4 points from their mean on average.",
        "Agreement among the team itself, 1 being unanimous: r*wg 0.8 · a_wg 0.7.",
        "Its answers, to ten per cent: lower part of the scale ≤ 10 %, middle 30 %, upper 60 %.",
    )


def test_an_area_of_an_older_release_is_told_without_what_it_lacks(content, areas):
    found = result(areas=[area(areas[0], 4.0, 4.0, 100.0, spread=0.9)])

    assert words_of(found, content)[0] == (
        "Leader and team stand alike on average.",
        "The team is split: answers lie 0.9 points from their mean on average.",
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ("5-9", "How far its answers lie apart is not shown of a team below ten."),
        (
            "10-19",
            "How far its answers lie apart is not shown: fewer than ten answered one of its statements, or fewer than "
            "three of them are shown.",
        ),
    ],
)
def test_why_no_spread_is_shown_is_said(content, areas, size, words):
    assert words_of(result(areas=[area(areas[0])], size_band=size), content)[0][-1] == words


def test_an_area_the_leader_skipped_or_nobody_answered_says_so(content, areas):
    skipped, thin = area(areas[0], None, None, None, 60.0), area(areas[1], 4.0, 4.0, None, None)
    found = result(areas=[skipped, thin])

    told = words_of(found, content)

    assert told[0][0] == "The leader answered none of these statements, so there is nothing to compare."
    assert told[1][0] == "Fewer than half of its statements could be compared, so no agreement is told."
    assert "Fewer than half of its statements have enough answers, so no level is told." in told[1]
    assert told[2] == ("Too few of its statements have enough answers, so nothing of this area is shown as a whole.",)


def test_an_area_that_could_not_be_compared_stands_at_its_level(content, areas):
    found = result(areas=[area(areas[0], None, None, None, 62.5), area(areas[1])])

    (first, *_others) = area_lines(found, content, sides_of(found))

    assert dict(first.cells) == {"leader": "–", "team": "3.5", "gap": "–", "agreement": "–", "level": "62.5"}


def test_without_a_leaders_side_no_column_speaks_of_it(content, areas):
    found = result(areas=[area(areas[0], None, 3.5, None, 62.5)], items=[item("A1", None, 3.5)])
    sides = sides_of(found)

    assert next(dict(line.cells) for line in area_lines(found, content, sides)) == {"team": "3.5", "level": "62.5"}
    assert statement_line("We listen.", found.items[0], sides).cells == (("team", "3.5"),)
    assert statement_line("We listen.", found.items[0], sides).notes == ()
    assert words_of(found, content)[0][0].startswith("How far its answers")


def test_the_baseline_of_an_area_has_its_own_column_where_it_is_known(content, areas):
    with_it, without = result(areas=[area(areas[0], baseline=63.0)]), result(areas=[area(areas[0])])

    (first, *_others) = area_lines(with_it, content, sides_of(with_it))
    (bare, *_others) = area_lines(without, content, sides_of(without))

    assert dict(first.cells)["any leader"] == "63.0"
    assert "any leader" not in dict(bare.cells)


@pytest.mark.parametrize(
    ("shown", "notes"),
    [
        (item("A1", None, 4.0), ("the leader gave no answer",)),
        (item("A1", 4.0, None), ("the team’s answers are withheld",)),
        (item("A1", 3.0, 4.0, leaders=(4.0, None, 2.0)), ("leaders, one by one: 4 · – · 2",)),
        (item("A1", 4.0, 4.0, thirds=(10, 30, 60)), ("team: low ≤ 10 %, middle 30 %, high 60 %",)),
        (item("A1", 4.0, 4.0), ()),
    ],
)
def test_a_statement_says_why_a_number_is_missing(shown, notes):
    assert statement_line("We listen.", shown, Sides(SCALE)).notes == notes


def test_statements_are_regrouped_from_what_is_shown_of_each():
    items = [item("a", 4.0, 4.5, "≥"), item("b", 2.0, 3.0), item("c", 5.0, None), item("d", None, 2.0)]

    found = regrouped(items, {"x": ["a", "b", "c"], "y": ["a"], "z": ["d"], "empty": ["c"]}, SCALE)

    assert found == (
        Grouped("x", own=3.0, team=3.9, gap=-0.9, agreement=56.2, statements=2),
        Grouped("y", own=4.0, team=4.8, gap=-0.8, agreement=62.5, statements=1),
        Grouped("z", own=None, team=2.0, gap=None, agreement=None, statements=1),
    )


def test_a_theme_of_one_statement_says_so(content):
    themes = by_theme(content)
    first = next(iter(themes.names))
    group = Grouped(first, own=None, team=2.0, gap=None, agreement=None, statements=1)

    (line,) = grouped_lines([group], themes, Sides(SCALE))

    assert (line.name, line.notes) == (themes.names[first], ("one statement only", "the leader gave no answer"))


def test_the_leaders_of_a_group_stand_one_by_one(content):
    codes = [each.code for each in content.survey.items if each.area == "engagement"]
    found = result(items=[item(code, 3.0, 4.0, leaders=(4.0, 2.0, None)) for code in codes])

    (part,) = leader_parts(found, content, sides_of(found, is_group=True))

    assert [(line.name, line.cells[0][1], line.cells[3][1]) for line in part.lines] == [
        ("Leader 1", "4.0", "100.0"),
        ("Leader 2", "2.0", "0.0"),
        ("Leader 3", "–", "–"),
    ]
    assert part.lines[2].notes == ("the leader gave no answer",)


def test_a_single_leader_is_not_told_one_by_one(content):
    codes = [each.code for each in content.survey.items]
    found = result(items=[item(code, 3.0, 4.0) for code in codes])

    assert leader_parts(found, content, sides_of(found)) == ()
    assert len(list(statement_parts(found, content, sides_of(found)))) == len(content.survey.areas)
    assert list(statement_parts(result(), content, sides_of(found))) == []


def picked(content, leader, team):
    found = result(picks=[{"code": "best_traits", "leader": leader, "team": team}])
    return next(picks_read(found, content))


def test_picks_of_leader_and_team_stand_side_by_side(content):
    first, second, *_others = (trait.code for trait in content.traits)

    small = picked(content, [first], [{"trait": first, "place": 1}])
    large = picked(content, [second], [{"trait": first, "share": "most"}, {"trait": second, "share": "few"}])

    names = [str(trait.name) for trait in content.traits]
    assert small.rows[:2] == (
        PickRow(names[0], by_leader=True, team="place 1", by_both=True),
        PickRow(names[1], by_leader=False, team="not among the first three places", by_both=False),
    )
    assert large.rows[:2] == (
        PickRow(names[0], by_leader=False, team="chosen by more than two thirds", by_both=False),
        PickRow(names[1], by_leader=True, team="chosen by a third or fewer", by_both=False),
    )


def test_what_is_missing_of_the_picks_is_said(content):
    first = content.traits[0].code

    assert picked(content, [first], []).states == ("Too few of the team chose for anything to be shown.",)
    assert picked(content, [], [{"trait": first, "share": "most"}]).states == ("The leader chose none.",)
    assert (picked(content, [], []).rows, picked(content, [], []).states) == (
        (),
        ("No choice of either side is shown.",),
    )


def test_how_many_statements_stand_behind_the_numbers_is_said():
    found = result(items=[item("A1", 4.0, 4.0), item("A2", None, 4.0), item("A3", 4.0, None)])

    assert coverage(found) == "Statements shown: 2 of 3; compared with the leader’s answer: 1."
    assert coverage(result()) == "Single statements are not part of this release."


def test_the_words_for_consensus_come_with_their_borders():
    assert "at most 0.5 points" in conventions((1, 5))
    assert "more than 0.8" in conventions((1, 5))


def test_an_open_end_is_drawn_hollow_and_towards_its_end():
    band_drawn = dots(3, 4, 1, 5, "x", spread=0.5)

    assert 'class="c-open"' in dots(4, 4.5, 1, 5, "x", sign="≥")
    assert 'class="c-end"' in dots(4, 4.5, 1, 5, "x", sign="≥")
    assert re.findall(r'class="(c-(?:open|spread|gap|team|self))"', band_drawn) == [
        "c-spread",
        "c-gap",
        "c-team",
        "c-self",
    ]


def test_a_group_is_drawn_with_each_leader_under_their_mean():
    drawn = dots(3, 4, 1, 5, "x", leaders=(2, None, 4))

    assert re.findall(r'class="(c-(?:team|one|self))"', drawn) == ["c-team", "c-one", "c-one", "c-self"]
