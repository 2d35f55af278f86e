"""What the columns and the words of a survey tool's file probably mean: shown to be corrected, never taken unseen."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from award.content.reading import Item, Points, Survey
from award.content.text import Text
from surveys.importing.gathering import EMPLOYEE, SELF
from surveys.importing.matching import Known, loosely
from surveys.importing.tables import Table, letters

LONGEST_CODE = 200
BRACKETED = re.compile(r"\[([^\[\]]*)\]")
NUMBERED = re.compile(r"SQ0*(\d{1,4})(?!\d)", re.IGNORECASE)  # how LimeSurvey numbers the rows of a question
WHOLE = re.compile(r"(-?\d{1,9})(?:[.,]0+)?")
LED = re.compile(r"(-?\d{1,9})\s*[-–=.:)]\s*([^\d\s].*)")  # “5 – fully agree”, never “3.9”
CODED = re.compile(r"[A-Za-z]{1,2}(\d{1,3})")  # “A5”, “AO05”
SENT = {"submitdate", "datesubmitted", "datoinnsendt", "innsendt", "datoindsendt", "indsendt", "sendt", "afsendt"} | {
    *("completed", "complete", "finished", "fullført", "gennemført"),
}
IS_SENT, IS_NOT_SENT = (
    {"x", "true", "yes", "ja", "1", "complete", "completed", "finished", "100"},
    {
        *("false", "no", "nei", "nej", "0", "incomplete", "partial"),
    },
)
CALLED = {"candidate", "kandidat", "leader", "leder", "manager", "team", "group", "gruppe", "unit", "enhet", "enhed"}
ANSWERS = {"respondent", "role", "rolle", "who", "hvem", "answers as", "svarer som"}
OF_EMPLOYEES = {"employee", "employees", "ansatt", "ansatte", "medarbeider", "medarbejder", "medarbejdere"}
OF_LEADERS = {"self", "leader", "leder", "manager", "selv", "egenvurdering", "selvvurdering", "nærmeste leder"}
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
    """The column that says whether a response was sent: by its heading, or as the one of times with gaps in it."""
    free = [place for place in range(len(table.header)) if place not in set(taken)]
    headed = next((place for place in free if letters(table.header[place]) in SENT), None)
    marked = (place for place in free if table.values(place) == ["x"] and not all(table.column(place)))
    return headed if headed is not None else next(marked, None)


def naming(table: Table, known: Known, taken: Iterable[int | None]) -> list[str]:
    """Headings of other columns whose cells name candidates, too."""
    free = [place for place in range(len(table.header)) if place not in set(taken)]
    return [table.header[place] for place in free if _naming(table.values(place), known) >= 0.5]


def by_number(table: Table, places: Iterable[int | None], survey: Survey) -> bool:
    """Whether a statement has the column of its number, which no code and no wording bears out."""
    pairs = [(table.header[place], item) for place, item in zip(places, survey.items, strict=True) if place is not None]
    return any(
        _numbered(name, item, survey) and not _coded(name, item, survey) and not _worded(name, item, survey)
        for name, item in pairs
    )


def points_of(words: Sequence[str], survey: Survey) -> dict[str, float]:
    """The points of the scale that words mean, NaN for no answer; what could be anything is not among them.

    A number is a point only if no number lies beside the scale: a tool that counts from nought means other points.
    Words behind a number must not say another point.
    """
    named, silent = _named_points(survey.scale), NO_ANSWER | set(map(loosely, _spoken(survey.dont_know)))
    said = {word: loosely(word) for word in words}
    found = {word: float(named[its]) for word, its in said.items() if its in named}
    found |= {word: math.nan for word, its in said.items() if its in silent and word not in found}
    open_still = [word for word in words if word not in found]
    for form in (WHOLE, LED, CODED):
        fits = {word: fit for word in open_still if (fit := form.fullmatch(word))}
        numbers = {word: int(fit[1]) for word, fit in fits.items()}
        alike = form is not CODED or len({word.rstrip("0123456789") for word in numbers}) == 1
        if form is LED:
            alike = all(named.get(loosely(fit[2]), numbers[word]) == numbers[word] for word, fit in fits.items())
        if alike and all(number in survey.scale for number in numbers.values()):
            found |= {word: float(number) for word, number in numbers.items()}
    return found


def is_sent(word: str) -> bool | None:
    return True if loosely(word) in IS_SENT else False if loosely(word) in IS_NOT_SENT else None


def is_coded(word: str) -> bool:
    """Whether a word is a tool's code for a point, which may well count from the other end."""
    return CODED.fullmatch(word) is not None


def respondent_of(word: str) -> str | None:
    said = loosely(word)
    return EMPLOYEE if said in OF_EMPLOYEES else SELF if said in OF_LEADERS else None


def _coded(heading: str, item: Item, survey: Survey) -> bool:
    """“JC1”, “JC[JC1]”, “JC_JC1”, “JC[JC1]. The whole question [The statement]”."""
    return item.code.casefold() in _parts(heading)


@lru_cache(maxsize=4096)
def _parts(heading: str) -> frozenset[str]:
    return frozenset(part.casefold() for part in re.split(r"[\[\]_.:;\s-]+", heading[:LONGEST_CODE])[:4])


def _worded(heading: str, item: Item, survey: Survey) -> bool:
    """The statement itself, alone or in brackets behind a question."""
    said = {letters(part) for part in (heading, *BRACKETED.findall(heading), heading.partition(". ")[2])} - {""}
    return bool(said & {letters(each) for text in (item.employee, item.leader) for each in _spoken(text)})


def _numbered(heading: str, item: Item, survey: Survey) -> bool:
    """“JC[SQ003]” or “jobcontent_SQ003”: the third statement of the area."""
    question, _sign, row = heading.partition("]")[0].replace("[", "_").rpartition("_")
    within = [each.code for each in survey.items if each.area == item.area]
    number = NUMBERED.match(row)
    called = {letters(item.area), item.code.rstrip("0123456789").casefold()}
    return bool(number and letters(question) in called and within.index(item.code) + 1 == int(number[1]))


def _naming(values: Sequence[str], known: Known) -> float:
    """Which part of the values means a candidate."""
    return sum(bool(known.called(value) or known.like(value)) for value in values) / max(len(values), 1)


def _headed(table: Table, free: Iterable[int], headings: Iterable[str]) -> int | None:
    return next((place for place in free if loosely(table.header[place]) in headings), None)


def _named_points(scale: Points) -> Mapping[str, int]:
    return {loosely(each): point for point, text in scale.labels.items() for each in _spoken(text)}


def _spoken(text: Text) -> list[str]:
    return [each for each in text.languages.values() if each]
