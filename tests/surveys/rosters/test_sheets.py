"""Paper to answer with: drawn from a hat, made once, kept nowhere."""

import io
import re
from datetime import timedelta

import pytest
import segno
from django.db import connection
from django.utils import timezone
from pypdf import PdfReader

from award.audit.models import Entry
from award.codes import new_code
from award.paper.pdf import pdf
from award.refusal import Refused
from surveys.ballots.actions import submit
from surveys.ballots.manifest import check_links, fingerprint
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketKind, TicketState
from surveys.ballots.tickets import hashed
from surveys.invitations.actions import invite
from surveys.rosters import actions, sheets
from surveys.rosters.actions import print_sheets, set_roster
from surveys.rosters.selectors import piles, team

GROUPED = re.compile(r"\b([0-9A-Z]{4}) ([0-9A-Z]{4}) ([0-9A-Z]{5})\s+([0-9A-Z]{5}) ([0-9A-Z]{4}) ([0-9A-Z]{4})\b")


@pytest.fixture
def ready(survey, count_code):
    return survey


@pytest.fixture
def printed(ready, candidate, organiser):
    def press(number=6, again=False):
        paper = print_sheets(
            candidate=candidate, number=number, again=again, piles=piles(candidate), by=organiser, now=timezone.now()
        )
        return ["".join(groups) for groups in GROUPED.findall(text_of(paper))]

    return press


def text_of(paper):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


def states():
    return sorted(Ticket.objects.values_list("kind", "state"))


def test_every_sheet_carries_a_code_that_opens_the_survey(printed, candidate, employee):
    codes = printed(6)

    assert len(set(codes)) == 6
    assert {bytes(hash) for hash in Ticket.objects.values_list("hash", flat=True)} == {hashed(code) for code in codes}
    assert states() == [(TicketKind.PAPER, TicketState.OPEN)] * 6
    assert employee.get(f"/s/{codes[0]}").status_code == 303


def test_a_page_holds_four_slips_that_say_whom_until_when_and_how(ready, candidate, organiser, closing, settings):
    settings.SITE_ORIGIN = "https://samtaleprisen.example"

    paper = print_sheets(candidate=candidate, number=6, again=False, piles=0, by=organiser, now=timezone.now())

    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages]
    assert [page.count("Your view, sealed.") for page in pages] == [4, 2]
    assert "How is it to work with Åse Østberg?" in pages[0]
    assert "Kundesenter Nordlys" in pages[0]
    assert f"The survey closes {timezone.localtime(closing):%A} {timezone.localtime(closing).day} " in pages[0]
    assert "samtaleprisen.example/s/" in pages[0]
    assert "Questions: spor@samtaleprisen.example" in pages[0]


def test_the_squares_say_our_address_and_the_code(candidate, settings):
    settings.SITE_ORIGIN = "https://samtaleprisen.example"
    code = new_code()

    page = sheets.document(candidate, [code], None)

    assert (
        segno.make_qr(f"https://samtaleprisen.example/s/{code}", error="m").svg_inline(
            border=4, omitsize=True, lineclass=None, svgclass="squares"
        )
        in page
    )


def test_a_sheet_refers_to_nothing_outside_itself(candidate):
    page = sheets.document(candidate, [new_code()], None)

    assert re.findall(r"src=|href=|url\(|@import|<link|<script", page) == []


def test_sheets_speak_the_candidates_language(candidate):
    candidate.language = "nb"

    assert '<html lang="nb">' in sheets.document(candidate, [new_code()], None)


def test_names_on_sheets_are_text(candidate):
    candidate.name, candidate.employer = "<b>Åse</b>", "A & B <img src=x>"

    page = sheets.document(candidate, [new_code()], None)

    assert "&lt;b&gt;Åse&lt;/b&gt;" in page
    assert "<img" not in page


def test_the_trail_says_how_many_sheets_and_no_code(printed, organiser):
    codes = printed(6)

    line = Entry.objects.get(verb="printed sheets to answer with")
    assert (line.seat, line.facts) == (organiser.pk, {"candidate": "C01", "sheets": 6})
    assert not any(code in str(list(Entry.objects.values())) for code in codes)


def test_no_code_is_written_to_the_database_or_a_file(ready, candidate, organiser, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = settings.MEDIA_ROOT = str(tmp_path)
    said = []

    def watch(execute, sql, params, many, context):
        said.append(str(params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        paper = print_sheets(candidate=candidate, number=5, again=False, piles=0, by=organiser, now=timezone.now())

    codes = ["".join(groups) for groups in GROUPED.findall(text_of(paper))]
    kept = " ".join([*said, *(file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*") if file.is_file())])
    assert len(codes) == 5
    assert [code for code in codes if code in kept] == []


def test_sheets_are_laid_in_sorted_by_their_hash(ready, candidate, organiser):
    laid = []

    def watch(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "surveys_ticket" in sql:
            laid.extend(bytes(getattr(value, "obj", value)) for value in params if not isinstance(value, int | None))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        print_sheets(candidate=candidate, number=7, again=False, piles=0, by=organiser, now=timezone.now())

    assert len(laid) == 7
    assert laid == sorted(laid)


def test_a_second_pile_makes_the_unused_sheets_of_the_first_worthless(printed, survey, whole, employee):
    first = printed(6)
    assert submit(ticket=first[0], w=new_code(), given=whole, now=timezone.now()) == "stored"

    second = printed(6, again=True)

    assert states() == sorted([(1, TicketState.SEALED), *[(1, TicketState.REVOKED)] * 5, *[(1, TicketState.OPEN)] * 6])
    assert b'data-state="inactive"' in employee.get(f"/s/{first[1]}").content
    assert employee.get(f"/s/{second[1]}").status_code == 303
    check_links(survey)


def test_a_second_pile_is_not_printed_by_accident(printed):
    printed(6)

    with pytest.raises(Refused, match="Sheets were printed before"):
        printed(6)

    assert Ticket.objects.count() == 6


def test_how_many_sheets_are_shown_does_not_say_how_many_have_answered(printed, candidate, whole):
    first = printed(6)
    for code in first[:3]:
        submit(ticket=code, w=new_code(), given=whole, now=timezone.now())

    printed(6, again=True)

    assert (team(candidate).sheets, team(candidate).size) == (6, 6)


def test_sheets_count_with_the_addresses_towards_the_smallest_team(ready, candidate, organiser, printed, outbox):
    set_roster(candidate=candidate, text="a@b.example\nb@b.example", sheets=4, by=organiser)

    with pytest.raises(Refused, match="4 people: the survey cannot be opened"):
        printed(2)
    with pytest.raises(Refused, match="There is nobody to write to"):
        invite(edition=ready, by=organiser, now=timezone.now())
    assert not Ticket.objects.exists()

    assert len(printed(4)) == 4
    assert invite(edition=ready, by=organiser, now=timezone.now()) == 2
    assert (team(candidate).size, team(candidate).is_small, team(candidate).is_sent) == (6, True, True)


def test_a_team_may_have_paper_only(printed, candidate):
    printed(9)

    here = team(candidate)
    assert (here.addresses, here.sheets, here.is_sent, here.is_small) == (0, 9, True, False)


def test_four_sheets_alone_are_no_team(printed):
    with pytest.raises(Refused, match="4 people: the survey cannot be opened for that leader"):
        printed(4)

    assert not Ticket.objects.exists()


def test_a_team_already_asked_by_mail_gets_a_few_sheets_too(ready, candidate, organiser, team_text, printed, outbox):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    invite(edition=ready, by=organiser, now=timezone.now())
    before = fingerprint(ready)

    assert len(printed(1)) == 1
    assert team(candidate).size == 9
    assert fingerprint(ready) != before


def test_no_sheet_is_printed_before_the_code_is_proven(survey, candidate, organiser):
    with pytest.raises(Refused, match="Make the count code first"):
        print_sheets(candidate=candidate, number=6, again=False, piles=0, by=organiser, now=timezone.now())

    assert not Ticket.objects.exists()


def test_no_sheet_is_printed_after_closing(ready, candidate, organiser, closing):
    with pytest.raises(Refused, match="The closing time has passed"):
        print_sheets(
            candidate=candidate, number=6, again=False, piles=0, by=organiser, now=closing + timedelta(minutes=1)
        )


def test_when_the_paper_cannot_be_made_no_ticket_is_open_and_none_dies(printed, candidate, monkeypatch):
    printed(6)
    monkeypatch.setattr(
        actions, "sheets_pdf", lambda *given: pdf("<p>", "", otherwise="No sheet is open.", python="/bin/false")
    )

    with pytest.raises(Refused, match="could not be made"):
        printed(6, again=True)

    assert states() == [(TicketKind.PAPER, TicketState.OPEN)] * 6


def test_a_page_sent_twice_does_not_kill_the_pile_it_has_made(printed, candidate, organiser):
    printed(6)

    with pytest.raises(Refused, match="Sheets were printed since this page was opened"):
        print_sheets(candidate=candidate, number=6, again=True, piles=0, by=organiser, now=timezone.now())

    assert states() == [(TicketKind.PAPER, TicketState.OPEN)] * 6


def test_after_sheets_were_printed_addresses_may_still_be_put_on_the_roster(printed, candidate, organiser):
    printed(6)

    assert set_roster(candidate=candidate, text="kari@nordlys.example", by=organiser) == 1
    assert team(candidate).size == 7
