"""A survey tool's file as far as it may be kept in a page: its answers, without what says who gave them or when.

Nothing of the file is stored. While its columns are given a meaning it travels in the page of the one who sent it,
signed, and only as far as its columns may carry answers: addresses, times and texts are left out before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from award.tables.findings import Faults
from award.tables.reading import WORKBOOK, Limits, Line, lines_of

LIMITS = Limits(rows=200_001)
LARGEST_CARRIED = 900_000  # characters, signed: what the page's form may hold
LONGEST_CHOICE = 200  # a longer cell is a text somebody wrote
IS_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
IS_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}", re.IGNORECASE)
IS_TIME = re.compile(
    r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?|\d\d?[./]\d\d?[./]\d{4}( \d\d?[:.]\d\d([:.]\d\d)?)?"
)
OF_THE_TOOL = {
    *("id", "response id", "lastpage", "last page", "startlanguage", "start language", "seed", "token", "access code"),
    *("ipaddr", "ip address", "refurl", "referrer url", "referring url", "firstname", "first name", "lastname"),
    *("last name", "email", "email address", "interviewtime", "total time", "startdate", "date started", "datestamp"),
    *("date last action", "attribute_email"),
}
"""Headings under which LimeSurvey writes what it knows of a response beside the answers, as codes and as words."""
IS_TIMING = re.compile(r"\w+Time\d*|(Total|Group|Question) time.*")
IS_NUMBER = re.compile(r"\d+([.,]\d+)?")


@dataclass(frozen=True)
class Table:
    """A header and the rows under it, every row as wide as the header."""

    header: list[str]
    rows: list[Line]

    def column(self, place: int) -> list[str]:
        return [row.cells[place].strip() for row in self.rows]

    def values(self, place: int) -> list[str]:
        """What stands in a column, each once, in the order in which it first does."""
        return [value for value in dict.fromkeys(self.column(place)) if value]


@dataclass(frozen=True)
class Received:
    """A file as it travels on: what may be an answer, and the headings of what was left out."""

    table: Table
    left_out: list[str]
    mails: list[str]  # of these, columns of e-mail addresses


def table_of(source: bytes, faults: Faults) -> Table:
    """The whole file; a row that does not fit the header is a fault."""
    lines = [line for line in lines_of(source, LIMITS) if not line.is_empty]
    if not lines:
        raise Refused(_("The file is empty."))
    header = [name.strip() for name in lines[0].cells]
    if source.startswith(WORKBOOK):  # trailing empty cells stand in no workbook
        lines = [Line(line.number, line.cells + [""] * (len(header) - len(line.cells))) for line in lines]
    rows = list[Line]()
    for line in lines[1:]:
        if len(line.cells) == len(header):
            rows.append(line)
        else:
            wrong = {"n": len(line.cells), "wanted": len(header)}
            faults.add(line.number, _("%(n)s cells instead of %(wanted)s.") % wrong)
    return Table(header, rows)


def received(source: bytes) -> Received:
    """A file without what nobody asked for; a column of times is kept as a mark of whether anything stood there."""
    faults = Faults()
    whole = table_of(source, faults)
    faults.check()
    if not whole.rows:
        raise Refused(_("The file holds no answers: there is no row under its header."))
    kept, left_out, mails = list[int](), list[str](), list[str]()
    for place, name in enumerate(whole.header):
        values = whole.values(place)
        if any(IS_MAIL.fullmatch(value) for value in values):
            mails.append(_titled(place, name))
        elif values and not _is_left_out(name, values):
            kept.append(place)
            continue
        left_out.append(_titled(place, name))
    marks = {place for place in kept if all(map(IS_TIME.fullmatch, whole.values(place)))}
    rows = [
        Line(row.number, ["x" if place in marks and row.cells[place].strip() else row.cells[place] for place in kept])
        for row in whole.rows
    ]
    return Received(Table([_titled(place, whole.header[place]) for place in kept], rows), left_out, mails)


def carried(files: Sequence[Received], edition: Edition) -> str:
    """The files as the page holds them between two steps; nobody else's page takes them."""
    plain = [
        {
            "header": each.table.header,
            "rows": [[row.number, *row.cells] for row in each.table.rows],
            "left_out": each.left_out,
            "mails": each.mails,
        }
        for each in files
    ]
    text = signing.dumps(plain, salt=_salt(edition), compress=True)
    if len(text) > LARGEST_CARRIED:
        raise Refused(
            _(
                "There are too many answers for this page. Export the columns of the statements only, or have the file "
                "imported on the server: manage.py import_results."
            )
        )
    return text


def carried_back(text: str, edition: Edition) -> list[Received]:
    try:
        plain = signing.loads(text, salt=_salt(edition))
    except signing.BadSignature as broken:
        raise Refused(_("The file got lost on the way. Choose it again.")) from broken
    return [_received(each) for each in plain]


def _received(plain: Mapping[str, Any]) -> Received:
    rows = [Line(number, cells) for number, *cells in plain["rows"]]
    return Received(Table(plain["header"], rows), plain["left_out"], plain["mails"])


def _is_left_out(name: str, values: Sequence[str]) -> bool:
    """What the tool knows of a response, and whatever is too long to be chosen from a list."""
    if name.casefold() in OF_THE_TOOL or (IS_TIMING.fullmatch(name) and all(map(IS_NUMBER.fullmatch, values))):
        return True
    return any(len(value) > LONGEST_CHOICE for value in values) or all(map(IS_ADDRESS.fullmatch, values))


def _titled(place: int, name: str) -> str:
    """A column without a heading is called by its place."""
    return name or _("column %(n)s") % {"n": place + 1}


def _salt(edition: Edition) -> str:
    return f"results of {edition.pk}"
