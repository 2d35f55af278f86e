"""What columns and words of a survey tool's file are taken for before anybody has looked."""

import math

import pytest

from award.content.loading import load
from award.content.reading import Content
from award.tables.reading import Line
from surveys.importing.guessing import column_of_respondents, columns_of_statements, points_of, respondent_of
from surveys.importing.tables import Table

SURVEY = Content.of(load()).survey
ITEMS = {item.code: item for item in SURVEY.items}


def table(header, *rows):
    return Table(list(header), [Line(n, list(cells)) for n, cells in enumerate(rows, 2)])


def place_of(code, header):
    places = columns_of_statements(table(header), SURVEY)
    return dict(zip(ITEMS, places, strict=True))[code]


@pytest.mark.parametrize(
    "heading",
    [
        "JC3",
        "jc3",
        "JC[JC3]",
        "Q7_JC3",
        "JC3. Do you agree?",
        "jobcontent[SQ003]",
        "job_content[SQ003]",
        "JC[SQ003]",
        "jobcontent_SQ003",
        "jobcontent[SQ003]. Do you agree? [Something else]",
        *ITEMS["JC3"].employee.languages.values(),
        *ITEMS["JC3"].leader.languages.values(),
        f"How is it? [{ITEMS['JC3'].employee.languages['da'].upper()}]",
        f"Q7. {ITEMS['JC3'].leader.languages['en'].rstrip('.')}",
    ],
)
def test_a_statement_is_found_by_code_by_wording_and_by_number(heading):
    assert place_of("JC3", ["id", "JC1", heading, "LR3"]) == 2


@pytest.mark.parametrize("heading", ["JC33", "job", "Do you have the authority?", "otherarea[SQ003]", "x[SQ003]", ""])
def test_what_is_no_statement_is_left_for_people_to_choose(heading):
    assert place_of("JC3", ["id", heading]) is None


def test_two_columns_that_could_be_one_statement_are_left_for_people_to_choose():
    assert place_of("JC3", ["a[JC3]", "b[JC3]"]) is None


@pytest.mark.parametrize(
    ("words", "points"),
    [
        (["1", "2", "5"], [1, 2, 5]),
        (["4.0", "3,0"], [4, 3]),
        (["Helt enig", "strongly  DISAGREE", "Hverken enig eller uenig"], [5, 1, 3]),
        (["5 – fully agree", "1 = not at all", "2. Uenig"], [5, 1, 2]),
        (["A1", "A5"], [1, 5]),
        (["AO04", "AO01"], [4, 1]),
        (["4", "99", "N/A", "Vet ikke", "Ved ikke / kan ikke vurdere"], [4, None, None, None, None]),
    ],
)
def test_words_for_points_and_for_no_answer_are_known(words, points):
    found = points_of(words, SURVEY)

    assert [None if math.isnan(found[word]) else found[word] for word in words] == points


@pytest.mark.parametrize(
    "words",
    [
        *(["0", "1", "4"], ["1", "7"], ["A0", "A4"], ["A1", "B2"], ["great", "bad"], ["-1"]),
        *(["3.9"], ["3,9"], ["3-4"], ["5 - Strongly disagree", "1 - fine"]),
    ],
)
def test_numbers_beside_the_scale_and_other_words_are_left_for_people_to_say(words):
    assert points_of(words, SURVEY) == {}


@pytest.mark.parametrize(("word", "meant"), [("Ansatt", "employee"), ("LEDER", "self"), ("Kunde", None)])
def test_words_for_who_answered_are_known(word, meant):
    assert respondent_of(word) == meant


def test_the_column_of_who_answered_holds_nothing_else():
    held = table(["a", "b", "c"], ["ansatt", "ansatt", "leder"], ["kunde", "leder", "leder"])

    assert column_of_respondents(held, []) == 1
    assert column_of_respondents(held, [1]) is None
