"""Nominations and candidates taken home as a file: what the list shows, in columns that can be brought in again."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from award.audit.models import Entry
from award.editions import registers
from award.editions.actions import create_edition
from award.editions.states import Phase
from nominations.candidates.actions import create_candidate
from nominations.candidates.models import Candidate, Leader
from nominations.importing.actions import bring
from nominations.importing.looking import look_at
from nominations.importing.reading import lines_in
from nominations.intake.models import Nomination
from nominations.sorting.actions import add_to_candidate

ODD = {
    "name": "=cmd|' /C calc'!A0",
    "employer": "@Nordlys|Birk",
    "contact": "+47 900 00 000",
    "reason": "- She moved her desk; “out” to us, that week.",
    "traits": ["goal_oriented", "clear"],
    "source": "customer",
}


@pytest.fixture
def other_edition(db, at):
    return at(create_edition(slug="elsewhere", name="Elsewhere", contact="post@elsewhere.example"), Phase.NOMINATIONS)


def rows_of(made):
    return list(csv.DictReader(io.StringIO(made.content.decode())))


def bring_in(edition, what, made):
    """As somebody else would, with the file that was taken home."""
    seen = look_at(edition, what, lines_in(made.content, what), today=date(2027, 3, 1))
    bring(edition=edition, look=seen, by=None, today=date(2027, 3, 1))
    return seen


def test_the_file_says_what_the_list_shows_and_nothing_of_a_receipt_or_a_day(
    desk, read_nomination, candidate, organiser
):
    sent = read_nomination()
    add_to_candidate(nominations=[sent.row], candidate=candidate, by=organiser)

    response = desk.get(f"{desk.at}nominations/export.csv")

    row = next(row for row in rows_of(response) if row["week"] == "2020-W02")
    assert row == {
        "name": "Åse Østberg",
        "title": "Team leader",
        "employer": "Kundesenter Nordlys",
        "contact": "",
        "why": "She moved her desk out to us the week the case system failed.",
        "traits": "clear",
        "source": "employee",
        "kind": "person",
        "state": "belongs to a candidate",
        "candidate": "C01",
        "week": "2020-W02",
        "source in words": "Employee of the leader",
    }
    text = response.content.decode()
    assert sent.row.receipt_hash not in text
    assert sent.receipt not in text
    assert sent.row.pk not in text
    assert "2020-01" not in text
    assert response.headers["Content-Disposition"] == 'attachment; filename="nominations.csv"'
    assert response.headers["Cache-Control"] == "no-store"


def test_what_came_today_is_not_taken_home_before_tomorrow(desk, nominate, read_nomination):
    nominate(today=timezone.localdate(), name="Hidden Today")
    older = read_nomination(name="Read Already").row

    text = desk.get(f"{desk.at}nominations/export.csv").content.decode()

    assert "Hidden Today" not in text
    assert "Read Already" in text
    older.refresh_from_db()
    assert older.visible_on is None


def test_order_is_never_that_of_arrival(desk, read_nomination):
    for name in ("Signe", "Aslaug", "Håvard"):
        read_nomination(name=name)

    assert [row["name"] for row in rows_of(desk.get(f"{desk.at}nominations/export.csv"))] == [
        "Aslaug", "Håvard", "Signe"
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "nb", "da"])
def test_nominations_taken_home_can_be_brought_in_again(desk, read_nomination, other_edition, ending, language):
    read_nomination(**ODD)
    read_nomination(kind="group", name="Lederne i Polarnett", title="")

    seen = bring_in(other_edition, "nominations", desk.get(f"{desk.at}nominations/export.{ending}?lang={language}"))

    def told(edition):
        fields = ("name", "title", "employer", "contact", "reason", "traits", "source", "kind")
        return sorted(map(repr, Nomination.objects.filter(edition__slug=edition).values_list(*fields)))

    assert told("elsewhere") == told("samtaleprisen-2027")
    assert len(seen.left_out) == 4


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "nb", "da"])
def test_candidates_taken_home_can_be_brought_in_again(desk, candidate, group, other_edition, ending, language):
    create_candidate(edition=candidate.edition, name="=Signe", employer="Birk", leaders=[("=Signe", "")], by=None)
    made = desk.get(f"{desk.at}candidates/export.{ending}?lang={language}")

    seen = bring_in(other_edition, "candidates", made)

    def told(slug):
        fields = ("code", "name", "title", "employer", "kind", "language")
        here = Candidate.objects.filter(edition__slug=slug).order_by("code").values_list(*fields)
        named = Leader.objects.filter(candidate__edition__slug=slug).order_by("candidate__code", "pk")
        return [*here, *named.values_list("candidate__code", "name", "email")]

    assert told("elsewhere") == told("samtaleprisen-2027")
    assert len(seen.left_out) == 1
    assert (
        look_at(candidate.edition, "candidates", lines_in(made.content, "candidates"), today=date(2027, 3, 1)).there
        == 3
    )


def test_no_spreadsheet_runs_what_a_stranger_wrote(desk, read_nomination):
    read_nomination(**ODD)

    row = rows_of(desk.get(f"{desk.at}nominations/export.csv"))[0]
    sheet = load_workbook(io.BytesIO(desk.get(f"{desk.at}nominations/export.xlsx").content)).active

    assert {row[column][0] for column in ("name", "employer", "contact", "why")} == {"'"}
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None} == {"s"}


@pytest.mark.parametrize("page", ["nominations", "candidates"])
def test_who_is_tied_to_a_candidate_takes_nothing_of_it_home(
    desk, read_nomination, candidate, group, organiser, monkeypatch, page
):
    for about in (candidate, group):
        add_to_candidate(nominations=[read_nomination(name=about.name).row], candidate=about, by=organiser)
    monkeypatch.setattr(registers, "veils", [lambda edition, seat: {"C01"}])

    text = desk.get(f"{desk.at}{page}/export.csv").content.decode()

    assert "Åse" not in text
    assert "Lederne i Polarnett" in text


@pytest.mark.parametrize("page", ["nominations", "candidates"])
def test_taking_home_leaves_one_line_of_numbers(desk, read_nomination, group, organiser, page):
    read_nomination()

    number = len(rows_of(desk.get(f"{desk.at}{page}/export.csv")))

    entry = Entry.objects.get(verb=f"exported {page}")
    assert (entry.seat, entry.facts) == (organiser.pk, {page: number})


@pytest.mark.parametrize("page", ["nominations", "candidates"])
@pytest.mark.parametrize("number", [1, 3])
def test_the_files_ask_the_same_number_of_questions(
    desk, read_nomination, open_edition, page, number, django_assert_num_queries
):
    for each in range(number):
        read_nomination(name=f"Leader {each}")
        create_candidate(edition=open_edition, name=f"Leader {each}", leaders=[(f"Leader {each}", "")], by=None)
    desk.get(f"{desk.at}nominations/")  # the first listing of a day makes the batch

    with django_assert_num_queries(10):
        assert len(rows_of(desk.get(f"{desk.at}{page}/export.csv"))) == number


def test_an_award_without_any_gives_the_headings(desk):
    assert rows_of(desk.get(f"{desk.at}nominations/export.csv")) == []
    assert desk.get(f"{desk.at}candidates/export.xlsx").status_code == 200


def test_only_organisers_take_anything_home(open_edition, chair, juror, leader, sign_in, client):
    for page in ("nominations", "candidates"):
        for ending in ("csv", "xlsx"):
            address = f"/{open_edition.slug}/organise/{page}/export.{ending}"
            assert {sign_in(each).get(address).status_code for each in (chair, juror, leader.seat)} == {403}
            assert client.get(address).status_code == 302


def test_the_lists_link_to_bringing_in_and_taking_home(desk, open_edition, at):
    for page in ("nominations", "candidates"):
        text = desk.get(f"{desk.at}{page}/").content.decode()
        assert f"{desk.at}bring/?what={page}" in text
        assert f"{desk.at}{page}/export.csv" in text
        assert f"{desk.at}{page}/export.xlsx" in text

    at(open_edition, Phase.SURVEYS)
    assert "bring/" not in desk.get(f"{desk.at}nominations/").content.decode()
    assert desk.get(f"{desk.at}bring/").status_code == 403
