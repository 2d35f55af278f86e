"""How much is taken at once, how fast the rest is refused, and what is no table at all."""

import io
import time
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from nominations.importing.actions import bring
from nominations.intake.models import Nomination

from .lines import ASE, HAVARD, HEAD, TODAY, look, table, text_of, workbook


def many(number):
    return table(*(f"Leader {n};;Centre {n};;She listens, {n}.;clear;peer;" for n in range(number)))


def test_looking_asks_as_much_for_a_thousand_as_for_three(open_edition):
    counts = []
    for number in (3, 1000):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            look(open_edition, many(number))
        counts.append(len(asked))

    assert counts == [1, 1]


def test_storing_asks_nothing_by_the_row(open_edition, organiser):
    """SQLite takes some fifty rows to an insert; all else is asked once."""
    counts = []
    for number in (3, 1000):
        seen = look(open_edition, many(number).replace("Leader", f"Leader of {number}"))
        with CaptureQueriesContext(connection) as asked:
            bring(edition=open_edition, look=seen, by=organiser, today=TODAY)
        inserts = [query for query in asked.captured_queries if 'INTO "nominations_nomination"' in query["sql"]]
        counts.append(len(asked) - len(inserts))
        assert len(inserts) <= 1 + number // 20

    assert counts[0] == counts[1] <= 6


def test_more_than_fits_at_once_is_refused_in_words(send):
    assert "At most 5000 nominations are brought in at once; these are 5001." in text_of(send(many(5001).encode()))
    assert "At most 500 candidates are brought in at once; these are 501." in text_of(
        send(("name\n" + "\n".join(f"Leader {n}" for n in range(501))).encode(), "candidates")
    )


@pytest.mark.parametrize("make", [lambda: many(200_000).encode(), lambda: ("x" * 40 + "\n").encode() * 200_000])
def test_two_hundred_thousand_lines_are_refused_at_once(send, make):
    given, began = make(), time.monotonic()

    looked = text_of(send(given))

    assert "A file has at most 100000 lines; this one has more." in looked
    assert time.monotonic() - began < 5


def test_a_workbook_of_too_many_rows_is_refused_before_its_end(send):
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for n in range(30_000):
        sheet.append([f"Leader {n}"])
    book.save(out)

    assert "A file has at most 1000 lines; this one has more." in text_of(send(out.getvalue(), "candidates"))


def test_what_the_page_cannot_carry_is_refused_in_words(send):
    import random

    odd = random.Random(4)
    text = table(*(f"L{n};;C;;{odd.randbytes(900).hex()};;;" for n in range(1200)))

    assert "This is too much text for the page. Part the file in two" in text_of(send(text.encode()))


def test_five_thousand_go_through_the_page(send):
    assert send.through(many(5000).encode()).status_code == 302
    assert Nomination.objects.count() == 5000


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (80 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"", "The submitted file is empty."),
        (b"\n\n ; \n", "There is nothing in it. The first line holds the headings."),
        (HEAD.encode(), "There are headings, and nothing below them."),
        (workbook(), "There is nothing in it."),
        (table(ASE).encode().replace(b"desk", b"d\0sk"), "The file is neither text nor a workbook."),
        (bomb(), "This workbook holds far more than a table."),
        (b"PK\x03\x04rubbish", "This workbook cannot be read."),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "This is a workbook of an old kind"),
        (table("Åse;;Nordlys;;" + "y" * 1024 * 1024 + ";;;").encode(), "Line 2 cannot be read as CSV."),
        (workbook(HEAD.split(";"), ["Åse", "", "Nordlys", "", "y" * 32_000]), "Line 2: “Why” has at most 2000"),
        (table('"Åse;;Nordlys;;x;;;', HAVARD).encode(), "a quotation mark is opened here and never closed."),
    ],
    ids=["empty", "blank", "headings", "blank book", "NUL", "bomb", "no zip", "xls", "1 MB cell", "long cell", "quote"],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(send, given, words, snapshot):
    before = snapshot()

    assert words in text_of(send(given))
    assert snapshot() == before


def test_nothing_at_all_is_asked_for(desk):
    for text in ("", "  \n", "\0"):
        page = text_of(desk.post(desk.at, {"what": "nominations", "text": text, "do": "look"}))
        assert "Choose a file, or paste the lines." in page or "Null characters are not allowed." in page


def test_far_too_much_pasted_is_turned_away_before_it_is_read(send, snapshot):
    before = snapshot()

    turned_away = send(many(60_000))

    assert turned_away.status_code == 413
    assert "what you wrote still stands there" in text_of(turned_away)
    assert snapshot() == before
