"""What a dossier says in sentences, from made-up figures."""

import pytest
from django.utils.translation import override

from jury.screening.bands import AGREEMENT, LEVEL, ONE_MIND, SPLIT, SPREAD, band, consensus
from jury.screening.enumerating import joined, quoted
from jury.screening.sentences import agreement_words, cautious, reading
from tests.jury.screening.made_up import area, item, result

AREAS = {"work": "Work", "lead": "Leading", "team": "The team"}
WORDS = {"A1": "We listen.", "A2": "We learn.", "A3": "We laugh."}
SCALE = (1, 5)


def read(**given):
    return reading(result(**given), AREAS, WORDS, SCALE)


@pytest.mark.parametrize(
    ("agreement", "word"), [(80.0, "very close"), (79.9, "close"), (60.0, "close"), (40.0, "moderate"), (39.9, "wide")]
)
def test_a_band_of_agreement_is_named_with_its_baseline_only(agreement, word):
    assert band(agreement, AGREEMENT).name == word
    assert agreement_words(agreement, agreement - 12) == f"{word}, 12 points above what any leader would get"
    assert agreement_words(agreement, None) == ""
    assert agreement_words(None, agreement) == ""


@pytest.mark.parametrize(
    ("baseline", "words"),
    [
        (82.0, "close, 12 points below what any leader would get"),
        (71.0, "close, 1 point below what any leader would get"),
        (70.2, "close, as much as any leader would get"),
        (69.0, "close, 1 point above what any leader would get"),
    ],
)
def test_the_baseline_is_told_in_whole_points_up_and_down(baseline, words):
    assert agreement_words(70.0, baseline) == words


@pytest.mark.parametrize(
    ("level", "word"),
    [(75.0, "favourable"), (74.9, "mixed"), (50.0, "mixed"), (49.9, "unfavourable"), (0.0, "unfavourable")],
)
def test_a_level_has_one_of_three_words(level, word):
    assert band(level, LEVEL).name == word


@pytest.mark.parametrize(
    ("spread", "rwg", "scale", "word"),
    [
        (0.0, 1.0, (1, 5), ONE_MIND),
        (0.5, None, (1, 5), ONE_MIND),
        (0.6, None, (1, 5), SPREAD),
        (0.8, 0.1, (1, 5), SPREAD),
        (0.8, -0.1, (1, 5), SPLIT),
        (0.9, None, (1, 5), SPLIT),
        (0.9, None, (1, 10), ONE_MIND),
        (1.7, None, (1, 10), SPLIT),
    ],
)
def test_consensus_has_a_word_by_how_many_points_the_scale_has(spread, rwg, scale, word):
    assert consensus(spread, rwg, scale) == word


def test_the_cautious_index_is_told_where_it_is_known_and_else_nothing():
    assert "about 71 and the place about 6" in cautious(result(cautious_index=71, expected_rank=6))
    assert cautious(result()) == ""


@pytest.mark.parametrize(
    ("baseline", "sentence"),
    [
        (
            None,
            "Leader and team agree to 70.0 of 100; what any leader would get is not known here, so no word is put "
            "to it.",
        ),
        (69.0, "Leader and team agree to 70.0 of 100, which we call “close”: 1 point above what any leader would get."),
        (
            58.0,
            "Leader and team agree to 70.0 of 100, which we call “close”: 12 points above what any leader would get.",
        ),
        (
            82.0,
            "Leader and team agree to 70.0 of 100, which we call “close”: 12 points below what any leader would get.",
        ),
        (70.0, "Leader and team agree to 70.0 of 100, which we call “close”: as much as any leader would get."),
    ],
)
def test_agreement_is_one_sentence_and_without_a_baseline_it_has_no_word(baseline, sentence):
    assert read(agreement=70.0, baseline=baseline) == (sentence,)


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
            {"areas": [area("work", 4.4, 4.0, 60.0), area("lead", 4.0, 4.0, 90.0)]},
            "The team and the leader see “Leading” most alike; they differ most on “Work”, where the leader stands "
            "higher on average (+0.4).",
        ),
        (
            {"areas": [area("work", 3.6, 4.0, 60.0), area("lead", 4.0, 4.0, 90.0)]},
            "The team and the leader see “Leading” most alike; they differ most on “Work”, where the leader stands "
            "lower on average (−0.4).",
        ),
        (
            {"areas": [area("work", 4.0, 4.0, 60.0), area("lead", 4.0, 4.0, 90.0)]},
            "The team and the leader see “Leading” most alike; they differ most on “Work”, in both directions at once.",
        ),
        (
            {"areas": [area("work", agreement=60.0), area("lead", agreement=90.0), area("team", agreement=60.0)]},
            "The team and the leader see “Leading” most alike; they differ most on “Work” and “The team”.",
        ),
        (
            {"areas": [area("work"), area("lead"), area("team")]},
            "The team and the leader agree to the same degree on “Work”, “Leading” and “The team”.",
        ),
        (
            {"areas": [area("work"), area("lead", own=None, agreement=None)]},
            "Only on “Work” could leader and team be compared.",
        ),
        ({"areas": [area("work", spread=0.4)]}, "The team is of one mind on “Work”."),
        (
            {"areas": [area("work", spread=0.4), area("lead", spread=0.7), area("team", spread=0.7)]},
            "The team’s answers are somewhat spread on “Leading” and “The team”.",
        ),
        (
            {"areas": [area("work", spread=0.9), area("lead", spread=0.5)], "flags": ["weak_consensus"]},
            "The team is split on “Work”.",
        ),
        ({"areas": [area("work", spread=0.4), area("lead", spread=0.0)]}, "The team is of one mind in every area."),
        ({"items": [item("A1", 4.0, 4.2)]}, "On no statement do leader and team lie more than half a step apart."),
        ({"items": [item("A1", 5.0, 4.2)]}, "The leader answers higher above all on “We listen” (+0.8)."),
        ({"items": [item("A1", 3.0, 4.5, "≥")]}, "The leader answers lower above all on “We listen” (≤ −1.5)."),
        (
            {"items": [item("A1", 5.0, 4.0), item("A2", 5.0, 4.0), item("A3", 3.0, 4.0)]},
            "The leader answers higher above all on “We listen” and “We learn” (+1.0).",
        ),
        (
            {"items": [item("A1", 3.0, 4.0), item("A2", 3.0, 4.0), item("A3", 3.0, 4.0)]},
            "The leader answers lower above all on 3 statements (−1.0 each).",
        ),
        (
            {"items": [item("A1", 5.0, 4.0), item("A2", 5.0, 4.0), item("A3", 5.0, 4.0)]},
            "The leader answers higher above all on 3 statements (+1.0 each).",
        ),
    ],
)
def test_a_sentence_stands_where_its_numbers_bear_it(given, sentence):
    plain = read(areas=[area("work"), area("lead")], agreement=60.0, level=60.0)

    assert sentence in read(**given)
    if given and "level" not in given:
        assert sentence not in plain


def test_a_weak_consensus_is_told_area_by_area_where_it_can_be():
    told = read(areas=[area("work", spread=0.9)], flags=["weak_consensus"], agreement=60.0)

    assert "Within the team, answers lie far from their mean." not in told
    assert "The team is split on “Work”." in told


def test_of_a_candidate_without_a_leaders_side_no_gap_is_told():
    assert read(level=60.0, items=[item("A1", None, 4.2)]) == (
        "The team’s view is mixed (level 60.0).",
        "There is no agreement to speak of: one of the two sides is missing, or too little could be compared.",
    )


@pytest.mark.parametrize(("language", "words"), [("en", "a, b and c"), ("nb", "a, b og c"), ("da", "a, b og c")])
def test_names_are_strung_together_as_the_language_does(language, words):
    with override(language):
        assert joined(["a", "b", "c"]) == words
        assert joined(["a"]) == "a"


def test_a_statement_within_a_sentence_loses_its_full_stop():
    assert quoted(["We listen.", "We learn."]) == "“We listen” and “We learn”"
