"""A roster is looked at before it is stored: by an organiser at the desk, pasted or as a file."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from award.audit.models import Entry
from award.refusal import Refused
from surveys.rosters.actions import set_roster
from surveys.rosters.models import Invitee
from surveys.rosters.reading import as_text
from surveys.rosters.selectors import roster


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def page(survey, candidate):
    return f"/{survey.slug}/organise/surveys/{candidate.code}/roster/"


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def addresses(candidate):
    return {invitee.email for invitee in roster(candidate)}


def test_nothing_is_stored_by_looking_and_everything_by_storing(desk, page, candidate, team_text, bring):
    looked = desk.post(page, {"text": team_text, "do": "look"})

    assert "Is this the team?" in text_of(looked)
    assert "nordlys.example 8" in text_of(looked)
    assert not addresses(candidate)

    bring(desk, page, {"text": team_text, "sheets": "0"})
    assert len(addresses(candidate)) == 8


def test_going_back_shows_what_was_typed(desk, page, team_text):
    response = desk.post(page, {"text": team_text, "sheets": "3", "do": "back"})

    assert team_text in response.content.decode()
    assert 'value="3"' in response.content.decode()


def test_what_looks_odd_is_named_by_line_and_has_to_be_ticked(desk, page, candidate, other_candidate, team_text, bring):
    set_roster(candidate=other_candidate, text=team_text.replace("nordlys", "birk"), by=None)
    text = f"{team_text}\npost@nordlys.example\nper@elsewhere.example\nodd@birk.example"

    looked = text_of(bring(desk, page, {"text": text}))

    assert (
        "Line 9: “post@nordlys.example” looks like a mailbox that several people share: it can answer once." in looked
    )
    assert "Line 10: “per@elsewhere.example” is not at nordlys.example, as most are." in looked
    assert "Line 11: “odd@birk.example” stands on the roster about C77, too." in looked
    assert "Look at the lines above, then tick the box." in looked
    assert not addresses(candidate)

    bring(desk, page, {"text": text}, looked="on")
    assert len(addresses(candidate)) == 11


UNSEEN = "This is not what you looked at before, so nothing was stored. Look at it now, then store it."


@pytest.mark.parametrize("seen", [{}, {"seen": ""}, {"seen": "0" * 64}])
def test_what_nobody_looked_at_is_shown_before_it_is_stored(desk, page, candidate, team_text, seen):
    looked = text_of(desk.post(page, {"text": team_text, "do": "store", **seen}))

    assert UNSEEN in looked
    assert "nordlys.example 8" in looked
    assert not addresses(candidate)


def seen_on(response):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', response.content.decode())[1]


def test_an_old_tick_does_not_stand_for_new_doubts(desk, page, candidate, team_text):
    text = f"{team_text}\npost@nordlys.example"
    seen = seen_on(desk.post(page, {"text": text, "do": "look"}))

    more = desk.post(page, {"text": f"{text}\ninfo@nordlys.example", "seen": seen, "looked": "on", "do": "store"})

    assert UNSEEN in text_of(more)
    assert "Line 10: “info@nordlys.example” looks like a mailbox" in text_of(more)
    assert "checked" not in more.content.decode()
    assert not addresses(candidate)


def test_a_roster_somebody_else_stored_meanwhile_is_not_replaced_unseen(desk, page, candidate, team_text, organiser):
    seen = seen_on(desk.post(page, {"text": team_text, "do": "look"}))
    set_roster(candidate=candidate, text=team_text.replace("kari", "liss"), by=organiser)

    response = desk.post(page, {"text": team_text, "seen": seen, "replace": "on", "do": "store"})

    assert UNSEEN in text_of(response)
    assert "Replace the roster of 8 addresses. It is deleted." in text_of(response)
    assert "liss@nordlys.example" in addresses(candidate)


def test_a_page_sent_twice_is_not_said_to_be_unstored(desk, page, candidate, team_text, organiser):
    set_roster(candidate=candidate, text=team_text.replace("kari", "liss"), by=organiser)
    seen = seen_on(desk.post(page, {"text": team_text, "do": "look"}))
    sent = {"text": team_text, "seen": seen, "replace": "on", "do": "store"}

    responses = [desk.post(page, sent) for _twice in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert "kari@nordlys.example" in addresses(candidate)


def test_the_same_roster_twice_changes_nothing_and_leaves_no_line(desk, page, candidate, team_text, organiser):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    people, lines = set(roster(candidate).values_list("pk", flat=True)), Entry.objects.count()

    looked = desk.post(page, {"text": team_text, "do": "look"})
    desk.post(page, {"text": team_text, "do": "store"})

    assert "The same addresses are stored already. Nothing will change." in text_of(looked)
    assert set(roster(candidate).values_list("pk", flat=True)) == people
    assert Entry.objects.count() == lines


@pytest.mark.parametrize(
    "source",
    [
        "Navn;E-post;Språk\nKåre Å;kare@nordlys.example;nb\nLiv;liv@nordlys.example;da\n".encode("utf-16"),
        "Navn;E-post;Språk\nKåre Å;kare@nordlys.example;nb\nLiv;liv@nordlys.example;da\n".encode("cp1252"),
        workbook(
            ["Navn", "E-post", "Språk"], ["Kåre Å", "kare@nordlys.example", "nb"], ["Liv", "liv@nordlys.example", "da"]
        ),
    ],
    ids=["UTF-16", "Windows-1252", "workbook"],
)
def test_a_file_becomes_the_lines_somebody_would_have_pasted(source):
    assert as_text(source) == "E-post; Språk\nkare@nordlys.example; nb\nliv@nordlys.example; da"


def test_a_file_with_faults_comes_back_as_text_with_the_lines_of_its_sender(desk, page, candidate):
    source = workbook(["Name", "E-mail"], ["Kari", "kari@nordlys.example"], [], ["Ola", '=HYPERLINK("a@b.example")'])
    file = SimpleUploadedFile("team.xlsx", source)

    response = desk.post(page, {"file": file, "do": "look"})

    assert "Line 4: “=HYPERLINK(&quot;a@b.example&quot;)” is not an e-mail address." in response.content.decode()
    assert "kari@nordlys.example" in response.content.decode()
    assert not addresses(candidate)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"PK\x03\x04", "This workbook cannot be read."),
        (b"name;place\nKari;Oslo", "There is no e-mail address in this file."),
        (b"a@b.example\n" * 200_000, "A file has at most 5000 lines; this one has more."),
        (b'"' + b"x" * 1_000_000, "Line 1 cannot be read as CSV."),
    ],
    ids=["no workbook", "no address", "200 000 lines", "a cell of a megabyte"],
)
def test_a_file_that_is_no_roster_is_refused_in_words(desk, page, candidate, source, words):
    response = desk.post(page, {"file": SimpleUploadedFile("team.csv", source), "do": "look"})

    assert words in text_of(response)
    assert not Invitee.objects.exists()


def test_of_the_text_and_the_file_neither_is_called_optional(desk, page):
    shown = text_of(desk.get(page))

    assert "Addresses, one a line A language may follow" in shown
    assert "Or a file CSV or XLSX" in shown
    assert "People without an own address (optional)" in shown


def test_nothing_at_all_is_no_roster(desk, page):
    assert "Paste the addresses, or choose a file." in text_of(desk.post(page, {"text": " ", "do": "look"}))


def test_several_addresses_in_one_line_are_parted_by_the_sender(survey, candidate):
    with pytest.raises(Refused, match="Line 1: there are several addresses"):
        set_roster(candidate=candidate, text="a@b.example; c@d.example", by=None)


def test_a_page_that_was_only_opened_finds_no_fault(desk, page):
    assert "needs another look" not in text_of(desk.get(page))
