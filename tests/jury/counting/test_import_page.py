"""Results from elsewhere: a survey tool's export goes through the page and counts like the award's own file."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from award.audit.models import Entry
from award.editions.states import Phase
from jury.counting.measuring import measure
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots.models import Ticket
from surveys.counting.models import Count, Release, Tally
from surveys.importing.actions import import_results
from surveys.importing.forms import key
from tests.journeys.forms import Forms, send_from
from tests.jury.counting import limesurvey

QUERIES = 16


@pytest.fixture
def twelve(edition, at):
    for n, name in enumerate(limesurvey.LEADERS, 1):
        Candidate.objects.create(edition=edition, code=f"C{n:02}", name=name, consent=Consent.ACCEPTED)
    return at(edition, Phase.SCREENING)


@pytest.fixture
def page(edition):
    return reverse("jury:import_results", args=[edition.slug])


@pytest.fixture
def organised(organiser, sign_in):
    return sign_in(organiser)


def sent(client, page, source, **more):
    files = {"file": SimpleUploadedFile("results", source)} | more
    return client.post(page, files)


def text_of(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def names(response):
    return {field.html_name for field in response.context["taken"].form}


def columns_of(response):
    return {field.html_name: field.value() for field in response.context["taken"].form}


def codes_of(edition):
    return [item.code for item in edition.content.survey.items]


def step(response):
    return response.context["taken"].step


def ticks(response):
    """The boxes of the last look, ticked."""
    (form,) = [form for form in Forms(response.content.decode()).forms if "carried" in form["names"]]
    return {name: "on" for name in ("looked", "once") if name in form["names"]}


def released(client, page, look):
    return send_from(client, look, page, {"do": "look", **ticks(look)})


def by_the_command(edition, source):
    """What `import_results` makes of a file; taken back."""
    with transaction.atomic():
        made = import_results(edition=edition, source=source, measure=measure, by=None)
        transaction.set_rollback(True)
    return made


@pytest.mark.parametrize("export", [limesurvey.in_codes, limesurvey.in_texts, limesurvey.in_workbook])
def test_an_export_of_300_responses_about_12_leaders_counts_as_the_award_s_own_file(twelve, organised, page, export):
    rows = limesurvey.answers(twelve)
    expected = by_the_command(twelve, limesurvey.own_form(twelve, rows))
    assert not Release.objects.exists()

    look = sent(organised, page, export(twelve, rows))
    assert step(look) == "look"
    released(organised, page, look)

    made = Release.objects.get()
    assert (made.sha256, made.payload) == (expected.sha256, expected.payload)
    assert sum(each["outcome"] == "counted" for each in made.payload["candidates"]) == 12
    assert made.payload["origin"] == "imported"


def test_a_look_says_how_the_file_was_read_and_stores_nothing(twelve, organised, page):
    look = sent(organised, page, limesurvey.in_codes(twelve, limesurvey.answers(twelve)))

    told = text_of(look)
    assert "AO02, AO03, AO04, AO05 are codes of the survey tool: look above at what they were taken for." in told
    assert "“AO04” → 4 · Agree" in told
    assert "2 responses were never sent: they are left out." in told
    assert "Left out unread: id · lastpage · startlanguage · seed · token · ipaddr" in told
    for unseen in ("t0ken", "10.0.0.", "2027-03-"):
        assert unseen not in look.content.decode()
    assert not Release.objects.exists()
    assert not Entry.objects.filter(verb="imported survey results").exists()


def test_teams_are_looked_at_in_bands(twelve, organised, page):
    rows = [("Leder A Oppdiktet", "employee", [4] * 24)] * 12 + [("Leder A Oppdiktet", "self", [4] * 24)]
    rows += [("Leder B Oppdiktet", "employee", [4] * 24)] * 4

    look = sent(organised, page, limesurvey.own_form(twelve, rows))

    first, second, *_others = look.context["taken"].preview.teams
    assert (first.employees, first.leaders) == ("10–19", 1)
    assert (second.employees, second.leaders) == ("", 0)
    assert "too few" in text_of(look)


def test_what_is_left_of_an_import_is_its_trail_and_no_row_of_a_respondent(twelve, organised, organiser, page):
    look = sent(organised, page, limesurvey.in_codes(twelve, limesurvey.answers(twelve)))

    done = released(organised, page, look)

    assert "The results are imported and released." in text_of(done)
    line = Entry.objects.first()
    assert (line.verb, line.seat) == ("imported survey results", organiser.pk)
    assert Count.objects.exclude(measured=None).count() == 0


def test_columns_nobody_could_guess_are_chosen(twelve, organised, page):
    rows = limesurvey.answers(twelve)
    expected = by_the_command(twelve, limesurvey.own_form(twelve, rows))
    codes = [f"v{n}" for n in range(24)]
    told = [[leader, who, *("" if n is None else n for n in points)] for leader, who, points in rows]

    columns = sent(organised, page, limesurvey.csv_of([["x", "y", *codes], *told]))
    assert step(columns) == "columns"
    assert not columns.context["taken"].form.is_bound
    wrong = send_from(organised, columns, page, {"do": "columns"})
    assert "Choose what it means." in text_of(wrong)
    chosen = {f"0-{item.code}": n for n, item in enumerate(twelve.content.survey.items, 2)}
    look = send_from(organised, wrong, page, {"do": "columns", **chosen})

    assert step(look) == "look"
    released(organised, page, look)
    assert Release.objects.get().sha256 == expected.sha256


def test_words_nobody_could_guess_are_chosen_and_survive_a_way_back(twelve, organised, page):
    rows = limesurvey.answers(twelve)
    expected = by_the_command(twelve, limesurvey.own_form(twelve, rows))
    faces = {1: "awful", 2: "bad", 3: "so-so", 4: "good", 5: "great", None: ""}
    codes = [item.code for item in twelve.content.survey.items]
    told = [[leader, who, *(faces[n] for n in points)] for leader, who, points in rows]

    words = sent(organised, page, limesurvey.csv_of([["candidate", "respondent", *codes], *told]))
    assert step(words) == "words"
    meant = {key("answer", face): str(point) for point, face in faces.items() if face}
    some = send_from(organised, words, page, {"do": "words", key("answer", "good"): "4"})
    assert step(some) == "words"
    assert "Choose what it means." in text_of(some)
    shown = {field.label for field in some.context["taken"].form}
    look = send_from(
        organised, some, page, {"do": "words", **{name: its for name, its in meant.items() if name in names(some)}}
    )
    back = send_from(organised, look, page, {"do": "to-columns"})
    again = send_from(organised, back, page, {"do": "columns"})

    assert shown == {"bad", "so-so", "good", "great", "employee", "self"}
    assert [step(each) for each in (look, back, again)] == ["look", "columns", "look"]
    released(organised, page, again)
    assert Release.objects.get().sha256 == expected.sha256


def test_a_scale_from_nought_is_asked_about_and_never_guessed(twelve, organised, page):
    rows = [("C01", "employee", [n % 5] * 24) for n in range(10)]

    words = sent(organised, page, limesurvey.own_form(twelve, rows))

    assert step(words) == "words"
    assert [field.value() for field in words.context["taken"].form] == [*[None] * 5, "employee"]


def test_leaders_may_come_in_a_file_of_their_own(twelve, organised, page):
    rows = limesurvey.answers(twelve)
    expected = by_the_command(twelve, limesurvey.own_form(twelve, rows))
    of_employees = limesurvey.in_codes(twelve, [row for row in rows if row[1] == "employee"])
    of_leaders = limesurvey.in_texts(twelve, [row for row in rows if row[1] == "self"])

    first = sent(organised, page, of_employees, own=SimpleUploadedFile("leaders", of_leaders))

    assert step(first) == "look"
    released(organised, page, first)
    assert Release.objects.get().sha256 == expected.sha256


def test_addresses_of_employees_are_left_out_and_said(twelve, organised, page):
    table = [["email", "candidate", "respondent", *codes_of(twelve)]]
    table += [[f"kari{n}@nordlys.example", "C01", "employee", *[4] * 24] for n in range(6)]

    look = sent(organised, page, limesurvey.csv_of(table))

    assert "The column “email” holds e-mail addresses. It was left out" in text_of(look)
    assert "@nordlys.example" not in look.content.decode()


def test_a_name_in_other_letters_is_taken_for_the_candidate_after_a_look(twelve, organised, page):
    rows = [("leder a  OPPDIKTET", "employee", [4] * 24)] * 6

    look = sent(organised, page, limesurvey.own_form(twelve, rows))
    assert "“leder a OPPDIKTET” is taken for the candidate C01." in text_of(look)
    released(organised, page, look)

    assert Candidate.objects.count() == 12
    assert Tally.objects.get(candidate__code="C01", item="JC1").n == 6


def test_unknown_leaders_can_become_candidates_or_be_left_out(twelve, organised, page):
    rows = [(name, "employee", [4] * 24) for name in ("Ny Leder", "Ukjent Leder") for _each in range(6)]

    words = sent(organised, page, limesurvey.own_form(twelve, rows))
    assert step(words) == "words"
    look = send_from(
        organised, words, page, {"do": "words", key("name", "Ny Leder"): "new", key("name", "Ukjent Leder"): "out"}
    )
    assert "Ny Leder becomes a new candidate who takes part." in text_of(look)
    released(organised, page, look)

    assert Tally.objects.get(candidate__name="Ny Leder", item="JC1").n == 6
    assert not Candidate.objects.filter(name="Ukjent Leder").exists()


def test_answers_about_somebody_who_declined_can_be_left_out(twelve, organised, page):
    Candidate.objects.filter(code="C02").update(consent=Consent.DECLINED)
    rows = [(code, "employee", [4] * 24) for code in ("C01", "C02") for _each in range(6)]

    words = sent(organised, page, limesurvey.own_form(twelve, rows))
    look = send_from(organised, words, page, {"do": "words", key("name", "C02"): "out"})
    released(organised, page, look)

    assert not Tally.objects.filter(candidate__code="C02").exists()


def test_boxes_must_be_ticked_for_what_was_shown(twelve, organised, page):
    look = sent(organised, page, limesurvey.in_codes(twelve, limesurvey.answers(twelve)))

    unticked = send_from(organised, look, page, {"do": "look"})
    assert "Look at the points above, then tick the box." in text_of(unticked)
    Candidate.objects.create(edition=twelve, code="C13", name="Leder M Oppdiktet", consent=Consent.ACCEPTED)
    other = released(organised, page, look)
    assert "Something has changed since you looked." in text_of(other)
    assert not Release.objects.exists()
    released(organised, page, other)

    assert Release.objects.exists()


def test_leaders_alone_do_not_use_up_the_one_import(twelve, organised, page):
    look = sent(organised, page, limesurvey.own_form(twelve, [("C01", "self", [4] * 24)]))

    assert "The file holds no answer of an employee." in text_of(look)
    answer = send_from(organised, look, page, {"do": "to-words"})
    assert step(answer) == "words"
    assert not Release.objects.exists()


def test_faults_of_a_file_are_told_by_line_and_nothing_can_be_released(twelve, organised, page):
    rows = [("C01", "employee", [4] * 24)] * 6 + [("leder b oppdiktet", "employee", [4] * 24)]

    look = sent(organised, page, limesurvey.own_form(twelve, rows))
    words = send_from(organised, look, page, {"do": "to-words"})
    look = send_from(organised, words, page, {"do": "words", key("name", "leder b oppdiktet"): "new"})

    assert "The file cannot be taken as it is." in text_of(look)
    assert "Line 8: “leder b oppdiktet” is nobody; if C02 “Leder B Oppdiktet” is meant, write the code." in text_of(
        look
    )
    assert 'value="look"' not in look.content.decode()
    assert step(send_from(organised, look, page, {"do": "look"})) == "look"
    assert not Release.objects.exists()


def test_rows_that_name_nobody_are_left_out_only_after_a_word(twelve, organised, page):
    rows = [("C01", "employee", [4] * 24)] * 6 + [("", "employee", [4] * 24)] + [("C01", "", [4] * 24)] * 2

    words = sent(organised, page, limesurvey.own_form(twelve, rows))
    assert step(words) == "words"
    look = send_from(organised, words, page, {"do": "words", key("name", ""): "out", key("kind", ""): "out"})

    assert "3 rows are left out by what a word means." in text_of(look)
    released(organised, page, look)
    assert Tally.objects.get(item="JC1").n == 6


def test_a_column_that_says_finished_in_words_is_asked_about(twelve, organised, page):
    table = [["Finished", "candidate", "respondent", *codes_of(twelve)]]
    table += [[done, "C01", "employee", *[n] * 24] for done, n in (("True", 4), ("False", 1)) for _each in range(6)]

    look = sent(organised, page, limesurvey.csv_of(table))

    assert "6 responses were never sent: they are left out." in text_of(look)
    released(organised, page, look)
    assert list(Tally.objects.filter(item="JC1").values_list("value", "n")) == [(4, 6)]


def test_the_look_says_which_column_was_taken_for_what(twelve, organised, page):
    look = sent(organised, page, limesurvey.in_codes(twelve, limesurvey.answers(twelve)))

    told = text_of(look)
    assert "jobcontent[SQ003] JC3" in told
    assert "leader whom it is about" in told
    assert "Statements were found by their number in the survey tool (SQ001 …)" in told


def test_a_second_column_that_names_leaders_is_told(twelve, organised, page):
    table = [["area manager", "team leader", "respondent", *codes_of(twelve)]]
    table += [["C01", f"C{n:02}", "employee", *[4] * 24] for n in (2, 3) for _each in range(6)]

    look = sent(organised, page, limesurvey.csv_of(table))

    assert "The column “team leader” names leaders, too; it was not used." in text_of(look)


@pytest.mark.parametrize(
    ("points", "doubt"),
    [
        ([1, 5, 3], "The numbers are taken as they stand: from 1 Strongly disagree to 5 Strongly agree."),
        ([1, 2, 4], "Nobody chose one of the ends of the scale"),
    ],
)
def test_numbers_of_a_survey_tool_are_never_taken_without_a_look(twelve, organised, page, points, doubt):
    table = [["leader", "role", *(f"q_{code}" for code in codes_of(twelve))]]
    table += [["C01", "employee", *[points[n % 3]] * 24] for n in range(9)]

    look = sent(organised, page, limesurvey.csv_of(table))

    assert step(look) == "look"
    assert doubt in text_of(look)


def test_answers_that_cannot_be_used_are_no_answers(twelve, organised, page):
    rows = [("C01", "employee", [4] * 24)] * 2 + [("C01", "employee", [None] * 24)] * 10

    look = sent(organised, page, limesurvey.own_form(twelve, rows))

    assert look.context["taken"].preview.teams[0].employees == ""
    assert "No team has enough usable answers" in text_of(look)


def test_more_own_answers_than_leaders_are_told(twelve, organised, page):
    rows = [("C01", "employee", [4] * 24)] * 6 + [("C01", "self", [5] * 24)] * 3

    look = sent(organised, page, limesurvey.own_form(twelve, rows))

    assert "More own answers than leaders are known here: Leder A Oppdiktet." in text_of(look)


def test_one_file_cannot_be_both(twelve, organised, page):
    source = limesurvey.own_form(twelve, limesurvey.answers(twelve))

    answer = sent(organised, page, source, own=SimpleUploadedFile("again", source))

    assert step(answer) == "file"
    assert "The two files are the same." in text_of(answer)


def test_a_new_leader_in_two_spellings_becomes_one_candidate(twelve, organised, page):
    rows = [(name, "employee", [4] * 24) for name in ("Ny Leder", "ny  leder") for _each in range(4)]

    words = sent(organised, page, limesurvey.own_form(twelve, rows))
    chosen = {key("name", name): "new" for name in ("Ny Leder", "ny  leder")}
    released(organised, page, send_from(organised, words, page, {"do": "words", **chosen}))

    assert Tally.objects.get(candidate__name="Ny Leder", item="JC1").n == 8
    assert Candidate.objects.count() == 13


def test_three_lines_of_headings_are_known(twelve, organised, page):
    items = twelve.content.survey.items
    table = [
        ["StartDate", "IPAddress", "Finished", "leader", "role", *(f"Q1_{item.code}" for item in items)],
        ["Start Date", "IP Address", "Finished", "Your leader", "Your role", *(str(item.employee) for item in items)],
        ['{"ImportId":"startDate"}', *['{"ImportId":"x"}'] * (4 + len(items))],
    ]
    table += [["2027-03-01 10:11:12", "10.9.8.7", "True", "C01", "employee", *[4] * 24] for _each in range(6)]

    look = sent(organised, page, limesurvey.csv_of(table))

    assert step(look) == "look"
    assert "2 lines below the header were taken for more of it and left out." in text_of(look)
    assert "10.9.8.7" not in str(look.context["taken"].said)
    released(organised, page, look)
    assert Tally.objects.get(item="JC1").n == 6


def test_a_column_means_one_thing(twelve, organised, page):
    look = sent(organised, page, limesurvey.in_codes(twelve, limesurvey.answers(twelve)))
    columns = send_from(organised, look, page, {"do": "to-columns"})

    twice = send_from(organised, columns, page, {"do": "columns", "0-JC2": columns_of(columns)["0-JC1"]})

    assert step(twice) == "columns"
    assert "This column is taken for “JC1 · " in text_of(twice)


def test_a_column_of_texts_is_no_statement(twelve, organised, page):
    table = [["candidate", "respondent", *codes_of(twelve)]]
    table += [["C01", "employee", f"text {n % 40}", *[4] * 23] for n in range(80)]

    answer = sent(organised, page, limesurvey.csv_of(table))

    assert step(answer) == "columns"
    assert "The column “JC1” holds 40 different words: it does not answer a statement." in text_of(answer)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"", "The submitted file is empty."),
        (b"\n\n", "The file is empty."),
        (b"candidate,respondent\n", "The file holds no answers: there is no row under its header."),
        (b"a,b\n1,2,3\n1\n", "Line 2: 3 cells instead of 2."),
        (b"\xd0\xcf\x11\xe0old", "This is a workbook of an old kind (.xls)."),
        (b"PK\x03\x04broken", "This workbook cannot be read."),
        (b"a\x00b\xff", "The file is neither text nor a workbook."),
        (b"a\x00b,c\n1,2\n", "The file is neither text nor a workbook."),
        (b"a,b\n" + b"1,2\n" * 200_001, "A file has at most 200001 lines; this one has more."),
    ],
)
def test_files_that_cannot_be_read_say_why(twelve, organised, page, source, told):
    answer = sent(organised, page, source)

    assert step(answer) == "file"
    assert told in text_of(answer)


def test_what_travels_in_the_page_cannot_be_changed_nor_taken_elsewhere(twelve, organised, page):
    look = sent(organised, page, limesurvey.in_codes(twelve, limesurvey.answers(twelve)))
    carried = look.context["taken"].said["carried"]

    for text in (carried[:-1] + "x", "x", ""):
        answer = organised.post(page, {"carried": text, "do": "look"})
        assert "The file got lost on the way. Choose it again." in text_of(answer)


def test_headings_and_words_are_shown_as_text(twelve, organised, page):
    table = [["<script>alert(1)</script>", "candidate", "respondent", *codes_of(twelve)]]
    table += [["=1+1", "C01", "employee", "<b>4</b>", *[4] * 23]] * 6

    answer = sent(organised, page, limesurvey.csv_of(table))

    assert step(answer) == "words"
    for shown in (answer, send_from(organised, answer, page, {"do": "to-columns"})):
        assert "<script>alert" not in shown.content.decode()
        assert "<b>4" not in shown.content.decode()


def test_a_second_file_finds_the_results_released(twelve, organised, page):
    look = sent(organised, page, limesurvey.in_codes(twelve, limesurvey.answers(twelve)))
    released(organised, page, look)

    again = released(organised, page, look)

    assert "The results are released" in text_of(again)
    assert Release.objects.count() == 1


def test_an_edition_with_links_takes_no_file(twelve, organised, page):
    Ticket.objects.create(hash=b"h" * 32, candidate=Candidate.objects.get(code="C01"))

    answer = sent(organised, page, limesurvey.in_codes(twelve, limesurvey.answers(twelve)))

    assert "This edition has ballots of its own" in text_of(answer)
    assert not Release.objects.exists()


def test_the_page_asks_the_database_as_often_for_three_candidates_as_for_twelve(
    twelve, organised, page, django_assert_num_queries
):
    rows = limesurvey.answers(twelve)
    few = [row for row in rows if row[0] in limesurvey.LEADERS[:3]]

    for its in (few, rows):
        source = limesurvey.in_codes(twelve, its)
        with django_assert_num_queries(QUERIES):
            assert step(sent(organised, page, source)) == "look"


MARK = "Employees and leaders answered elsewhere, not in this award’s sealed ballots."


@pytest.mark.parametrize(
    ("name", "phase", "seated"),
    [
        ("screening", Phase.SCREENING, "chair"),
        ("dossier", Phase.SCREENING, "chair"),
        ("shortlist", Phase.SCREENING, "chair"),
        ("panel", Phase.SCREENING, "organiser"),
        ("this_year", Phase.ANNOUNCED, "organiser"),
    ],
)
def test_pages_of_figures_say_that_they_were_imported(twelve, request, at, sign_in, no_ties, name, phase, seated):
    import_results(
        edition=twelve, source=limesurvey.own_form(twelve, limesurvey.answers(twelve)), measure=measure, by=None
    )
    seat = request.getfixturevalue(seated)
    no_ties(seat)
    at(twelve, phase)

    args = [twelve.slug, "C01"] if name == "dossier" else [twelve.slug]
    imported = text_of(sign_in(seat).get(reverse(f"jury:{name}", args=args)))
    Release.objects.update(origin="sealed", payload={**Release.objects.get().payload, "origin": "sealed"})
    sealed = text_of(sign_in(seat).get(reverse(f"jury:{name}", args=args)))

    assert MARK in imported
    assert MARK not in sealed


@pytest.mark.parametrize("origin", ["imported", "sealed"])
def test_totals_say_that_their_survey_part_was_imported(finalists, edition, chair, sign_in, origin):
    Release.objects.update(origin=origin)

    page = text_of(sign_in(chair).get(reverse("jury:totals", args=[edition.slug])))

    assert "Åse Østberg" in page
    assert (MARK in page) == (origin == "imported")
