"""The scale everybody answers on, and what holds for all areas of round two."""

import pytest

FIVE = {"low": "1", "high": "5", "shown": "1 5"}
SEVEN = {"low": "1", "high": "7", "shown": "1 7"}
WORDS = {"labels_1_en": "Never", "labels_7_en": "Always", "dont_know_en": "Cannot say"}


@pytest.fixture
def scale(edition):
    def now():
        edition.refresh_from_db()
        return edition.content_json["survey"]["scale"]

    return now


def test_words_are_seen_under_their_numbers_before_other_points_are_stored(desk, seen, scale, text, kept):
    before, typed = kept(), {**FIVE, "high": "7", "labels_5_en": "Strongly agree"}

    asked = desk.post("scale", seen=seen(), **typed)

    assert "These are other points. Look at the words of each below, then store them." in text(asked)
    assert 'name="labels_7_en"' in text(asked)
    assert kept() == before

    done = desk.post("scale", seen=seen(), **SEVEN, **WORDS)

    assert done.status_code == 302
    labels = {"1": {"en": "Never"}, "7": {"en": "Always"}}
    assert scale() == {"min": 1, "max": 7, "labels": labels, "dont_know": {"en": "Cannot say"}}
    assert "7 · Always" in text(desk.get("questionnaire"))


def test_a_double_click_changes_the_scale_once(desk, seen, kept):
    opened = seen()
    desk.post("scale", seen=opened, **SEVEN, **WORDS)
    once = kept()

    assert desk.post("scale", seen=opened, **SEVEN, **WORDS).status_code == 302
    assert kept() == once


def test_words_of_points_that_go_go_with_them(desk, seen, scale):
    desk.post("scale", seen=seen(), low="1", high="4", shown="1 4", labels_1_en="No", labels_4_en="Yes")

    assert scale() == {"min": 1, "max": 4, "labels": {"1": {"en": "No"}, "4": {"en": "Yes"}}}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"high": "2"}, "A scale has three to ten points."),
        ({"high": "11"}, "A scale has three to ten points."),
        ({"low": "-11"}, "Ensure this value is greater than or equal to -10."),
        ({"low": "one"}, "Enter a whole number."),
        ({"low": "", "high": ""}, "This field is required."),
        ({"labels_3_da": "x" * 81}, "Ensure this value has at most 80 characters (it has 81)."),
    ],
)
def test_a_scale_nobody_could_answer_on_is_refused_at_its_field(desk, seen, kept, text, typed, words):
    before = kept()

    answer = desk.post("scale", seen=seen(), **{**FIVE, "labels_1_en": "Never ever", **typed})

    assert answer.status_code == 200
    assert words in text(answer)
    assert "Never ever" in text(answer)
    assert kept() == before


def test_a_scale_somebody_else_changed_meanwhile_is_not_overwritten(desk, seen, kept, text):
    opened = seen()
    desk.post("scale", seen=opened, **SEVEN, **WORDS)
    before = kept()

    answer = desk.post("scale", seen=opened, **FIVE, labels_1_en="Not at all")

    assert answer.status_code == 409
    assert "Not at all" in text(answer)
    assert kept() == before


def test_round_two_has_its_words_and_what_its_scores_mean(desk, edition, seen, text):
    form = desk.get("round_two_texts").context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}

    answer = desk.post(
        "round_two_texts", **{**typed, "max_words": "450", "anchors_7_en": "Done daily.", "seen": seen()}
    )

    edition.refresh_from_db()
    assert answer.status_code == 302
    assert edition.content_json["round_two"]["max_words"] == 450
    assert edition.content_json["round_two"]["anchors"]["7"]["en"] == "Done daily."
    assert len(edition.content_json["round_two"]["areas"]) == 5


@pytest.mark.parametrize("words", ["0", "5001", "many", ""])
def test_round_two_takes_no_other_number_of_words(desk, seen, kept, words):
    before = kept()

    assert desk.post("round_two_texts", seen=seen(), max_words=words).status_code == 200
    assert kept() == before
