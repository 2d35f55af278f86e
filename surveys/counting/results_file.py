"""Reading a survey institute's file: a row per respondent, a column per statement. Whole, or every fault at once."""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext as _

from award.refusal import Refused
from award.tables.findings import Faults
from surveys.counting.measures import Floats, Terms

CANDIDATE, RESPONDENT = "candidate", "respondent"
EMPLOYEE, SELF = "employee", "self"


@dataclass
class Rows:
    """What a file says of one candidate, under the name or code it uses, and on which line it first does."""

    line: int
    employees: list[list[float]] = field(default_factory=list)
    leaders: list[list[float]] = field(default_factory=list)

    def add(self, respondent: str, answers: list[float]) -> None:
        if respondent == EMPLOYEE:
            self.employees.append(answers)
        elif not all(map(math.isnan, answers)):
            self.leaders.append(answers)


def read(source: bytes, terms: Terms, faults: Faults) -> dict[str, Rows]:
    """The answers of a file by what it calls its candidates. Refused at once if its header or encoding is wrong."""
    reader = csv.reader(io.StringIO(_text(source), newline=""), delimiter=_delimiter(source))
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, terms)
        rows = _rows(reader, header, terms, faults)
    except csv.Error as broken:
        raise Refused(_("Line %(line)s cannot be read as CSV.") % {"line": reader.line_num}) from broken
    if not rows and not faults.found:
        raise Refused(_("The file holds no answers: there is no row under its header."))
    return rows


def as_array(answers: list[list[float]], terms: Terms) -> Floats:
    return np.array(answers, dtype=float).reshape(-1, len(terms.items))


def _text(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as garbled:
        line = source.count(b"\n", 0, garbled.start) + 1
        raise Refused(
            _("Line %(line)s is not UTF-8 text. Save the file as “CSV UTF-8” and send it again.") % {"line": line}
        ) from garbled


def _delimiter(source: bytes) -> str:
    header = source.partition(b"\n")[0]
    return ";" if header.count(b";") > header.count(b",") else ","


def _check_header(header: list[str], terms: Terms) -> None:
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


def _rows(reader: Iterator[list[str]], header: list[str], terms: Terms, faults: Faults) -> dict[str, Rows]:
    who, kind = header.index(CANDIDATE), header.index(RESPONDENT)
    places = [header.index(item) for item in terms.items]
    points = {"": math.nan, **{str(point): float(point) for point in range(terms.low, terms.high + 1)}}
    found: dict[str, Rows] = {}
    for cells in reader:
        if not any(map(str.strip, cells)):
            continue
        line: int = reader.line_num  # type: ignore[attr-defined]
        if len(cells) != len(header):
            faults.add(line, _("%(n)s cells instead of %(wanted)s.") % {"n": len(cells), "wanted": len(header)})
            continue
        name, respondent = cells[who].strip(), cells[kind].strip().lower()
        if not name:
            faults.add(line, _("the candidate is missing."))
        if respondent not in (EMPLOYEE, SELF):
            faults.add(line, _("the respondent is “employee” or “self”, not “%(word)s”.") % {"word": cells[kind]})
        try:
            answers = [points[cells[place]] for place in places]
        except KeyError:
            answers = _slowly(cells, places, points, terms, line, faults)
        if name and respondent in (EMPLOYEE, SELF):
            found.setdefault(name, Rows(line)).add(respondent, answers)
    return found


def _slowly(
    cells: list[str], places: list[int], points: Mapping[str, float], terms: Terms, line: int, faults: Faults
) -> list[float]:
    """A row in which at least one cell is not simply a point of the scale: blanks around it are forgiven, no more."""
    stripped = [cells[place].strip() for place in places]
    for item, cell in zip(terms.items, stripped, strict=True):
        if cell not in points:
            faults.add(
                line,
                _("%(item)s: “%(cell)s” is no whole number from %(low)s to %(high)s; leave it empty for no answer.")
                % {"item": item, "cell": cell[:40], "low": terms.low, "high": terms.high},
            )
    return [points.get(cell, math.nan) for cell in stripped]
