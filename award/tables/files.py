"""The tables as bytes: CSV for programs, a workbook for people. The same data always gives the same bytes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from defusedcsv import csv
from xlsxwriter import Workbook

from award.tables.cells import Value, row_of

TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook says when it was made; ours says nothing
WIDEST = 40
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Table:
    """What one file or one sheet holds: a name, a header, and the rows under it."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def csv_of(table: Table) -> bytes:
    """UTF-8 with a header line; cells that a spreadsheet would run are made inert."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(row_of(row) for row in table.rows)
    return out.getvalue().encode()


def workbook_of(tables: Iterable[Table]) -> bytes:
    """One sheet per table; every text stays a text, whatever it begins with."""
    out = io.BytesIO()
    book = Workbook(out, TEXT_ONLY)
    book.set_properties({"created": LONG_AGO})
    bold = book.add_format({"bold": True})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        rows = [row_of(row) for row in table.rows]
        sheet.write_row(0, 0, table.columns, bold)
        for place, row in enumerate(rows, 1):
            sheet.write_row(place, 0, row)
        for column, name in enumerate(table.columns):
            longest = max([len(name), *(len(str(row[column])) for row in rows)])
            sheet.set_column(column, column, min(longest, WIDEST) + 2)
        sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()
