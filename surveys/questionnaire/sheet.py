"""The statements as a page shows them, to employees and to leaders: rendered once, then filled with answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from award.content.reading import Item, OpenQuestion
from award.slots import slot
from surveys.questionnaire.reading import DONT_KNOW, Given, Questionnaire, several, ticks_of

CHECKED = mark_safe(" checked")
WRONG = mark_safe(" has-error")
INVALID = mark_safe(' aria-invalid="true"')
LISTED = 5  # statements named in the summary; the others are counted

Tile = tuple[str, str, SafeString]  # value, label, slot of the mark


@dataclass(frozen=True)
class Statement:
    """A statement with a tile per point and those that stand apart, and the slots for what somebody answered."""

    code: str
    number: int
    text: str
    options: list[Tile]
    apart: list[Tile]
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
    invalid: SafeString
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
    shown = {
        "parts": parts(questionnaire, leader=leader),
        "total": len(questionnaire.items),
        "ends": [] if _is_worded(questionnaire) else [point for point in questionnaire.scale.worded if point[1]],
        "is_worded": _is_worded(questionnaire),
    }
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
        filled[f"{code}!also"] = format_html(" e-{}", code)
        filled[f"{code}!invalid"] = INVALID
        filled[f"{code}!error"] = format_html('<p class="error-text" id="e-{}">{}</p>', code, message)
    return filled


def summary(questionnaire: Questionnaire, errors: Mapping[str, str], *, leader: bool) -> SafeString:
    """What is missing or wrong, at the top of the page, each with a link to the field that mends it."""
    if not errors:
        return SafeString("")
    first = questionnaire.scale.low
    missing = [
        {"field": f"{item.code}-{first}", "text": f"{number}. {wording(item, leader=leader)}"}
        for number, item in enumerate(ordered(questionnaire), 1)
        if item.code in errors
    ]
    wrong = [
        {
            "field": _first_field(question, questionnaire),
            "text": f"{wording(question, leader=leader)} {errors[question.code]}",
        }
        for question in questionnaire.open_questions
        if question.code in errors
    ]
    shown = {"missing": missing[:LISTED], "more": len(missing[LISTED:]), "total": len(missing), "wrong": wrong}
    return render_to_string("surveys/_missing.html", shown)


def title_prefix(errors: Mapping[str, str]) -> str:
    """The first thing a screen reader says of a page that was not taken."""
    return f"{_('Error:')} " if errors else ""


def ordered(questionnaire: Questionnaire) -> list[Item]:
    """The statements as they are numbered: area by area."""
    return [item for area in questionnaire.areas for item in questionnaire.items if item.area == area.code]


def wording(item: Item | OpenQuestion, *, leader: bool) -> str:
    return str(item.leader if leader else item.employee)


def _statements(questionnaire: Questionnaire, *, leader: bool) -> Iterator[Statement]:
    tiles = list(_tiles(questionnaire))
    apart = [] if leader else [(DONT_KNOW, str(questionnaire.dont_know))]
    for number, item in enumerate(ordered(questionnaire), 1):
        yield Statement(
            code=item.code,
            number=number,
            text=wording(item, leader=leader),
            options=[(value, label, slot(f"{item.code}={value}")) for value, label in tiles],
            apart=[(value, label, slot(f"{item.code}={value}")) for value, label in apart],
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
        described=slot(f"{question.code}!described" if question.kind == "pick" else f"{question.code}!also"),
        invalid=slot(f"{question.code}!invalid"),
        error=slot(f"{question.code}!error"),
    )


def _first_field(question: OpenQuestion, questionnaire: Questionnaire) -> str:
    return (
        f"{question.code}-{next(iter(questionnaire.traits), '')}"
        if question.kind == "pick"
        else f"text-{question.code}"
    )


def _is_worded(questionnaire: Questionnaire) -> bool:
    """Every point of the scale has words of its own: they are rows to read. Otherwise they are numbers in a row."""
    return all(word for _point, word in questionnaire.scale.worded)


def _tiles(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Words where every point has them; otherwise the number to see, and to hear also the word where there is one."""
    is_worded = _is_worded(questionnaire)
    for point, word in questionnaire.scale.worded:
        heard = format_html('{}<span class="visually-hidden"> · {}</span>', point, word) if word else str(point)
        yield str(point), str(word) if is_worded else heard
