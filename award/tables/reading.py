"""A table somebody sends: CSV in the encodings spreadsheets write, or a workbook. Read as text, within limits.

Nothing of a file is run, fetched or expanded: a formula stays the text it is, a workbook with macros is refused, and
one that would unpack to more than its limit is refused before any of it is unpacked.
"""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from award.refusal import Refused

MEBIBYTE = 1024 * 1024
WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_PARTS = 500  # files inside a workbook
DELIMITERS = ";,\t|"
SEP = re.compile(r"sep=([;,|\t])\r?\n")  # how Excel writes down what parts its cells
SAMPLED, SAMPLED_LINES = 200_000, 30
MOST_CELLS, MOST_EMPTY = 2_500_000, 20_000
MARKED = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Line:
    """A row of a table as text, with the number its sender sees beside it."""

    number: int
    cells: list[str]

    @property
    def is_empty(self) -> bool:
        return not any(map(str.strip, self.cells))


@dataclass(frozen=True)
class Limits:
    """How much of a file is read at all."""

    rows: int
    columns: int = 400
    bytes: int = 50 * MEBIBYTE  # as sent
    unpacked: int = 64 * MEBIBYTE  # of a workbook


def lines_of(source: bytes, limits: Limits) -> list[Line]:
    """Every row of a CSV file, or of the first sheet of a workbook. Refused whole, in words, if it cannot be read."""
    if len(source) > limits.bytes:
        raise Refused(_("The file is larger than %(size)s MB.") % {"size": limits.bytes // MEBIBYTE})
    if source.startswith(OLD_WORKBOOK):
        raise Refused(_("This is a workbook of an old kind (.xls). Save it as .xlsx or CSV and send it again."))
    lines = _of_workbook(source, limits) if source.startswith(WORKBOOK) else _of_text(text_of(source), limits)
    return list(lines)


def text_of(source: bytes) -> str:
    """What a text file says: UTF-8 and UTF-16 as they are marked, otherwise UTF-8, otherwise Windows-1252."""
    marked = next((name for mark, name in MARKED.items() if source.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            text = source.decode(encoding)
            if "\0" not in text:
                return text
    raise Refused(_unreadable())


def delimiter_of(text: str) -> str:
    """What parts the cells: the sign under which the first lines are most alike, and then the widest."""
    if marked := SEP.match(text):
        return marked[1]

    def alike(sign: str) -> tuple[float, int]:
        rows = csv.reader(io.StringIO(text[:SAMPLED], newline=""), delimiter=sign)
        widths = Counter[int]()
        with suppress(csv.Error):
            widths.update(len(cells) for cells in islice(rows, SAMPLED_LINES) if any(cells))
        width, times = widths.most_common(1)[0] if widths else (1, 0)
        return (times / widths.total(), width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=lambda sign: (*alike(sign), sign == ","))


def _of_text(text: str, limits: Limits) -> Iterator[Line]:
    delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins, width = 1, 0
    try:
        for cells in reader:
            width = width or len(cells)
            _check_closed(begins, cells, delimiter, width)
            if begins > 1 or not SEP.match(text):
                yield _within(Line(begins, cells), limits)
            begins = reader.line_num + 1
    except csv.Error as broken:
        raise Refused(_("Line %(line)s cannot be read as CSV.") % {"line": reader.line_num}) from broken


def _check_closed(begins: int, cells: Iterable[str], delimiter: str, width: int) -> None:
    """A quote that is never closed swallows the rows after it: they stand in a cell, each with its separators."""
    for cell in cells:
        if "\n" in cell and width > 2 and any(line.count(delimiter) >= width - 1 for line in cell.split("\n")[1:]):
            raise Refused(_("Line %(line)s: a quotation mark is opened here and never closed.") % {"line": begins})


def _of_workbook(source: bytes, limits: Limits) -> Iterator[Line]:
    try:
        _check_parts(zipfile.ZipFile(io.BytesIO(source)), limits)
        book = load_workbook(io.BytesIO(source), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a workbook says of its size may be anything
        first = sheet.iter_rows(max_row=SAMPLED_LINES, max_col=limits.columns + 1, values_only=True)
        width = max((len(_trimmed(row)) for row in first), default=0)
        rows = sheet.iter_rows(max_row=limits.rows + 1, max_col=width + 1, values_only=True)
        cells = empty = 0
        for number, row in enumerate(rows, 1):
            line = _within(Line(number, _trimmed(row)), limits)
            cells, empty = cells + len(line.cells), 0 if line.cells else empty + 1
            if cells > MOST_CELLS or empty > MOST_EMPTY:
                raise Refused(_far_more())
            yield line
    except (
        zipfile.BadZipFile,
        zlib.error,
        InvalidFileException,
        DefusedXmlException,
        ParseError,
        NotImplementedError,  # parts that are packed in a way nobody packs a workbook
        RuntimeError,  # parts with a password
        IndexError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        EOFError,
        OSError,
    ) as broken:
        raise Refused(_("This workbook cannot be read. Save it as CSV and send that.")) from broken


def _check_parts(packed: zipfile.ZipFile, limits: Limits) -> None:
    """A workbook is a packed folder: what it says of its parts is what is unpacked at most."""
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise Refused(_far_more())
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Refused(_("This workbook holds macros. Save it as .xlsx or CSV and send that."))


def _within(line: Line, limits: Limits) -> Line:
    if line.number > limits.rows:
        raise Refused(_("A file has at most %(most)s lines; this one has more.") % {"most": limits.rows})
    if len(line.cells) > limits.columns:
        words = _("Line %(line)s has more than %(most)s columns.")
        raise Refused(words % {"line": line.number, "most": limits.columns})
    return line


def _trimmed(row: Iterable[object]) -> list[str]:
    """The cells up to the last that holds something."""
    cells = [_written(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _written(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _far_more() -> str:
    return _("This workbook holds far more than a table. Save the one sheet as CSV and send that.")


def _unreadable() -> str:
    return _("The file is neither text nor a workbook. Save it as “CSV UTF-8” or .xlsx and send it again.")
