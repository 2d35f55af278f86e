"""The dossier: what a seat reads of one candidate."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from award.editions.models import Edition
from award.editions.states import Phase
from jury.charts.dots import dots
from jury.conflicts.models import Declaration
from jury.conflicts.states import Standing
from jury.screening.gaps import Directions, closest, directions, largest
from jury.screening.groupings import Grouped, regrouped
from jury.screening.lines import leader_parts
from jury.screening.sentences import above_baseline, band, cautious, reading
from surveys.counting.results import ItemResult, Result

DOSSIER = "dossier"
AREAS = {"work": "Work", "lead": "Leading"}
WORDS = {"A1": "We listen.", "A2": "We learn."}


def at_page(edition, name, *args):
    return reverse(f"jury:{name}", args=[edition.slug, *args])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def counted(screening, leader, candidates, release_of, juror, chair, no_ties):
    candidates("C02", "C03", "C04")
    no_ties(juror, chair)
    release_of(screening, {"C01": (7, 4.6, 4), "C02": (12, 2, 2), "C03": (25, 4, None), "C04": (3, 4, 4)})
    return screening


def item(code, own, team, sign="", leaders=()):
    gap = None if own is None or team is None else round(own - team, 1)
    return ItemResult(code, own, team, sign, gap, leaders=leaders)


def result(areas=(), items=(), **given):
    """A made-up candidate of a release: areas as (code, bias, agreement, spread)."""
    source = {
        "areas": [
            {
                "code": code,
                "self": 4.0,
                "team": 4.0,
                "team_sign": "",
                "bias": bias,
                "agreement": agreement,
                "level": 75.0,
                "scored": True,
                "spread": spread,
            }
            for code, bias, agreement, spread in areas
        ],
        "items": [
            {"code": each.code, "self": each.own, "team": each.team, "team_sign": each.team_sign, "gap": each.gap}
            for each in items
        ],
        "code": "C01",
        "outcome": "counted",
        "status": "ranked",
        "reasons": [],
        "rank": 1,
        "agreement": None,
        "level": None,
        "shortlist_index": None,
        "low": None,
        "high": None,
        "bias": None,
        "category": None,
        "flags": [],
        "gate_passed": True,
        "response_class": ">=70",
        "size_band": "10-19",
    }
    return Result.of({**source, **given})


def test_a_dossier_shows_the_three_numbers_and_what_they_mean(counted, juror, sign_in):
    response = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))

    page = text_of(response)
    figures = {figure.label: figure.value for figure in response.context["dossier"].figures}
    assert list(figures) == ["Shortlist index", "Agreement, leader and team", "Level, as the team sees it"]
    assert all(value in page for value in figures.values())
    assert "place 1 of 2" in page
    assert "gate at 50" in page
    assert "The leader gave one and the same answer to every statement" in page


def test_a_dossier_of_a_small_team_clamps_means_and_says_so(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C01")))

    assert "≥ 4.5" in page
    assert "5.0" not in page.split("Statement by statement")[1].split("Round two")[0]
    assert "Fewer than ten answered." in page


def test_a_dossier_of_a_larger_team_says_nothing_of_small_ones(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C03")))

    assert "Fewer than ten answered." not in page
    assert "Small teams read lower" not in page


def test_a_dossier_without_a_self_assessment_shows_the_level_only(counted, juror, sign_in):
    response = sign_in(juror).get(at_page(counted, DOSSIER, "C03"))

    assert [figure.label for figure in response.context["dossier"].figures] == ["Level, as the team sees it"]
    assert "no self-assessment" in text_of(response)


def test_a_dossier_with_too_few_answers_says_that_and_no_number(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C04")))

    inside = page.split("Previous candidate", 1)[1]
    assert "Too few answers" in inside
    assert not re.search(r"\d+\.\d", inside)
    assert "Statement by statement" not in inside


def test_without_a_baseline_no_band_of_agreement_is_named(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C01"))).lower()

    assert not re.search(r"\b(very close|close|moderate|wide)\b", page)


def test_every_drawing_has_words(counted, juror, sign_in):
    page = sign_in(juror).get(at_page(counted, DOSSIER, "C02")).content.decode()

    plots = re.findall(r'<svg[^>]*class="plot"[^>]*>', page)
    assert plots
    assert all("aria-label=" in plot or 'aria-hidden="true"' in plot for plot in plots)
    assert "style=" not in page.split("<main")[1]


def test_a_juror_who_has_declared_nothing_or_a_tie_finds_no_dossier(counted, leader, juror, sign_in):
    own = Declaration.objects.filter(person=juror.user, candidate=leader.candidate)
    own.update(standing=Standing.RECUSED)
    recused = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))
    other = sign_in(juror).get(at_page(counted, DOSSIER, "C02"))
    own.delete()
    undeclared = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))

    assert (recused.status_code, other.status_code) == (404, 200)
    assert (undeclared.status_code, undeclared["Location"]) == (302, at_page(counted, "conflicts"))


def test_the_neighbours_and_the_place_are_among_what_the_seat_may_read(counted, leader, juror, sign_in):
    before = sign_in(juror).get(at_page(counted, DOSSIER, "C02")).context["dossier"]
    Declaration.objects.filter(person=juror.user, candidate=leader.candidate).update(standing=Standing.RECUSED)

    page = sign_in(juror).get(at_page(counted, DOSSIER, "C02"))

    after = page.context["dossier"]
    assert (before.previous.code, before.result.rank, before.ranked) == ("C01", 2, 2)
    assert (after.previous, after.result.rank, after.ranked, after.following.code) == (None, 1, 1, "C03")
    assert "C01" not in page.content.decode()


def test_the_code_stands_for_the_name_while_names_are_hidden(counted, juror, organiser, sign_in):
    hidden = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C01")))
    shown = text_of(sign_in(organiser).get(at_page(counted, DOSSIER, "C01")))
    Edition.objects.filter(pk=counted.pk).update(phase=Phase.ROUND_TWO)

    assert "Åse Østberg" not in hidden
    assert "Kundesenter Nordlys" not in hidden
    assert "Åse Østberg" in shown
    assert "Kundesenter Nordlys" in shown
    assert "Åse Østberg" in text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C01")))


@pytest.mark.parametrize("codes", [[], ["C02", "C03"]])
def test_a_dossier_asks_the_database_as_often_among_one_candidate_as_among_three(
    screening, leader, candidates, release_of, juror, no_ties, sign_in, django_assert_num_queries, codes
):
    candidates(*codes)
    no_ties(juror)
    release_of(screening, dict.fromkeys(["C01", *codes], (7, 4, 4)))
    browser = sign_in(juror)
    browser.get(at_page(screening, DOSSIER, "C01"))

    with django_assert_num_queries(16):
        page = browser.get(at_page(screening, DOSSIER, "C01"))

    assert page.context["dossier"].among == 1 + len(codes)


@pytest.mark.parametrize(
    ("agreement", "words"), [(80.0, "very close"), (79.9, "close"), (60.0, "close"), (40.0, "moderate"), (39.9, "wide")]
)
def test_a_band_of_agreement_is_named_with_its_baseline_only(agreement, words):
    with_it = result(agreement=agreement, baseline=agreement - 12)

    assert (band(with_it), above_baseline(with_it)) == (words, "12 points above what any leader would get")
    assert (band(replace(with_it, baseline=None)), above_baseline(replace(with_it, baseline=None))) == ("", "")


@pytest.mark.parametrize(
    ("baseline", "words"),
    [
        (71.0, "1 point below what any leader would get"),
        (70.2, "as much as any leader would get"),
        (69.0, "1 point above what any leader would get"),
    ],
)
def test_the_baseline_is_told_in_whole_points_up_and_down(baseline, words):
    assert above_baseline(result(agreement=70.0, baseline=baseline)) == words


def test_the_cautious_index_is_told_where_it_is_known_and_else_nothing():
    assert "about 71 and the place about 6" in cautious(result(cautious_index=71, expected_rank=6))
    assert cautious(result()) == ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"level": 75.0}, "The team’s view is favourable (level 75.0)."),
        ({"level": 74.9}, "The team’s view is mixed (level 74.9)."),
        ({"level": 49.9}, "The team’s view is unfavourable (level 49.9)."),
        ({}, "There is no agreement to speak of: one of the two sides is missing, or too little could be compared."),
        ({"flags": ["polarised_team"]}, "The team is divided: its means speak for few."),
        ({"flags": ["weak_consensus"]}, "Within the team, answers lie far from their mean."),
        (
            {"areas": [("work", 0.4, 60.0, 0.5), ("lead", 0.1, 90.0, 0.5)]},
            "Leader and team differ most on “Work”: there the leader stands higher on average.",
        ),
        (
            {"areas": [("work", -0.4, 60.0, 0.5), ("lead", 0.1, 90.0, 0.5)]},
            "Leader and team differ most on “Work”: there the leader stands lower on average.",
        ),
        (
            {"areas": [("work", 0.0, 60.0, 0.5), ("lead", 0.1, 90.0, 0.5)]},
            "Leader and team differ most on “Work”, in both directions.",
        ),
        (
            {"areas": [("work", 0.0, 60.0, 0.4), ("lead", 0.0, 60.0, 0.6)]},
            "Within the team, answers lie closest together on “Work” and furthest apart on “Leading”.",
        ),
        (
            {"areas": [("work", 0.0, 60.0, 0.5), ("lead", 0.0, 60.0, 0.6)]},
            "Within the team, answers lie about equally close together in every area.",
        ),
        ({"items": [item("A1", 4.0, 4.2)]}, "On no statement do leader and team lie more than half a step apart."),
        ({"items": [item("A1", 5.0, 4.2)]}, "The largest gap is on “We listen”: the leader answers higher."),
        ({"items": [item("A1", 3.0, 4.5, "≥")]}, "The largest gap is on “We listen”: the leader answers lower."),
    ],
)
def test_a_sentence_stands_where_its_numbers_bear_it(given, sentence):
    plain = result(areas=[("work", 0.0, 60.0, None), ("lead", 0.0, 60.0, None)], agreement=60.0, level=60.0)

    found = reading(result(**given), AREAS, WORDS)

    assert sentence in found
    if given and "level" not in given:
        assert sentence not in reading(plain, AREAS, WORDS)


def test_of_a_candidate_without_a_leaders_side_no_gap_is_told():
    found = reading(result(level=60.0, items=[item("A1", None, 4.2)]), AREAS, WORDS)

    assert found == (
        "The team’s view is mixed (level 60.0).",
        "There is no agreement to speak of: one of the two sides is missing, or too little could be compared.",
    )


def test_gaps_are_sorted_by_size_and_an_open_end_counts_at_its_middle():
    items = [
        item("a", 4.0, 4.5),
        item("b", 4.0, 4.5, "≥"),
        item("c", 5.0, 2.0),
        item("d", None, 3.0),
        item("e", 3.0, 3.0),
    ]

    assert directions(items) == Directions(higher=1, lower=1, alike=2)
    assert [each.code for each in largest(items)] == ["c", "b"]
    assert [each.code for each in closest(items)] == ["e", "a"]


def test_statements_are_regrouped_from_what_is_shown_of_each():
    items = [item("a", 4.0, 4.5, "≥"), item("b", 2.0, 3.0), item("c", 5.0, None), item("d", None, 2.0)]

    found = regrouped(items, {"x": ["a", "b", "c"], "y": ["a"], "z": ["d"], "empty": ["c"]}, (1, 5))

    assert found == (
        Grouped("x", own=3.0, team=3.9, gap=-0.9, agreement=56.2, statements=2),
        Grouped("y", own=4.0, team=4.8, gap=-0.8, agreement=62.5, statements=1),
        Grouped("z", own=None, team=2.0, gap=None, agreement=None, statements=1),
    )


def test_a_dossier_tells_themes_and_traits_and_texts_without_themes_have_no_such_table(counted, juror, sign_in):
    with_themes = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))
    content = {
        **counted.content_json,
        "survey": {k: v for k, v in counted.content_json["survey"].items() if k != "themes"},
    }
    Edition.objects.filter(pk=counted.pk).update(content_json=content)
    without = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))

    assert "Trust, involvement, presence" in text_of(with_themes)
    assert len(with_themes.context["dossier"].traits) == 7
    assert "By theme" not in text_of(without)
    assert "By trait" in text_of(without)


def test_the_leaders_of_a_group_stand_one_by_one(counted):
    codes = [each.code for each in counted.content.survey.items if each.area == "engagement"]
    items = tuple(item(code, 3.0, 4.0, leaders=(4.0, 2.0)) for code in codes)
    source = [
        {"code": each.code, "self": 3.0, "team": 4.0, "team_sign": "", "gap": -1.0, "leaders": [4.0, 2.0]}
        for each in items
    ]
    of_group = replace(result(), source={"areas": [], "items": source})

    (part,) = leader_parts(of_group, counted, (1, 5))

    assert [(line.name, line.cells[3][1]) for line in part.lines] == [("Leader 1", "100.0"), ("Leader 2", "0.0")]


def test_an_open_end_is_drawn_hollow_and_towards_its_end():
    band_drawn = dots(3, 4, 1, 5, "x", spread=0.5)

    assert 'class="c-open"' in dots(4, 4.5, 1, 5, "x", sign="≥")
    assert 'class="c-end"' in dots(4, 4.5, 1, 5, "x", sign="≥")
    assert "c-open" not in band_drawn
    assert (
        band_drawn.index("c-spread")
        < band_drawn.index("c-gap")
        < band_drawn.index("c-team")
        < band_drawn.index("c-self")
    )
