"""Texts as files may bring them, with as little in them as is allowed: the forms show them and leave them alone."""

import copy
import random

import pytest

from award.content.checking import check_content
from surveys.editing.actions import take_texts

PAGES = [
    ("change_text", "statement", "a"),
    ("change_text", "area", "work"),
    ("change_text", "question", "say"),
    ("change_text", "trait", "fair"),
    ("change_text", "area_two", "method"),
    ("scale",),
    ("round_two_texts",),
]
BARE = {
    "traits": {"scale": {"min": 1, "max": 3}, "traits": [{"code": "fair", "name": "Fair", "anchors": None}]},
    "survey": {
        "scale": {"min": 0, "max": 9, "labels": None, "dont_know": None},
        "areas": [{"code": "work", "name": {"sv": "Arbete", "en": None}}],
        "items": [
            {"code": "a", "area": "work", "trait": None, "theme": 3, "employee": "We\n", "leader": {"da": " De "}},
            {"code": "b", "area": "work", "theme": ["x", 4], "employee": "We", "leader": "They", "note": [[1], {}]},
        ],
        "themes": None,
        "open_questions": [
            {"code": "say", "kind": "text", "employee": "?", "leader": "?", "notice": None, "consent": {"own": "Yes"}}
        ],
    },
    "round_two": {"scale": {"min": -3, "max": 3}, "areas": [{"code": "method", "name": "How", "prompt": ""}]},
}


@pytest.fixture
def bare(edition, organiser, seen):
    check_content(BARE)
    take_texts(edition=edition, texts=copy.deepcopy(BARE), seen=seen(), by=organiser)


def filled(form):
    """What a browser sends of a form as it stands."""
    fields = {field.html_name: field.value() for field in form if not field.field.disabled}
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_bare_texts_are_shown_in_forms_that_change_nothing(desk, page, kept):
    before = kept()

    answer = desk.post(*page, **filled(desk.get(*page).context["form"]))

    assert answer.status_code == 302
    assert kept() == before


@pytest.mark.usefixtures("bare")
def test_bare_texts_are_read_compared_and_gone_back_from(desk):
    for page in (("questionnaire",), ("preview",), ("version", 2), ("go_back", 1), ("remove_text", "trait", "fair")):
        assert desk.get(*page).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, ("change_text", "statement", "EN1"), ("bring_texts",)], ids=" ".join)
def test_whatever_is_sent_is_answered(desk, page):
    """Nonsense in every field: a page with words comes back, never an error of ours."""
    dice = random.Random(7)
    values = ["", "0", "-1", "9" * 400, "1.5", "\u202e", "<b>", "a\x00b", "é" * 5000, "pick", "JC1", "[]", "None"]
    form = desk.get("scale").context["form"] if page[0] != "scale" else desk.get(*page).context["form"]
    names = [
        "code",
        "area",
        "trait",
        "theme",
        "type",
        "most",
        "low",
        "high",
        "shown",
        "max_words",
        "seen",
        "do",
        "text",
    ]
    names += [*form.fields, "employee_en", "leader_da", "name_nb", "prompt_en", "anchors_1_en", "file_survey", "upload"]
    for _round in range(25):
        typed = {name: dice.choice(values) for name in dice.sample(names, dice.randint(0, len(names)))}

        assert desk.post(*page, **typed).status_code in (200, 302, 409)
