"""A table from elsewhere: its headings found, its rows kept with the line numbers their sender sees."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from award.tables.reading import MEBIBYTE, WORKBOOK, Limits, Line, lines_of
from nominations.importing.columns import field_of, missing
from nominations.importing.matching import as_meant, quoted
from nominations.importing.states import MOST, What

MOST_LINES = 100_000  # of a text file: what people write may run over many lines
MOST_COLUMNS = 60
LARGEST_FILE = 20 * MEBIBYTE
LARGEST_CARRIED = 900_000  # characters, signed: what the page's form may hold


@dataclass(frozen=True)
class Row:
    """A line of the table: the number its sender sees, and its cells by field."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


@dataclass(frozen=True)
class Table:
    columns: Sequence[tuple[str, str]]  # heading, and the field it stands for
    left_out: Sequence[str]  # headings nobody here knows
    rows: Sequence[Row]


def lines_in(source: bytes, what: str) -> list[Line]:
    """Every line of a file that holds something. A file far too large is refused before it is read to its end."""
    rows = 2 * MOST[What(what)] if source.startswith(WORKBOOK) else MOST_LINES
    lines = lines_of(source, Limits(rows=rows, columns=MOST_COLUMNS, bytes=LARGEST_FILE))
    return [line for line in lines if not line.is_empty]


def table_of(lines: Sequence[Line], what: str) -> Table:
    if not lines:
        raise Refused(_("There is nothing in it. The first line holds the headings."))
    head, rows = lines[0], lines[1:]
    fields = [field_of(what, heading) for heading in head.cells]
    _check_headings(what, head.cells, fields)
    _check_number(what, len(rows))
    named = list(zip(head.cells, fields, strict=True))
    return Table(
        columns=[(quoted(heading), field) for heading, field in named if field],
        left_out=[quoted(heading) for heading, field in named if heading.strip() and not field],
        rows=[Row(line.number, _cells(line, fields)) for line in rows],
    )


def carried(lines: Sequence[Line], what: str, edition: Edition) -> str:
    """A file as the page holds it between two looks, without the columns nobody here knows. No other page takes it."""
    fields = [field_of(what, heading) for heading in lines[0].cells]
    kept = [[line.number, *_kept(line.cells, fields)] for line in lines[1:]]
    text = signing.dumps([[lines[0].number, *lines[0].cells], *kept], salt=_salt(edition, what), compress=True)
    if len(text) > LARGEST_CARRIED:
        raise Refused(
            _("This is too much text for the page. Part the file in two, or have it brought in on the server.")
        )
    return text


def carried_back(text: str, what: str, edition: Edition) -> list[Line]:
    try:
        return [Line(number, cells) for number, *cells in signing.loads(text, salt=_salt(edition, what))]
    except signing.BadSignature as broken:
        raise Refused(_("The file got lost on the way. Choose it again.")) from broken


def _check_headings(what: str, heads: Sequence[str], fields: Sequence[str]) -> None:
    there = ", ".join(quoted(heading) for heading in heads if heading.strip())
    if lacking := missing(what, fields):
        words = _("There is no column “%(missing)s”. The first line says: %(there)s.")
        raise Refused(words % {"missing": "”, “".join(lacking), "there": there})
    twice = [field for field, times in Counter(filter(None, fields)).items() if times > 1]
    if twice:
        both = [quoted(heading) for heading, field in zip(heads, fields, strict=True) if field == twice[0]]
        words = _("Several columns say the same: %(columns)s. Leave one of them.")
        raise Refused(words % {"columns": ", ".join(f"“{heading}”" for heading in both)})


def _check_number(what: str, number: int) -> None:
    if not number:
        raise Refused(_("There are headings, and nothing below them."))
    most = MOST[What(what)]
    if number > most:
        words = {
            What.NOMINATIONS: _("At most %(most)s nominations are brought in at once; these are %(n)s."),
            What.CANDIDATES: _("At most %(most)s candidates are brought in at once; these are %(n)s."),
        }[What(what)]
        raise Refused(words % {"most": most, "n": number})


def _cells(line: Line, fields: Sequence[str]) -> dict[str, str]:
    return {field: as_meant(cell.strip()) for field, cell in zip(fields, line.cells, strict=False) if field}


def _kept(cells: Sequence[str], fields: Sequence[str]) -> list[str]:
    return [cell if field else "" for cell, field in zip(cells, fields, strict=False)]


def _salt(edition: Edition, what: str) -> str:
    return f"{what} brought to {edition.pk}"
