"""The questionnaire of an edition: what is asked, which answers count, and how they are written into a ballot."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.content.reading import Area, Content, Item, OpenQuestion, Points
from award.editions.rules import canonical
from surveys.questionnaire.texts import inert

if TYPE_CHECKING:
    from award.editions.models import Edition

DONT_KNOW = "dk"
BLOCK = 4096
LENGTH_BYTES = 4  # what sealing writes in front of a ballot

Answer = int | str


@dataclass(frozen=True)
class Checked:
    """Answers as they may be kept, and, by code, in words, what is wrong with the others."""

    answers: dict[str, Any]
    errors: dict[str, str]


@dataclass(frozen=True)
class Questionnaire:
    """Frozen with the rules of its edition: every ballot of the edition is written and read by the same one.

    Employees and leaders answer the same statements; a ballot holds nothing else.
    """

    areas: tuple[Area, ...]
    items: tuple[Item, ...]
    scale: Points
    dont_know: Any
    open_questions: tuple[OpenQuestion, ...]
    traits: tuple[str, ...]

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
            traits=tuple(trait.code for trait in content.traits),
        )

    @property
    def envelope_size(self) -> int:
        """Bytes of every sealed ballot of the edition, filled up, so that no length says anything: full blocks."""
        longest = max((str(self.scale.low), str(self.scale.high), DONT_KNOW), key=len)
        whole = canonical({item.code: longest for item in self.items})
        return -(-(len(whole) + LENGTH_BYTES) // BLOCK) * BLOCK

    def validate(self, given: Mapping[str, object], *, dont_know: bool = True) -> Checked:
        """Every statement needs a point of the scale; employees may also say that they don't know."""
        points = {str(point): point for point in self.scale}
        answers: dict[str, Answer] = {}
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
        return Checked(answers, errors)

    def validate_others(self, given: Mapping[str, object]) -> Checked:
        """What is said beside the statements: known traits, no more than asked for, and texts within their limits."""
        answers: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for question in self.open_questions:
            answer = given.get(question.code)
            if not answer:
                continue
            kept, wrong = self._pick(question, answer) if question.kind == "pick" else _text(question, answer)
            if wrong:
                errors[question.code] = wrong
            elif kept:
                answers[question.code] = kept
        return Checked(answers, errors)

    def _pick(self, question: OpenQuestion, answer: object) -> tuple[list[str], str]:
        chosen = list(dict.fromkeys(answer)) if isinstance(answer, list | tuple) else [answer]
        if any(code not in self.traits for code in chosen):
            return [], _("Choose among the traits listed.")
        if len(chosen) > question.most:
            return [], ngettext("Choose at most %(n)s.", "Choose at most %(n)s.", question.most) % {"n": question.most}
        return [str(code) for code in chosen], ""

    def pack(self, answers: Mapping[str, Answer]) -> bytes:
        """A ballot as it is sealed: canonical, so that equal answers are equal bytes."""
        return canonical(dict(answers))

    def unpack(self, ballot: bytes) -> dict[str, Answer]:
        """The answers of an opened ballot; ValueError when it holds anything but a whole set of them."""
        try:
            given = json.loads(ballot)
        except RecursionError as nested:
            raise ValueError("not a ballot") from nested
        if not isinstance(given, dict) or set(given) != {item.code for item in self.items}:
            raise ValueError("a ballot of another questionnaire")
        checked = self.validate(given)
        if checked.errors:
            raise ValueError("a ballot with answers off the scale")
        return checked.answers


def _text(question: OpenQuestion, answer: object) -> tuple[str, str]:
    if not isinstance(answer, str):
        return "", _("This is not a text.")
    text = inert(answer).strip()
    if len(text) > question.most:
        return "", _("Write at most %(most)s characters; these are %(n)s.") % {"most": question.most, "n": len(text)}
    return text, ""
