"""What goes into a cell of a CSV file or a workbook: text that no spreadsheet runs, numbers that stay numbers."""

import unicodedata
from collections.abc import Iterable, Sequence

Value = str | int | float | bool | None
Cell = str | int | float

UNSEEN = {"Cc", "Cf", "Co", "Cs"}  # control, format (bidi, zero-width), private use, surrogates


def cell(value: Value) -> Cell:
    """A value as it may stand in a cell. Nothing is an empty cell, yes and no are words."""
    if isinstance(value, str):
        return plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def plain(text: str) -> str:
    """Text without what cannot be seen, in its plainest form, and with nothing before its first sign.

    A full-width “＝” becomes “=” and a leading TAB goes, so that the writer's escaping sees what a spreadsheet sees.
    """
    if text.isascii() and text.isprintable():
        return text.strip()  # nothing in it is changed by what follows
    spaced = "".join(" " if sign in "\t\r\n\x0b\x0c" else sign for sign in unicodedata.normalize("NFKC", text))
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in UNSEEN).strip()


def row_of(values: Iterable[Value]) -> Sequence[Cell]:
    return [value if type(value) is float else cell(value) for value in values]  # most cells are figures
