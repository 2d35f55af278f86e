"""The leader's page: the statements filled with what is stored or was just typed, and the same to read only."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from award.slots import Slotted
from surveys.questionnaire import Given, Questionnaire
from surveys.questionnaire.reading import several
from surveys.questionnaire.sheet import marks, parts, questions_html, statements_html, wording


def filled(questionnaire: Questionnaire, given: Given, errors: Mapping[str, str]) -> SafeString:
    asked = statements_html(questionnaire, leader=True) + questions_html(questionnaire, leader=True, kept_from=None)
    sheet = Slotted(asked).fill(marks(given, errors))
    return mark_safe(sheet.decode())  # noqa: S308  # slots escape what is put into them


def read_only(questionnaire: Questionnaire, given: Given) -> dict[str, Any]:
    """Every statement with the words of the answer, and what stands beside them."""
    areas = [
        {
            "name": part["name"],
            "rows": [(s.number, s.text, _chosen(s.options, given, s.code)) for s in part["statements"]],
        }
        for part in parts(questionnaire, leader=True)
    ]
    beside = []
    for question in questionnaire.open_questions:
        if question.kind == "pick":
            said = [
                str(questionnaire.traits[c]) for c in several(given.get(question.code)) if c in questionnaire.traits
            ]
        else:
            said = several(given.get(question.code))
        beside.append((wording(question, leader=True), said))
    return {"areas": areas, "beside": beside}


def _chosen(options: list[tuple[str, str, SafeString]], given: Given, code: str) -> str:
    return next((label for value, label, _slot in options if value == str(given.get(code))), "")
