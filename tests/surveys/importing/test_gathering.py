"""Reading a survey institute's file."""

import io

import numpy as np
import pytest
from openpyxl import Workbook

from award.refusal import Refused
from award.tables.findings import Faults
from surveys.counting.measures import Terms
from surveys.importing.gathering import as_array, gather, plain_columns, plain_words
from surveys.importing.tables import table_of

TERMS = Terms(("A1", "A2"), ("A", "A"), 1, 5, 5, 50, {"A": 1})


def rows_of(text):
    faults = Faults()
    table = table_of(text.encode() if isinstance(text, str) else text, faults)
    found = gather(table, plain_columns(table, TERMS), plain_words(TERMS), TERMS, faults)
    faults.check()
    return found


def refusal_of(text):
    with pytest.raises(Refused) as no:
        rows_of(text)
    return str(no.value).split("\n")


def test_rows_are_gathered_by_candidate():
    found = rows_of("candidate,respondent,A1,A2\nC01,employee,4,\nC01,self,5,4\nC02,Employee,1,2\n")

    assert list(found) == ["C01", "C02"]
    assert np.array_equal(as_array(found["C01"].employees, TERMS), [[4, np.nan]], equal_nan=True)
    assert found["C01"].leaders == [[5, 4]]


@pytest.mark.parametrize(
    "source",
    [
        "candidate;respondent;A1;A2\r\nÅse;employee;4;3\r\n",
        "\ufeffA2,candidate,A1,respondent\nÅse,,,\n".replace("Åse,,,", "3,Åse,4,employee"),
        'candidate,respondent,A1,A2\n"Åse", employee , 4 ,3\n\n,,,\n',
    ],
)
def test_separators_order_blanks_and_a_byte_order_mark_do_not_matter(source):
    assert rows_of(source)["Åse"].employees == [[4, 3]]


def test_a_self_row_without_an_answer_is_no_self_assessment():
    assert rows_of("candidate,respondent,A1,A2\nC01,self,,\n")["C01"].leaders == []


def test_columns_that_are_missing_unknown_or_twice_are_named():
    assert refusal_of("candidate,A1,A1,Q9\nC01,4,4,4\n") == [
        "The column “respondent” is missing.",
        "The column “A2” is missing.",
        "The column “Q9” is no statement of this survey.",
        "The column “A1” stands there twice.",
    ]


def test_every_wrong_value_is_told_with_its_line():
    told = refusal_of(
        'candidate,respondent,A1,A2\nC01,employee,0,6\nC01,self,"4,5",good\nC02,boss,4,4\n,employee,4,4\n'
    )

    assert told == [
        "Line 2: A1: “0” is no whole number from 1 to 5; leave it empty for no answer.",
        "Line 2: A2: “6” is no whole number from 1 to 5; leave it empty for no answer.",
        "Line 3: A1: “4,5” is no whole number from 1 to 5; leave it empty for no answer.",
        "Line 3: A2: “good” is no whole number from 1 to 5; leave it empty for no answer.",
        "Line 4: the respondent is “employee” or “self”, not “boss”.",
        "Line 5: the candidate is missing.",
    ]


def test_a_row_with_too_many_cells_is_told():
    assert refusal_of("candidate,respondent,A1,A2\nC01,employee,4,4,4\n") == ["Line 2: 5 cells instead of 4."]


def test_fifty_faults_are_told_and_the_rest_counted():
    told = refusal_of("candidate,respondent,A1,A2\n" + "C01,employee,9,4\n" * 60)

    assert len(told) == 51
    assert told[-1] == "… and 10 more."


def test_an_empty_file_is_refused():
    assert refusal_of("\n\n") == ["The file is empty."]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig", "utf-16"])
def test_the_encodings_of_spreadsheets_are_read(encoding):
    found = rows_of("candidate,respondent,A1,A2\nÅse,employee,4,4\n".encode(encoding))

    assert list(found) == ["Åse"]


def test_a_workbook_is_read_like_a_file():
    book, out = Workbook(), io.BytesIO()
    for row in (["candidate", "respondent", "A1", "A2"], ["Åse", "employee", 4, None]):
        book.active.append(row)
    book.save(out)

    found = rows_of(out.getvalue())

    assert np.array_equal(found["Åse"].employees, [[4, np.nan]], equal_nan=True)


def test_a_file_that_is_no_csv_is_refused():
    told = refusal_of('candidate,respondent,A1,A2\n"' + "x" * 200_000)

    assert told == ["Line 2 cannot be read as CSV."]
