"""From a table and what its columns mean to the answers of each candidate. Whole, or every fault at once."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext as _

from award.refusal import Refused
from award.tables.findings import Faults
from surveys.counting.measures import Floats, Terms
from surveys.importing.tables import Table

CANDIDATE, RESPONDENT = "candidate", "respondent"
EMPLOYEE, SELF = "employee", "self"
LEFT_OUT = ""


@dataclass
class Rows:
    """What a file says of one candidate, under the name or code it uses, and on which line it first does."""

    line: int
    employees: list[list[float]] = field(default_factory=list)
    leaders: list[list[float]] = field(default_factory=list)

    given: int = 0  # rows, also of leaders who answered nothing

    def add(self, respondent: str, answers: list[float]) -> None:
        self.given += 1
        if respondent == EMPLOYEE:
            self.employees.append(answers)
        elif not all(map(math.isnan, answers)):
            self.leaders.append(answers)


@dataclass(frozen=True)
class Columns:
    """Where a table says what; a statement without a column was not asked."""

    candidate: int
    statements: tuple[int | None, ...]  # in the order of the edition's statements
    respondent: int | None = None  # without it, everybody is the one `everybody` says
    everybody: str = EMPLOYEE
    complete: int | None = None  # empty there: the response was never sent


@dataclass(frozen=True)
class Words:
    """What is meant by what the cells say, each as it stands there without blanks around it."""

    points: Mapping[str, float]  # a point of the scale, or NaN for no answer
    respondents: Mapping[str, str]  # employee, self, or left out
    unsent: frozenset[str] = frozenset({""})  # in the column of what was sent: words for what was not
    names: Mapping[str, str] = field(default_factory=dict)  # another name or code for a candidate, or left out


def plain_columns(table: Table, terms: Terms) -> Columns:
    """The award's own form of a file: every column under its name. Refused with all that is wrong with its header."""
    header = table.header
    wanted = [CANDIDATE, RESPONDENT, *terms.items]
    faults = [
        *(_("The column “%(name)s” is missing.") % {"name": name} for name in wanted if name not in header),
        *(
            _("The column “%(name)s” is no statement of this survey.") % {"name": name}
            for name in dict.fromkeys(header)
            if name not in wanted
        ),
        *(
            _("The column “%(name)s” stands there twice.") % {"name": name}
            for name in dict.fromkeys(header)
            if name in wanted and header.count(name) > 1
        ),
    ]
    if faults:
        raise Refused("\n".join(faults))
    statements = tuple(header.index(item) for item in terms.items)
    return Columns(header.index(CANDIDATE), statements, header.index(RESPONDENT))


def plain_words(terms: Terms) -> Words:
    points = {"": math.nan, **{str(point): float(point) for point in range(terms.low, terms.high + 1)}}
    return Words(points, {EMPLOYEE: EMPLOYEE, SELF: SELF})


def gather(table: Table, columns: Columns, words: Words, terms: Terms, faults: Faults) -> dict[str, Rows]:
    """The answers of a table by what it calls its candidates."""
    found: dict[str, Rows] = {}
    for row in table.rows:
        cells = row.cells
        if columns.complete is not None and cells[columns.complete].strip() in words.unsent:
            continue
        respondent = _respondent(cells, columns, words)
        said = cells[columns.candidate].strip()
        name = words.names.get(said, said)
        if respondent == LEFT_OUT or (said in words.names and name == LEFT_OUT):
            continue
        if not name:
            faults.add(row.number, _("the candidate is missing."))
        if respondent is None:
            word = cells[columns.respondent or 0]
            faults.add(row.number, _("the respondent is “employee” or “self”, not “%(word)s”.") % {"word": word[:40]})
        try:
            answers = [math.nan if place is None else words.points[cells[place]] for place in columns.statements]
        except KeyError:
            answers = _slowly(cells, columns, words, terms, row.number, faults)
        if name and respondent:
            found.setdefault(name, Rows(row.number)).add(respondent, answers)
    return found


def joined(parts: Iterable[Mapping[str, Rows]]) -> dict[str, Rows]:
    """The answers of several files under one name each."""
    whole: dict[str, Rows] = {}
    for part in parts:
        for name, its in part.items():
            here = whole.setdefault(name, Rows(its.line))
            here.employees += its.employees
            here.leaders += its.leaders
            here.given += its.given
    return whole


def as_array(answers: list[list[float]], terms: Terms) -> Floats:
    return np.array(answers, dtype=float).reshape(-1, len(terms.items))


def _respondent(cells: list[str], columns: Columns, words: Words) -> str | None:
    """Who answers in a row; None if the file says it in a word that means nobody."""
    if columns.respondent is None:
        return columns.everybody
    said = cells[columns.respondent].strip()
    return words.respondents.get(said, words.respondents.get(said.lower()))


def _slowly(cells: list[str], columns: Columns, words: Words, terms: Terms, line: int, faults: Faults) -> list[float]:
    """A row in which at least one cell is not simply a known word: blanks around it are forgiven, no more."""
    stripped = ["" if place is None else cells[place].strip() for place in columns.statements]
    for item, cell in zip(terms.items, stripped, strict=True):
        if cell not in words.points:
            faults.add(
                line,
                _("%(item)s: “%(cell)s” is no whole number from %(low)s to %(high)s; leave it empty for no answer.")
                % {"item": item, "cell": cell[:40], "low": terms.low, "high": terms.high},
            )
    return [words.points.get(cell, math.nan) for cell in stripped]
