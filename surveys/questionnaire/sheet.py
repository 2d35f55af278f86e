"""The statements as a page shows them, to employees and to leaders: rendered once, then filled with answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from award.content.reading import Item, OpenQuestion
from surveys.questionnaire.reading import DONT_KNOW, Given, Questionnaire, several, ticks_of
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


@dataclass(frozen=True)
class Beside:
    """An open question: traits to tick, or a text with the ticks that say who else may read it."""

    code: str
    kind: str
    text: str
    notice: str
    most: int
    options: list[tuple[str, str, str, SafeString]]  # field, value, label, slot of the tick
    written: SafeString
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


def questions_html(questionnaire: Questionnaire, *, leader: bool, kept_from: tuple[int, int] | None) -> SafeString:
    """The open questions. `kept_from`: below so many answers, or so many texts, what employees write is destroyed."""
    questions = [_beside(question, questionnaire, leader=leader) for question in questionnaire.open_questions]
    shown = {"questions": questions, "kept_from": kept_from, "writes": bool(questionnaire.texts)}
    return render_to_string("surveys/_questions.html", shown) if questions else SafeString("")


def marks(given: Given, errors: Mapping[str, str]) -> dict[str, str]:
    """What goes into the slots. A value no tile offers has no slot and is never repeated."""
    filled: dict[str, str] = {f"{code}={each}": CHECKED for code, answer in given.items() for each in several(answer)}
    filled |= {f"{code}!text": answer for code, answer in given.items() if isinstance(answer, str)}
    for code, message in errors.items():
        filled[f"{code}!wrong"] = WRONG
        filled[f"{code}!described"] = format_html(' aria-describedby="e-{}"', code)
        filled[f"{code}!error"] = format_html('<p class="error-text" id="e-{}">{}</p>', code, message)
    return filled


def summary(questionnaire: Questionnaire, errors: Mapping[str, str], *, leader: bool) -> SafeString:
    """What is missing or wrong, at the top of the page, each with a link to its place."""
    if not errors:
        return SafeString("")
    missing = [
        {"code": item.code, "text": f"{number}. {wording(item, leader=leader)}"}
        for number, item in enumerate(ordered(questionnaire), 1)
        if item.code in errors
    ]
    wrong = [
        {"code": question.code, "text": f"{wording(question, leader=leader)} {errors[question.code]}"}
        for question in questionnaire.open_questions
        if question.code in errors
    ]
    shown = {"missing": missing[:LISTED], "more": len(missing[LISTED:]), "total": len(missing), "wrong": wrong}
    return render_to_string("surveys/_missing.html", shown)


def ordered(questionnaire: Questionnaire) -> list[Item]:
    """The statements as they are numbered: area by area."""
    return [item for area in questionnaire.areas for item in questionnaire.items if item.area == area.code]


def wording(item: Item | OpenQuestion, *, leader: bool) -> str:
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


def _beside(question: OpenQuestion, questionnaire: Questionnaire, *, leader: bool) -> Beside:
    if question.kind == "pick":
        offered, field = questionnaire.traits, question.code
    else:
        offered, field = {} if leader else question.consents, ticks_of(question)
    return Beside(
        code=question.code,
        kind=question.kind,
        text=wording(question, leader=leader),
        notice=str(question.notice_leader if leader else question.notice_employee),
        most=question.most,
        options=[(field, value, str(label), slot(f"{field}={value}")) for value, label in offered.items()],
        written=slot(f"{question.code}!text"),
        wrong=slot(f"{question.code}!wrong"),
        described=slot(f"{question.code}!described"),
        error=slot(f"{question.code}!error"),
    )


def _tiles(questionnaire: Questionnaire, *, leader: bool) -> Iterator[tuple[str, str]]:
    """Words where every point has them; otherwise the number, with the word where there is one."""
    worded = questionnaire.scale.worded
    all_have_words = all(word for _, word in worded)
    for point, word in worded:
        yield str(point), str(word) if all_have_words else f"{point} · {word}" if word else str(point)
    if not leader:
        yield DONT_KNOW, str(questionnaire.dont_know)
