"""The questionnaire of an edition: what is asked, which answers count, and how they are written into a ballot."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.content.reading import Area, Content, Item, OpenQuestion, Points
from award.content.text import Text
from award.editions.rules import canonical
from surveys.questionnaire.texts import inert

if TYPE_CHECKING:
    from award.editions.models import Edition

DONT_KNOW = "dk"
BLOCK = 4096
LENGTH_BYTES = 4  # what sealing writes in front of a ballot
WIDEST = "\U0001d11e"  # no character is longer than four bytes, in JSON too

Answer = int | str
Given = Mapping[str, object]
"""What a form or a ballot holds, by the name of the field: a value, or several of them."""


def ticks_of(question: OpenQuestion) -> str:
    """The field of the ticks below a text: who else may read it."""
    return f"{question.code}.may"


@dataclass(frozen=True)
class Checked:
    """Answers as they may be kept, what was said beside them, and, by code, in words, what is wrong with the rest."""

    answers: dict[str, Answer]
    others: dict[str, Any]
    errors: dict[str, str]


@dataclass(frozen=True)
class Questionnaire:
    """Frozen with the rules of its edition: every ballot of the edition is written and read by the same one.

    Employees and leaders answer the same statements, and the same open questions beside them.
    """

    areas: tuple[Area, ...]
    items: tuple[Item, ...]
    scale: Points
    dont_know: Any
    open_questions: tuple[OpenQuestion, ...]
    traits: Mapping[str, Text]

    @classmethod
    def of(cls, edition: "Edition") -> "Questionnaire":
        return cls.from_content(edition.content)

    @classmethod
    def from_content(cls, content: Content) -> "Questionnaire":
        survey = content.survey
        return cls(
            areas=survey.areas,
            items=survey.items,
            scale=survey.scale,
            dont_know=survey.dont_know,
            open_questions=survey.open_questions,
            traits={trait.code: trait.name for trait in content.traits},
        )

    @property
    def picks(self) -> tuple[OpenQuestion, ...]:
        return tuple(question for question in self.open_questions if question.kind == "pick")

    @property
    def texts(self) -> tuple[OpenQuestion, ...]:
        return tuple(question for question in self.open_questions if question.kind == "text")

    @property
    def envelope_size(self) -> int:
        """Bytes of every sealed ballot of the edition, filled up, so that no length says anything: full blocks."""
        longest = max((str(self.scale.low), str(self.scale.high), DONT_KNOW), key=len)
        widest = sorted(self.traits, key=len, reverse=True)
        others = {
            **{pick.code: widest[: pick.most] for pick in self.picks},
            **{text.code: {"text": WIDEST * text.most, "may": sorted(text.consents)} for text in self.texts},
        }
        whole = canonical({"answers": {item.code: longest for item in self.items}, "others": others})
        return -(-(len(whole) + LENGTH_BYTES) // BLOCK) * BLOCK

    def validate(self, given: Given, *, dont_know: bool = True) -> Checked:
        """Every statement needs a point of the scale; employees may also say that they don't know.

        Beside the statements nothing is required: known traits, no more than asked for, texts within their limits.
        """
        points = {str(point): point for point in self.scale}
        answers: dict[str, Answer] = {}
        others: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for item in self.items:
            answer = given.get(item.code)
            spelled = str(answer) if isinstance(answer, str | int) and not isinstance(answer, bool) else ""
            if spelled in points:
                answers[item.code] = points[spelled]
            elif dont_know and spelled == DONT_KNOW:
                answers[item.code] = DONT_KNOW
            else:
                errors[item.code] = (
                    _("Choose an answer. ‘Don't know’ is one too.") if dont_know else _("Choose an answer.")
                )
        for question in self.open_questions:
            kept, wrong = self._pick(question, given) if question.kind == "pick" else _text(question, given)
            if wrong:
                errors[question.code] = wrong
            elif kept:
                others[question.code] = kept
        return Checked(answers, others, errors)

    def _pick(self, question: OpenQuestion, given: Given) -> tuple[list[str], str]:
        chosen = several(given.get(question.code))
        if any(code not in self.traits for code in chosen):
            return [], _("Choose among the traits listed.")
        if len(chosen) > question.most:
            return [], ngettext("Choose at most %(n)s.", "Choose at most %(n)s.", question.most) % {"n": question.most}
        return chosen, ""

    def pack(self, answers: Mapping[str, Answer], others: Mapping[str, Any] | None = None) -> bytes:
        """A ballot as it is sealed: canonical, so that equal answers are equal bytes."""
        return canonical({"answers": dict(answers), "others": dict(others or {})})

    def unpack(self, ballot: bytes) -> Checked:
        """An opened ballot; ValueError when it holds anything but a whole set of answers.

        What stands beside them is kept as far as it fits: a text that does not must not cost the ratings.
        """
        try:
            whole = json.loads(ballot)
        except RecursionError as nested:
            raise ValueError("not a ballot") from nested
        match whole:
            case {"answers": dict(answers), "others": dict(others), **rest} if not rest:
                checked = self.validate(answers | as_given(others))
            case _:
                raise ValueError("not a ballot")
        codes = {item.code for item in self.items}
        if set(answers) != codes or codes & set(checked.errors):
            raise ValueError("a ballot of another questionnaire, or with answers off the scale")
        return checked


def given_by(lists: Iterable[tuple[str, Sequence[object]]]) -> dict[str, object]:
    """What a form has sent, by field: one value as it is, several as a list."""
    return {name: values[0] if len(values) == 1 else list(values) for name, values in lists}


def several(value: object) -> list[str]:
    """The values of a field that may have many: each once, as they were given."""
    values = value if isinstance(value, list | tuple) else [value]
    return list(dict.fromkeys(str(each) for each in values if each))


def _text(question: OpenQuestion, given: Given) -> tuple[dict[str, Any], str]:
    answer = given.get(question.code) or ""
    if not isinstance(answer, str):
        return {}, _("This is not a text.")
    text = inert(answer).strip()
    if len(text) > question.most:
        return {}, _("Write at most %(most)s characters; these are %(n)s.") % {"most": question.most, "n": len(text)}
    may = sorted(set(several(given.get(ticks_of(question)))) & set(question.consents))
    return ({"text": text, "may": may} if text else {}), ""


def as_given(others: Mapping[str, Any]) -> dict[str, object]:
    """What stands beside the answers, as the form had sent it."""
    given: dict[str, object] = {}
    for code, kept in others.items():
        if isinstance(kept, dict):
            given |= {code: kept.get("text"), f"{code}.may": kept.get("may")}
        else:
            given[code] = kept
    return given
