"""What the columns and the words of a survey tool's file probably mean: shown to be corrected, never taken unseen."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from award.content.reading import Item, Points, Survey
from award.content.text import Text
from surveys.importing.gathering import EMPLOYEE, SELF
from surveys.importing.matching import Known, loosely
from surveys.importing.tables import Table

BRACKETED = re.compile(r"\[([^\[\]]*)\]")
NUMBERED = re.compile(r"SQ0*(\d+)", re.IGNORECASE)  # how LimeSurvey numbers the rows of a question
WHOLE = re.compile(r"(-?\d+)(?:[.,]0+)?")
LED = re.compile(r"(-?\d+)\s*[-–=.:)]\s*\S.*")  # “5 – fully agree”
CODED = re.compile(r"[A-Za-z]{1,2}(\d{1,3})")  # “A5”, “AO05”
SENT = {"submitdate", "date submitted", "completed", "complete", "finished"}
CALLED = {"candidate", "kandidat", "leader", "leder", "manager", "team", "group", "gruppe", "unit", "enhet", "enhed"}
ANSWERS = {"respondent", "role", "rolle", "who", "hvem", "answers as", "svarer som"}
OF_EMPLOYEES = {"employee", "employees", "ansatt", "ansatte", "medarbeider", "medarbejder", "medarbejdere", "e", "m"}
OF_LEADERS = {
    "self",
    "leader",
    "leder",
    "manager",
    "selv",
    "egenvurdering",
    "selvvurdering",
    "nærmeste leder",
    "l",
    "s",
}
NO_ANSWER = {"n/a", "na", "-", "–", "no answer", "ingen svar", "intet svar", "ikke besvart", "ikke besvaret"} | {
    *("don't know", "don’t know", "do not know", "vet ikke", "ved ikke", "dk", "-oth-", "99", "-99", "999", "."),
}


def columns_of_statements(table: Table, survey: Survey) -> list[int | None]:
    """The column of each statement: by its code, by its wording in any language, by its number within an area."""
    free = dict(enumerate(table.header))
    found: list[int | None] = [None] * len(survey.items)
    for finds in (_coded, _worded, _numbered):
        for at, item in enumerate(survey.items):
            if found[at] is None:
                fitting = [place for place, name in free.items() if finds(name, item, survey)]
                if len(fitting) == 1:
                    found[at] = fitting[0]
                    del free[fitting[0]]
    return found


def column_of_candidates(table: Table, known: Known, taken: Iterable[int | None]) -> int | None:
    """The column whose cells name most candidates, or one that is headed so."""
    free = [place for place in range(len(table.header)) if place not in set(taken)]
    naming = {place: _naming(table.values(place), known) for place in free}
    best = max(free, key=lambda place: naming[place], default=None)
    if best is not None and naming[best] >= 0.5:
        return best
    return _headed(table, free, CALLED)


def column_of_respondents(table: Table, taken: Iterable[int | None]) -> int | None:
    """The column of nothing but words for employees and leaders, or one that is headed so."""
    free = [place for place in range(len(table.header)) if place not in set(taken)]
    for place in free:
        values = {loosely(value) for value in table.values(place)}
        if values and values <= OF_EMPLOYEES | OF_LEADERS and values & OF_EMPLOYEES:
            return place
    return _headed(table, free, ANSWERS)


def column_of_sent(table: Table, taken: Iterable[int | None]) -> int | None:
    return _headed(table, [place for place in range(len(table.header)) if place not in set(taken)], SENT)


def points_of(words: Sequence[str], survey: Survey) -> dict[str, float]:
    """The points of the scale that words mean, NaN for no answer; what could be anything is not among them.

    A number is a point only if no number lies beside the scale: a tool that counts from nought means other points.
    """
    named, silent = _named_points(survey.scale), NO_ANSWER | set(map(loosely, _spoken(survey.dont_know)))
    said = {word: loosely(word) for word in words}
    found = {word: float(named[its]) for word, its in said.items() if its in named}
    found |= {word: math.nan for word, its in said.items() if its in silent and word not in found}
    open_still = [word for word in words if word not in found]
    for form in (WHOLE, LED, CODED):
        numbers = {word: int(fits[1]) for word in open_still if (fits := form.fullmatch(word))}
        alike = form is not CODED or len({word.rstrip("0123456789") for word in numbers}) == 1
        if alike and all(number in survey.scale for number in numbers.values()):
            found |= {word: float(number) for word, number in numbers.items()}
    return found


def is_coded(word: str) -> bool:
    """Whether a word is a tool's code for a point, which may well count from the other end."""
    return CODED.fullmatch(word) is not None


def respondent_of(word: str) -> str | None:
    said = loosely(word)
    return EMPLOYEE if said in OF_EMPLOYEES else SELF if said in OF_LEADERS else None


def _coded(heading: str, item: Item, survey: Survey) -> bool:
    """“JC1”, “JC[JC1]”, “JC_JC1”, “JC[JC1]. The whole question [The statement]”."""
    parts = re.split(r"[\[\]_.:;\s-]+", heading)
    return item.code.casefold() in {part.casefold() for part in parts[:4]}


def _worded(heading: str, item: Item, survey: Survey) -> bool:
    """The statement itself, alone or in brackets behind a question."""
    said = {_letters(part) for part in (heading, *BRACKETED.findall(heading), heading.partition(". ")[2])} - {""}
    return bool(said & {_letters(each) for text in (item.employee, item.leader) for each in _spoken(text)})


def _numbered(heading: str, item: Item, survey: Survey) -> bool:
    """“JC[SQ003]” or “jobcontent_SQ003”: the third statement of the area."""
    question, _sign, row = heading.partition("]")[0].replace("[", "_").rpartition("_")
    within = [each.code for each in survey.items if each.area == item.area]
    number = NUMBERED.match(row)
    called = {_letters(item.area), item.code.rstrip("0123456789").casefold()}
    return bool(number and _letters(question) in called and within.index(item.code) + 1 == int(number[1]))


def _naming(values: Sequence[str], known: Known) -> float:
    """Which part of the values means a candidate."""
    return sum(bool(known.called(value) or known.like(value)) for value in values) / max(len(values), 1)


def _headed(table: Table, free: Iterable[int], headings: Iterable[str]) -> int | None:
    return next((place for place in free if loosely(table.header[place]) in headings), None)


def _named_points(scale: Points) -> Mapping[str, int]:
    return {loosely(each): point for point, text in scale.labels.items() for each in _spoken(text)}


def _spoken(text: Text) -> list[str]:
    return [each for each in text.languages.values() if each]


def _letters(text: str) -> str:
    """A text without its blanks, stops and quotes, which tools change."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
