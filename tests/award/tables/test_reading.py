import io
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from award.refusal import Refused
from award.tables.reading import MEBIBYTE, Limits, Line, lines_of

LIMITS = Limits(rows=1000)
WORDS = "navn;språk\nBjørg;nb\n"
READ = [Line(1, ["navn", "språk"]), Line(2, ["Bjørg", "nb"])]


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def repacked(source, **changed):
    """A workbook some of whose parts hold something else, or that has other parts beside its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part not in changed:
                new.writestr(part, old.read(part))
        for part, content in changed.items():
            new.writestr(part, content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_every_encoding_a_spreadsheet_writes(encoding):
    assert lines_of(WORDS.encode(encoding), LIMITS) == READ


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_are_parted_by_whatever_parts_the_first_line(sign):
    assert lines_of(WORDS.replace(";", sign).encode(), LIMITS) == READ


def test_a_line_is_numbered_as_its_sender_sees_it():
    text = b'a,b\n"two\nlines",x\n\nlast,y\n'

    lines = lines_of(text, LIMITS)

    assert [(line.number, line.is_empty) for line in lines] == [(1, False), (2, False), (4, True), (5, False)]


def test_a_workbook_is_read_as_text():
    source = workbook(["name", "points"], ["Bjørg", 5], ["=1+1", 4.0], [None, 2.5])

    assert [line.cells for line in lines_of(source, LIMITS)] == [
        ["name", "points"],
        ["Bjørg", "5"],
        ["=1+1", "4"],
        ["", "2.5"],
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"\xd0\xcf\x11\xe0old", "old kind"),
        (b"PK\x03\x04 no workbook", "cannot be read"),
        (b"\xff\xfea", "neither text nor a workbook"),
        (b"\x81\x00\x8d", "neither text nor a workbook"),
        (b"a" * (51 * MEBIBYTE), "larger than 50 MB"),
        (b"a,b\n" * 1001, "at most 1000 lines"),
        (b"a" + b"," * 401, "more than 400 columns"),
        (b"a,b\n1," + b"x" * 200_000, "Line 2 cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(source, words):
    with pytest.raises(Refused, match=words):
        lines_of(source, LIMITS)


def test_a_workbook_with_macros_is_refused():
    source = repacked(workbook(["a"]), **{"xl/vbaProject.bin": b"macro"})

    with pytest.raises(Refused, match="macros"):
        lines_of(source, LIMITS)


def test_a_workbook_that_unpacks_to_far_more_is_refused_before_it_is_unpacked():
    source = repacked(workbook(["a"]), **{"xl/worksheets/sheet1.xml": b" " * (200 * MEBIBYTE)})
    tracemalloc.start()

    with pytest.raises(Refused, match="far more than a table"):
        lines_of(source, LIMITS)

    assert tracemalloc.get_traced_memory()[1] < 20 * MEBIBYTE
    tracemalloc.stop()


def test_an_entity_in_a_workbook_is_not_expanded():
    sheet = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
    <c r="A1" t="inlineStr"><is><t>&file;</t></is></c></row></sheetData></worksheet>"""
    source = repacked(workbook(["a"]), **{"xl/worksheets/sheet1.xml": sheet})

    with pytest.raises(Refused, match="cannot be read"):
        lines_of(source, LIMITS)


def test_a_sheet_that_claims_a_million_rows_costs_nothing():
    sheet = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
    <dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
    <row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"""
    source = repacked(workbook(["a"]), **{"xl/worksheets/sheet1.xml": sheet})

    with pytest.raises(Refused, match="at most 1000 lines"):
        lines_of(source, LIMITS)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("sep=;\na;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        (
            "Tenk på året, på jobben, i alt;b\n4;5\n3;1\n",
            [["Tenk på året, på jobben, i alt", "b"], ["4", "5"], ["3", "1"]],
        ),
    ],
)
def test_what_parts_the_cells_is_seen_from_all_lines(text, cells):
    assert [line.cells for line in lines_of(text.encode(), Limits(rows=10))] == cells


def test_a_quote_that_is_never_closed_swallows_no_rows():
    text = 'a,b,c\n1,2,"Best boss\n' + "1,2,fine\n" * 20

    with pytest.raises(Refused, match="Line 2: a quotation mark is opened here and never closed"):
        lines_of(text.encode(), Limits(rows=100))


def test_a_cell_of_several_lines_is_a_cell():
    assert [line.number for line in lines_of(b'a,b\n1,"two\nlines, one comma"\n3,4\n', Limits(rows=10))] == [1, 2, 4]


def test_a_row_far_below_the_others_does_not_keep_the_server():
    book, out = Workbook(), io.BytesIO()
    book.active.append(["a", "b"])
    book.active.cell(150_000, 1, "far")
    book.save(out)

    with pytest.raises(Refused, match="far more than a table"):
        lines_of(out.getvalue(), Limits(rows=200_000))
