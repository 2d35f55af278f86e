"""What of a survey tool's file travels on in the page, and what is left out before."""

import pytest

from award.editions.models import Edition
from award.refusal import Refused
from surveys.importing import tables
from surveys.importing.tables import carried, carried_back, received


def left_of(text):
    got = received(text.encode())
    return got.table.header, [row.cells for row in got.table.rows], got.left_out


def test_what_the_tool_knows_of_a_response_is_left_out():
    assert left_of("id,JC1,ipaddr,interviewtime,groupTime12,seed\n1,4,10.0.0.1,33.5,12,99\n") == (
        ["JC1"],
        [["4"]],
        ["id", "ipaddr", "interviewtime", "groupTime12", "seed"],
    )


@pytest.mark.parametrize("value", ["10.11.12.13", "2001:db8::ff00:42:8329", "kari@nordlys.example", "x" * 201])
def test_addresses_and_texts_are_left_out_whatever_they_are_called(value):
    assert left_of(f"leader,team\n{value},C01\n") == (["team"], [["C01"]], ["leader"])


def test_a_column_in_which_everybody_says_something_of_their_own_is_left_out_unless_it_names_leaders():
    lines = "navn,team\n" + "".join(f"Person {n},Team {n}\n" for n in range(30))

    got = received(lines.encode(), lambda word: word.startswith("Team"))

    assert (got.table.header, got.left_out) == (["team"], ["navn"])


def test_a_second_heading_is_left_out_and_counted():
    lines = "a,b\n" + ",".join(["A question as long as questions are"] * 2) + "\n" + "4,5\n" * 3

    got = received(lines.encode())

    assert ([row.number for row in got.table.rows], got.second_heading) == ([3, 4, 5], 1)


@pytest.mark.parametrize(
    "time",
    [
        "3/1/27 10:15:12",
        "1. mars 2027 10:11",
        "2027/03/01 10:11:12 AM GMT+1",
        "2027-03-01T10:11:12+01:00",
        "2027-03-01 10:11:12",
        "2027-03-01T10:11:12",
        "01.03.2027 10:11",
        "2027-03-01",
    ],
)
def test_a_time_becomes_a_mark(time):
    assert left_of(f"submitdate,JC1\n{time},4\n,5\n") == (["submitdate", "JC1"], [["x", "4"], ["", "5"]], [])


def test_a_statement_about_time_is_no_timing():
    header, _rows, left_out = left_of("I have enough time,The Group time: well spent\n4,5\n")

    assert (header, left_out) == (["I have enough time", "The Group time: well spent"], [])


def test_an_empty_column_is_left_out_and_one_without_a_heading_called_by_its_place():
    assert left_of("JC1,,other\n4,3,\n") == (["JC1", "column 2"], [["4", "3"]], ["other"])


def test_lines_keep_their_numbers_across_what_is_empty():
    got = received(b"JC1,JC2\n\n4,5\n,\n3,3\n")

    assert [row.number for row in got.table.rows] == [3, 5]


def test_questions_with_commas_do_not_make_a_comma_the_separator():
    header, rows, _left_out = left_of('"Well, is it, really, so?";"b"\n4;5\n')

    assert (header, rows) == (["Well, is it, really, so?", "b"], [["4", "5"]])


def test_a_file_comes_back_as_it_was_and_for_its_own_edition_only(edition):
    got = [received("JC1,JC2\n4,Ærlig\n".encode())]
    text = carried(got, edition)

    assert carried_back(text, edition) == got
    with pytest.raises(Refused, match="got lost on the way"):
        carried_back(text, Edition(pk=edition.pk + 1))


def test_eighty_thousand_rows_of_two_columns_travel_and_a_larger_file_is_refused_in_words(edition, monkeypatch):
    got = [received(b"JC1,JC2\n" + b"4,5\n3,1\n" * 40_000)]
    assert len(carried(got, edition)) < tables.LARGEST_CARRIED

    monkeypatch.setattr(tables, "LARGEST_CARRIED", 1000)
    with pytest.raises(Refused, match="There are too many answers for this page"):
        carried(got, edition)
