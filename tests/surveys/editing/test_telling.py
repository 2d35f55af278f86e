"""What a language lacks, which codes are free, and how differences are told."""

import pytest

from award.content.changing import moved, with_entry, with_value
from award.content.loading import load
from surveys.editing.selectors import free_code, missing_languages
from surveys.editing.telling import told


@pytest.fixture
def content():
    return load()


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda c: c["survey"]["areas"][0]["name"].pop("da"), "job_content"),
        (lambda c: c["survey"]["scale"]["labels"]["5"].pop("da"), "the scale"),
        (lambda c: c["survey"]["scale"]["dont_know"].pop("da"), "the scale"),
        (lambda c: c["survey"]["open_questions"][1]["notice"]["leader"].pop("da"), "comment"),
        (lambda c: c["survey"]["open_questions"][1]["consent"]["may_be_quoted"].pop("da"), "comment"),
        (lambda c: c["traits"]["traits"][2]["anchors"]["3"].pop("da"), "clear"),
        (lambda c: c["round_two"]["areas"][0]["prompt"].pop("da"), "culture"),
        (lambda c: c["round_two"]["anchors"]["7"].pop("da"), "the scale of round two"),
    ],
)
def test_every_text_that_lacks_a_language_is_found(edition, spoil, place):
    spoil(edition.content_json)

    (found,) = missing_languages(edition)

    assert found.language == "Dansk"
    assert place in found.codes


def test_our_own_texts_lack_nothing(edition):
    assert missing_languages(edition) == []


def test_a_language_nobody_wrote_statements_in_is_not_missed(edition):
    for item in edition.content_json["survey"]["items"]:
        for wording in ("employee", "leader"):
            del item[wording]["da"]

    assert missing_languages(edition) == []


@pytest.mark.parametrize(
    ("kind", "area", "code"),
    [
        ("statement", "leader_role", "LR9"),
        ("statement", "just_creativity", "JU1"),
        ("statement", "", "Q1"),
        ("area", "", "area_1"),
        ("question", "", "question_1"),
        ("area_two", "", "area_1"),
    ],
)
def test_a_free_code_is_suggested(content, kind, area, code):
    assert free_code(content, kind, area) == code


def test_differences_are_told_text_by_text(content):
    area = {"code": "job_content", "name": {"en": "The job", "nb": "Jobbinnhold", "da": "Jobindhold"}}
    after = with_value(with_entry(content, "area", area), "round_two", "max_words", 450)

    assert [(each.what, each.code, each.act, each.lines) for each in told(content, after)] == [
        ("Area", "job_content", "changed", [("Name · English", "Job content", "The job")]),
        ("Round two", "", "changed", [("Words a text may have", "600", "450")]),
    ]


def test_another_order_is_told_where_it_is_another(content):
    (difference,) = told(content, moved(content, "statement", "LR3", 1))

    assert (difference.act, difference.lines) == ("in another order", [("Order", "LR2, LR3", "LR3, LR2")])
