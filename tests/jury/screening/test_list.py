"""The screening list as each seat reads it: rows, order, choice and files."""

import csv
import io
import re

import pytest
from django.urls import reverse

from jury.conflicts.models import Declaration
from jury.conflicts.states import Standing
from jury.shortlist.models import Proposal, ShortlistDecision
from nominations.candidates.models import Candidate
from surveys.counting.models import Release


def page_at(edition, name="screening"):
    return reverse(f"jury:{name}", args=[edition.slug])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def codes_of(response):
    return [row.code for row in response.context["list"].rows]


def head_of(response, name):
    return response.context["list"].columns[name]


@pytest.fixture
def counted(screening, leader, candidates, release_of, juror, chair, no_ties):
    candidates("C02", "C03", "C04")
    release_of(screening, {"C01": (7, 4.6, 4), "C02": (12, 2, 2), "C03": (25, 4, None), "C04": (3, 4, 4)})
    no_ties(juror, chair)
    return screening


@pytest.fixture
def in_a_row(screening, candidates, released, juror, no_ties):
    """Six with an index, two places; the intervals of all but the outer ones reach place two."""
    indices = {"C01": 90.0, "C02": 80.0, "C03": 78.0, "C04": 60.0, "C05": 50.0, "C06": None}
    candidates(*indices)
    released(screening, indices)
    no_ties(juror)
    return screening


def amend(edition, code, **figures):
    """What a release says of one candidate, in place of the even figures of the cast."""
    found = Release.objects.get(edition=edition)
    payload = found.payload
    next(each for each in payload["candidates"] if each["code"] == code).update(figures)
    Release.objects.filter(pk=found.pk).update(payload=payload, sha256=f"{abs(hash(str(payload))):064x}")


def test_the_list_says_how_many_candidates_there_are_and_how_many_places(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(page_at(counted)))

    assert "4 candidates, 1 place" in page
    assert "2 have an index, 0 are shortlisted." in page
    assert "4 of 4 shown" in page


def test_the_list_shows_states_in_words(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(page_at(counted)))

    table = page.split("of 4 shown")[1]
    for words in ("too few answers", "no self-assessment", "level below the gate", "one answer throughout"):
        assert words in table
    assert "area_not_scored" not in page


def test_while_names_are_hidden_the_code_stands_for_the_candidate(counted, juror, organiser, sign_in):
    type(counted).objects.filter(pk=counted.pk).update(blind_screening=True)

    blind = sign_in(juror).get(page_at(counted)).content.decode()
    open_to_organisers = sign_in(organiser).get(page_at(counted)).content.decode()

    assert "Åse Østberg" not in blind
    assert "Kundesenter Nordlys" not in blind
    assert "Åse Østberg" in open_to_organisers


def test_who_is_recused_from_a_candidate_reads_a_list_without_them(in_a_row, juror, sign_in):
    Declaration.objects.filter(candidate__code="C01").update(standing=Standing.RECUSED)

    response = sign_in(juror).get(page_at(in_a_row))

    assert codes_of(response) == ["C02", "C03", "C04", "C05", "C06"]
    assert "C01" not in response.content.decode()


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["C01", "C02", "C03", "C04"]),
        ("index", ["C01", "C02", "C03", "C04"]),
        ("-index", ["C02", "C01", "C03", "C04"]),
        ("level", ["C01", "C02", "C03", "C04"]),
        ("-level", ["C02", "C01", "C03", "C04"]),
        ("-code", ["C02", "C01", "C04", "C03"]),
        ("state", ["C01", "C02", "C03", "C04"]),
        ("-answers", ["C01", "C02", "C03", "C04"]),
        ("answers", ["C02", "C01", "C03", "C04"]),
        ("nonsense", ["C01", "C02", "C03", "C04"]),
        ("--", ["C01", "C02", "C03", "C04"]),
    ],
)
def test_the_list_can_be_sorted_and_who_has_no_rank_comes_last(counted, juror, sign_in, sort, order):
    found = codes_of(sign_in(juror).get(page_at(counted), {"sort": sort}))

    assert (found[:2], set(found[2:])) == (order[:2], set(order[2:]))


def test_a_head_says_how_it_sorts_and_turns_round(in_a_row, juror, sign_in):
    browser = sign_in(juror)

    first = head_of(browser.get(page_at(in_a_row), {"sort": "level"}), "level")
    second = head_of(browser.get(page_at(in_a_row) + first.address), "level")

    assert (first.aria, first.address) == ("descending", "?sort=-level")
    assert (second.aria, second.address) == ("ascending", "?sort=level")


def test_a_choice_survives_sorting(in_a_row, juror, sign_in):
    response = sign_in(juror).get(page_at(in_a_row), {"q": "c0", "near": "1"})

    assert head_of(response, "level").address == "?q=c0&near=1&sort=level"


def test_agreement_never_stands_without_the_level_beside_it(counted, juror, sign_in):
    response = sign_in(juror).get(page_at(counted), {"sort": "agreement"})

    row = response.context["list"].rows[0]
    beside = rf'<td class="num">{row.agreement}</td>\s*<td class="num">{row.level}</td>'
    assert re.search(beside, response.content.decode())
    assert "Agreement alone can mean agreeing that things are bad" in text_of(response)


def test_whose_interval_reaches_the_last_place_is_marked(in_a_row, juror, sign_in):
    response = sign_in(juror).get(page_at(in_a_row))

    assert [row.place for row in response.context["list"].rows] == ["1", "≈ 1", "≈ 1", "1", "1", "–"]
    assert "Not separable from place 2: the interval reaches 80.0." in text_of(response)


def test_agreement_is_set_against_what_any_leader_would_get(in_a_row, juror, sign_in):
    assert "Over baseline" not in text_of(sign_in(juror).get(page_at(in_a_row)))

    amend(in_a_row, "C01", baseline=68.0)

    response = sign_in(juror).get(page_at(in_a_row))
    assert response.context["list"].rows[0].over == "+12.0"
    assert "Over baseline" in text_of(response)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "c02"}, ["C02"]),
        ({"q": "leder c03"}, []),  # a hidden name is not searched either
        ({"near": "1"}, ["C02", "C03"]),
        ({"state": "too_few_respondents"}, ["C06"]),
        ({"category": "mixed"}, []),
        ({"decision": "yes"}, ["C04"]),
        ({"decision": "none", "near": "1"}, ["C02", "C03"]),
        ({"flag": "weak_consensus", "q": "c05"}, ["C05"]),
        ({"flag": "nonsense", "state": "\0", "category": "<", "decision": "maybe", "near": "x", "q": "c01"}, ["C01"]),
    ],
)
def test_the_list_shows_who_fits_the_choice(in_a_row, juror, chair, sign_in, asked, found):
    fourth = Candidate.objects.get(code="C04")
    ShortlistDecision.objects.create(candidate=fourth, is_shortlisted=True, reason="They listen.", decided_by=chair)
    Proposal.objects.create(candidate=fourth, juror=juror, choice="yes", reason="They listen.")

    response = sign_in(juror).get(page_at(in_a_row), asked)

    assert codes_of(response) == found
    assert f"{len(found)} of 6 shown" in text_of(response)


def test_a_choice_that_nobody_fits_says_what_to_do(in_a_row, juror, sign_in):
    page = text_of(sign_in(juror).get(page_at(in_a_row), {"q": "nobody"}))

    assert "No candidate fits what you chose." in page


@pytest.mark.parametrize("codes", [["C01"], ["C01", "C02", "C03"]])
def test_the_list_asks_the_database_as_often_for_one_row_as_for_three(
    screening, candidates, released, juror, sign_in, no_ties, django_assert_num_queries, codes
):
    candidates(*codes)
    released(screening, dict.fromkeys(codes, 70.0))
    no_ties(juror)
    browser = sign_in(juror)
    browser.get(page_at(screening))

    with django_assert_num_queries(10):
        page = browser.get(page_at(screening))

    assert codes_of(page) == codes


def test_the_file_holds_the_rows_the_page_shows_in_its_order(in_a_row, juror, sign_in):
    response = sign_in(juror).get(page_at(in_a_row, "screening_csv"), {"near": "1", "sort": "-index"})

    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [(row["code"], row["shortlist_index"], row["near_last_place"]) for row in rows] == [
        ("C03", "78.0", "yes"),
        ("C02", "80.0", "yes"),
    ]
    assert response["Cache-Control"] == "no-store"


def test_no_file_tells_a_name_while_names_are_hidden(in_a_row, juror, organiser, sign_in):
    type(in_a_row).objects.filter(pk=in_a_row.pk).update(blind_screening=True)

    blind = sign_in(juror).get(page_at(in_a_row, "screening_csv")).content.decode()
    told = sign_in(organiser).get(page_at(in_a_row, "screening_csv")).content.decode()

    assert "Leder" not in blind
    assert "Leder C01" in told


def test_the_workbook_comes_as_a_workbook(in_a_row, juror, sign_in):
    response = sign_in(juror).get(page_at(in_a_row, "screening_xlsx"))

    assert response.content[:2] == b"PK"
    assert response["Content-Disposition"] == 'attachment; filename="candidates.xlsx"'


@pytest.mark.parametrize("name", ["screening_csv", "screening_xlsx"])
def test_nobody_but_the_jury_and_organisers_gets_a_file(counted, leader, stranger, client, sign_in, name):
    assert sign_in(leader.seat).get(page_at(counted, name)).status_code == 403
    assert sign_in(stranger).get(page_at(counted, name)).status_code == 403
    assert client.get(page_at(counted, name)).status_code == 302


def test_where_names_are_shown_one_can_look_for_them_and_sort_by_them(in_a_row, organiser, sign_in):
    response = sign_in(organiser).get(page_at(in_a_row), {"q": "leder", "sort": "-name"})

    assert codes_of(response) == ["C05", "C04", "C03", "C02", "C01", "C06"]
