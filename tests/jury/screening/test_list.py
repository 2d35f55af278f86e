"""The screening list as each seat reads it: rows, order, choice and files."""

import csv
import io
import re
import zipfile

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
    assert "With an index: 2. Shortlisted so far: 0." in page
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


@pytest.fixture
def all_kinds(screening, candidates, released, juror, chair, no_ties):
    """Seven who differ in every column; of C05 only the level is known, of C06 nothing; C07 is as C02."""
    candidates("C01", "C02", "C03", "C04", "C05", "C06", "C07")
    released(screening, {"C01": 90.0, "C02": 80.0, "C03": 70.0, "C04": 60.0, "C05": 50.0, "C06": None, "C07": 80.0})
    amend(screening, "C01", category="mixed", agreement=70.0, flags=[], baseline=68.0, size_band="20+")
    amend(screening, "C02", flags=["low_response", "weak_consensus"])
    amend(screening, "C03", category="over_estimator", agreement=95.0, baseline=60.0, response_class=">=70")
    amend(screening, "C04", category="in_agreement_poor", gate_passed=False, level=40.0, flags=["below_gate"])
    only_level = {"status": "not_ranked", "reasons": ["no_self_assessment"], "rank": None, "category": None}
    amend(screening, "C05", **only_level, agreement=None, shortlist_index=None, low=None, high=None, flags=[])
    amend(screening, "C07", flags=["low_response", "weak_consensus"])
    for code, is_shortlisted in (("C03", True), ("C01", False)):
        found = Candidate.objects.get(code=code)
        ShortlistDecision.objects.create(
            candidate=found, is_shortlisted=is_shortlisted, reason="Read.", decided_by=chair
        )
        Proposal.objects.create(candidate=found, juror=juror, choice="yes", reason="They listen.")
    no_ties(juror)
    return screening


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "C01 C02 C07 C03 C04 C05 C06"),
        ("-index", "C04 C03 C02 C07 C01 C05 C06"),
        ("code", "C01 C02 C03 C04 C05 C06 C07"),
        ("-code", "C07 C06 C05 C04 C03 C02 C01"),
        ("agreement", "C03 C02 C04 C07 C01 C05 C06"),
        ("-agreement", "C01 C02 C04 C07 C03 C05 C06"),
        ("level", "C01 C02 C07 C03 C05 C04 C06"),
        ("-level", "C04 C05 C03 C02 C07 C01 C06"),
        ("over", "C03 C01 C02 C04 C05 C06 C07"),
        ("-over", "C01 C03 C02 C04 C05 C06 C07"),
        ("category", "C03 C01 C02 C07 C04 C05 C06"),
        ("-category", "C04 C02 C07 C01 C03 C05 C06"),
        ("answers", "C01 C03 C02 C04 C05 C07 C06"),
        ("-answers", "C02 C04 C05 C07 C03 C01 C06"),
        ("flags", "C02 C07 C03 C01 C04 C05 C06"),
        ("-flags", "C03 C02 C07 C01 C04 C05 C06"),
        ("state", "C06 C05 C04 C01 C02 C03 C07"),
        ("-state", "C04 C05 C06 C01 C02 C03 C07"),
        ("decision", "C03 C01 C02 C04 C05 C06 C07"),
        ("-decision", "C01 C03 C02 C04 C05 C06 C07"),
        ("name", "C01 C02 C07 C03 C04 C05 C06"),  # no column of a list without names
        ("nonsense", "C01 C02 C07 C03 C04 C05 C06"),
        ("--", "C01 C02 C07 C03 C04 C05 C06"),
    ],
)
def test_every_column_sorts_ties_stay_by_code_and_who_has_nothing_in_it_comes_last(
    all_kinds, juror, sign_in, sort, order
):
    assert codes_of(sign_in(juror).get(page_at(all_kinds), {"sort": sort})) == order.split()


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
    beside = rf'<td [^>]*data-label="Agreement">{row.agreement}</td><td [^>]*data-label="Level">{row.marked_level}'
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

    with django_assert_num_queries(11):
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


def sheet_of(workbook):
    """Every text of a workbook's only sheet, and the formulas it holds."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", parts.read("xl/sharedStrings.xml").decode())
        return texts, re.findall(r"<f>", parts.read("xl/worksheets/sheet1.xml").decode())


def test_no_workbook_tells_a_name_while_names_are_hidden(in_a_row, juror, organiser, sign_in):
    type(in_a_row).objects.filter(pk=in_a_row.pk).update(blind_screening=True)

    blind, _formulas = sheet_of(sign_in(juror).get(page_at(in_a_row, "screening_xlsx")).content)
    told, _formulas = sheet_of(sign_in(organiser).get(page_at(in_a_row, "screening_xlsx")).content)

    assert (
        {"name", "employer", "Leder C01"} & set(blind),
        {"name", "employer", "Leder C01"} & set(told),
    ) == (set(), {"name", "employer", "Leder C01"})


def test_names_that_look_like_formulas_are_texts_in_every_file_and_on_the_page(in_a_row, organiser, sign_in):
    Candidate.objects.filter(code="C01").update(name='=HYPERLINK("http://x.example","C01")', employer="<b>@SUM(1)</b>")
    browser = sign_in(organiser)

    page = browser.get(page_at(in_a_row)).content.decode()
    lines = browser.get(page_at(in_a_row, "screening_csv"), {"q": "c01"}).content.decode()
    texts, formulas = sheet_of(browser.get(page_at(in_a_row, "screening_xlsx")).content)

    assert [row[:2] for row in csv.reader(io.StringIO(lines))] == [
        ["code", "name"],
        ["C01", """'=HYPERLINK("http://x.example","C01")"""],
    ]
    assert ("=HYPERLINK(" in " ".join(texts), formulas) == (True, [])
    assert "<b>@SUM" not in page
    assert "&lt;b&gt;@SUM(1)&lt;/b&gt;" in page


@pytest.mark.parametrize("name", ["screening", "screening_csv", "screening_xlsx"])
def test_who_is_recused_finds_the_candidate_on_no_page_and_in_no_file(in_a_row, juror, sign_in, name):
    Declaration.objects.filter(candidate__code="C02").update(standing=Standing.RECUSED)

    answer = sign_in(juror).get(page_at(in_a_row, name)).content

    found = " ".join(sheet_of(answer)[0]) if name == "screening_xlsx" else answer.decode()
    assert ("C01" in found, "C02" in found, "Leder C02" in found, "80.0 to" in found) == (True, False, False, False)


def test_who_is_recused_reads_the_last_place_as_if_the_candidate_were_not_there(in_a_row, juror, sign_in):
    """Two places: without C02 the second of those they read is C03, and the band lies round its index."""
    Declaration.objects.filter(candidate__code="C02").update(standing=Standing.RECUSED)

    shown = sign_in(juror).get(page_at(in_a_row)).context["list"]

    assert (shown.cut, [row.code for row in shown.rows if row.is_near]) == ("78.0", ["C03"])
    assert [point.code for point in shown.picture.points] == ["C01", "C03", "C04", "C05"]


def test_one_candidate_has_a_place_whatever_the_number_is(screening, candidates, released, juror, no_ties, sign_in):
    candidates("C01")
    released(screening, {"C01": 70.0})
    no_ties(juror)

    page = text_of(sign_in(juror).get(page_at(screening)))

    assert "1 candidate, 1 place" in page
    assert "There are places for all who have an index" in page
    assert "Not separable" not in page


def test_where_nobody_has_an_index_the_page_says_so(screening, candidates, released, juror, no_ties, sign_in):
    candidates("C01", "C02")
    released(screening, {"C01": None, "C02": None})
    no_ties(juror)

    page = text_of(sign_in(juror).get(page_at(screening)))

    assert "No candidate has an index." in page
    assert "Nothing to draw" in page
    assert "places for all" not in page


def test_who_may_read_about_nobody_is_told_so(in_a_row, juror, sign_in):
    Declaration.objects.update(standing=Standing.RECUSED)

    assert "Nobody to read about" in text_of(sign_in(juror).get(page_at(in_a_row)))


def test_below_the_gate_a_row_says_so_in_words_and_signs(all_kinds, juror, sign_in):
    page = sign_in(juror).get(page_at(all_kinds), {"q": "c04"}).content.decode()

    assert '<tr class="row-below">' in page
    assert '! 40.0 <span class="visually-hidden">below the gate</span>' in page
    assert '<span class="badge badge-warn">! level below the gate</span>' in page


def test_the_list_leads_to_what_the_numbers_mean(in_a_row, juror, sign_in):
    page = sign_in(juror).get(page_at(in_a_row), {"sort": "agreement"}).content.decode()
    numbers = reverse("jury:numbers", args=[in_a_row.slug])

    assert re.findall(rf'href="{numbers}#([a-z]+)"', page) == ["four", "example", "words", "withheld", "interval"]


def test_where_names_are_shown_one_can_look_for_them_and_sort_by_them(in_a_row, organiser, sign_in):
    response = sign_in(organiser).get(page_at(in_a_row), {"q": "leder", "sort": "-name"})

    assert codes_of(response) == ["C06", "C05", "C04", "C03", "C02", "C01"]
