"""The statements as a page shows them, to employees and to leaders: rendered once, then filled with answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from award.content.reading import Item
from surveys.questionnaire.reading import DONT_KNOW, Questionnaire
from surveys.questionnaire.slots import slot

CHECKED = mark_safe(" checked")
WRONG = mark_safe(" has-error")
LISTED = 5  # statements named in the summary; the others are counted


@dataclass(frozen=True)
class Statement:
    """A statement with its tiles, and the slots for what somebody answered."""

    code: str
    number: int
    text: str
    options: list[tuple[str, str, SafeString]]
    wrong: SafeString
    described: SafeString
    error: SafeString


def parts(questionnaire: Questionnaire, *, leader: bool) -> list[dict[str, Any]]:
    """The areas in order, each with its statements, numbered through; in the wording of the one or the other."""
    statements = {s.code: s for s in _statements(questionnaire, leader=leader)}
    found = []
    for area in questionnaire.areas:
        here = [statements[item.code] for item in questionnaire.items if item.area == area.code]
        found.append({"code": area.code, "name": str(area.name), "statements": here})
    return found


def statements_html(questionnaire: Questionnaire, *, leader: bool) -> SafeString:
    shown = {"parts": parts(questionnaire, leader=leader), "total": len(questionnaire.items)}
    return render_to_string("surveys/_statements.html", shown)


def marks(given: Mapping[str, object], errors: Mapping[str, str]) -> dict[str, str]:
    """What goes into the slots. A value no tile offers has no slot and is never repeated."""
    filled: dict[str, str] = {f"{code}={answer}": CHECKED for code, answer in given.items()}
    for code, message in errors.items():
        filled[f"{code}!wrong"] = WRONG
        filled[f"{code}!described"] = format_html(' aria-describedby="e-{}"', code)
        filled[f"{code}!error"] = format_html('<p class="error-text" id="e-{}">{}</p>', code, message)
    return filled


def summary(questionnaire: Questionnaire, errors: Mapping[str, str], *, leader: bool) -> SafeString:
    """What is missing, at the top of the page, each with a link to its statement."""
    if not errors:
        return SafeString("")
    missing = [
        {"code": item.code, "number": number, "text": wording(item, leader=leader)}
        for number, item in enumerate(ordered(questionnaire), 1)
        if item.code in errors
    ]
    shown = {"missing": missing[:LISTED], "more": len(missing[LISTED:]), "total": len(missing)}
    return render_to_string("surveys/_missing.html", shown)


def ordered(questionnaire: Questionnaire) -> list[Item]:
    """The statements as they are numbered: area by area."""
    return [item for area in questionnaire.areas for item in questionnaire.items if item.area == area.code]


def wording(item: Item, *, leader: bool) -> str:
    return str(item.leader if leader else item.employee)


def _statements(questionnaire: Questionnaire, *, leader: bool) -> Iterator[Statement]:
    tiles = list(_tiles(questionnaire, leader=leader))
    for number, item in enumerate(ordered(questionnaire), 1):
        yield Statement(
            code=item.code,
            number=number,
            text=wording(item, leader=leader),
            options=[(value, label, slot(f"{item.code}={value}")) for value, label in tiles],
            wrong=slot(f"{item.code}!wrong"),
            described=slot(f"{item.code}!described"),
            error=slot(f"{item.code}!error"),
        )


def _tiles(questionnaire: Questionnaire, *, leader: bool) -> Iterator[tuple[str, str]]:
    """Words where every point has them; otherwise the number, with the word where there is one."""
    worded = questionnaire.scale.worded
    all_have_words = all(word for _, word in worded)
    for point, word in worded:
        yield str(point), str(word) if all_have_words else f"{point} · {word}" if word else str(point)
    if not leader:
        yield DONT_KNOW, str(questionnaire.dont_know)
