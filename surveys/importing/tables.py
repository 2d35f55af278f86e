"""A survey tool's file as far as it may be kept in a page: its answers, without what says who gave them or when.

Nothing of the file is stored. While its columns are given a meaning it travels in the page of the one who sent it,
signed, and only as far as its columns may carry answers: addresses, times and texts are left out before.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from award.tables.findings import Faults
from award.tables.reading import WORKBOOK, Limits, Line, lines_of

LIMITS = Limits(rows=200_001)
LARGEST_CARRIED = 900_000  # characters, signed: what the page's form may hold
LONGEST_HEADING, LONGEST_CHOICE, LONGEST_MAIL = 1000, 200, 254  # a longer cell is a text somebody wrote
FEW = 20  # responses, of which each may well say something of its own
IS_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
IS_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}", re.IGNORECASE)
IS_TIME = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}([ T,].*)?|\d{1,2}\.? \w+ \d{4}.*")
IS_NUMBER = re.compile(r"\d+([.,]\d+)?")
OF_THE_TOOL = {
    *("id", "responseid", "lastpage", "startlanguage", "seed", "token", "accesscode", "tilgangskode", "adgangskode"),
    *("ipaddr", "ipaddress", "ipadresse", "refurl", "referrerurl", "referringurl", "firstname", "lastname", "fornavn"),
    *("etternavn", "efternavn", "email", "emailaddress", "interviewtime", "totaltime", "startdate", "datestarted"),
    *("datestamp", "datelastaction", "attributeemail", "recipientfirstname", "recipientlastname", "recipientemail"),
    *("sisteside", "sidsteside", "startspråk", "startsprog", "locationlatitude", "locationlongitude"),
    *("externalreference", "externaldatareference", "distributionchannel", "userlanguage", "collectorid"),
}
"""The letters of headings under which tools write what they know of a response beside its answers."""
IS_TIMING = re.compile(r"\w+Time\d*|(Total|Group|Question) time.*")
OF_QUALTRICS = '{"ImportId":'  # how the last of its three header lines begins


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
    second_heading: int = 0  # lines under the header that were taken for more of it


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


def received(source: bytes, is_told: Callable[[str], bool] = lambda name: True) -> Received:
    """A file without what nobody asked for; a column of times is kept as a mark of whether anything stood there.

    `is_told`: whether the award knows a leader by that word. A column in which most responses say a word of their own
    is left out, unless it speaks of leaders.
    """
    faults = Faults()
    raw = table_of(source, faults)
    faults.check()
    whole, headings = _under_its_headings(raw)
    if not whole.rows:
        raise Refused(_("The file holds no answers: there is no row under its header."))
    kept, left_out, mails, marks = list[int](), list[str](), list[str](), set[int]()
    for place, name in enumerate(whole.header):
        values = whole.values(place)
        if any(len(value) <= LONGEST_MAIL and IS_MAIL.fullmatch(value) for value in values):
            mails.append(name)
        elif values and not _is_left_out(name, values):
            times = any(map(IS_TIME.fullmatch, values))
            if times or not _is_of_each(whole, place, values, is_told):
                kept.append(place)
                marks |= {place} if times else set()
                continue
        left_out.append(name)
    rows = [
        Line(row.number, ["x" if place in marks and row.cells[place].strip() else row.cells[place] for place in kept])
        for row in whole.rows
    ]
    return Received(Table([whole.header[place] for place in kept], rows), left_out, mails, headings)


def _under_its_headings(table: Table) -> tuple[Table, int]:
    """Some tools write the questions below their codes, and one a line for programs below that."""
    header = [_titled(place, name[:LONGEST_HEADING]) for place, name in enumerate(table.header)]
    of_tool = next((n for n, row in enumerate(table.rows[:3], 1) if OF_QUALTRICS in "".join(row.cells)), 0)
    more = of_tool or (1 if _is_heading(table) else 0)
    return Table(header, table.rows[more:]), more


def _is_heading(table: Table) -> bool:
    """Whether the first row holds questions: in most columns far longer than anything below it."""
    if len(table.rows) < 2:
        return False
    longest = [max(len(row.cells[place]) for row in table.rows[1:]) for place in range(len(table.header))]
    first = [len(cell) for cell in table.rows[0].cells]
    return sum(len_ > max(20, 2 * most) for len_, most in zip(first, longest, strict=True)) * 2 > len(first)


def carried(files: Sequence[Received], edition: Edition) -> str:
    """The files as the page holds them between two steps; nobody else's page takes them."""
    plain = [
        {
            "header": each.table.header,
            "rows": [[row.number, *row.cells] for row in each.table.rows],
            "left_out": each.left_out,
            "mails": each.mails,
            "second_heading": each.second_heading,
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
    return Received(Table(plain["header"], rows), plain["left_out"], plain["mails"], plain["second_heading"])


def _is_left_out(name: str, values: Sequence[str]) -> bool:
    """What the tool knows of a response, and whatever is too long to be chosen from a list."""
    if letters(name) in OF_THE_TOOL or (IS_TIMING.fullmatch(name) and all(map(IS_NUMBER.fullmatch, values))):
        return True
    return any(len(value) > LONGEST_CHOICE for value in values) or any(map(IS_ADDRESS.fullmatch, values))


def _is_of_each(table: Table, place: int, values: Sequence[str], is_told: Callable[[str], bool]) -> bool:
    """Whether most responses say a word of their own here: a name, a number, a text."""
    said = sum(1 for cell in table.column(place) if cell)
    return said > FEW and len(values) * 2 > said and sum(map(is_told, values)) * 10 < len(values)


def _titled(place: int, name: str) -> str:
    """A column without a heading is called by its place."""
    return name or _("column %(n)s") % {"n": place + 1}


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """A text without its blanks, stops and quotes, which tools change."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _salt(edition: Edition) -> str:
    return f"results of {edition.pk}"
