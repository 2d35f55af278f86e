"""Nominations collected elsewhere come in as a table: looked at first, all of it or nothing."""

import re

import pytest
from django.utils import timezone

from award.audit.models import Entry
from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from nominations.importing.actions import bring
from nominations.importing.columns import COLUMNS, field_of
from nominations.importing.reading import carried, lines_in
from nominations.intake.models import Nomination

from .lines import ASE, HAVARD, HEAD, TODAY, look, table, text_of, workbook


def test_nothing_is_stored_by_looking_and_everything_by_storing(send, desk, open_edition):
    looked = text_of(send(table(ASE, HAVARD)))

    assert "Is this what you bring?" in looked
    assert "Nominations 2" in looked
    assert "She moved her desk out to us." in looked
    assert not Nomination.objects.exists()

    stored = send.through(table(ASE, HAVARD))

    assert stored.status_code == 302
    ase, havard = Nomination.objects.order_by("-name")
    assert [ase.name, ase.title, ase.employer, ase.contact] == [
        "Åse Østberg", "Team leader", "Kundesenter Nordlys", "+47 900 00"
    ]  # fmt: skip
    assert [ase.reason, ase.traits, ase.source] == [
        "She moved her desk out to us.", ["goal_oriented", "clear"], "customer"
    ]  # fmt: skip
    assert [havard.kind, havard.source, havard.state, havard.traits] == ["person", "other", "waiting", []]
    assert {ase.visible_on, havard.visible_on} == {None}
    year, week, _day = timezone.localdate().isocalendar()
    assert ase.week == f"{year}-W{week:02d}"


def test_what_is_brought_leaves_one_line_of_numbers(send, organiser):
    send.through(table(ASE, HAVARD))

    entry = Entry.objects.get(verb="brought nominations in")
    assert (entry.seat, entry.facts) == (organiser.pk, {"nominations": 2})


def test_nobody_holds_a_receipt_of_what_is_brought(send):
    send.through(table(ASE, HAVARD))

    hashes = set(Nomination.objects.values_list("receipt_hash", flat=True))
    assert len(hashes) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in hashes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_file_is_taken_in_the_encoding_and_with_the_separators_it_has(send, encoding, delimiter):
    text = table(ASE.replace(";", delimiter), HAVARD.replace(";", delimiter)).replace(
        HEAD, HEAD.replace(";", delimiter)
    )

    send.through(text.replace("\n", "\r\n").encode(encoding))

    assert set(Nomination.objects.values_list("name", flat=True)) == {"Åse Østberg", "Håvard Åsnes"}


def test_a_workbook_is_read_and_its_formulas_stay_text(send):
    rows = [("Navn", "Arbeidsgiver", "Hvorfor"), ("=cmd|' /C calc'!A0", "=1+1", '=HYPERLINK("http://x.example")')]

    send.through(workbook(*rows))

    stored = Nomination.objects.get()
    assert [stored.name, stored.employer, stored.reason] == list(rows[1])


def test_headings_are_understood_in_three_languages_in_any_order_and_others_are_named(send, open_edition):
    text = "Begrundelse,FORNAVN,Arbejdsgiver,<b>Note</b>,Leder\nHun lytter.,Kari,Birk,secret note,Signe Kjær"

    looked = send(text).content.decode()

    assert "FORNAVN · &lt;b&gt;Note&lt;/b&gt;" in looked
    assert "Signe Kjær" in looked
    for what, columns in COLUMNS.items():
        for column in columns:
            assert {field_of(what, heading.upper()) for heading in column.headings} == {column.field}


def test_a_column_nobody_knows_does_not_travel_with_the_page(open_edition, desk, send):
    text = table(ASE).replace(HEAD, HEAD + ";note").replace("customer;", "customer;;SECRET-NOTE")
    plain = carried(lines_in(text.encode(), "nominations"), "nominations", open_edition)

    assert plain == carried(
        lines_in(text.replace("SECRET-NOTE", "").encode(), "nominations"), "nominations", open_edition
    )


def test_what_is_missing_is_said_with_what_is_there(send):
    looked = text_of(send("name;title;story\nÅse;Leader;x"))

    assert "There is no column “employer”. The first line says: name, title, story." in looked
    assert "Nothing was stored. All lines are taken, or none." in looked


def test_two_columns_that_say_the_same_are_refused(send):
    looked = text_of(send("name;leader;employer;why\nÅse;Kari;Nordlys;x"))

    assert "Several columns say the same: “name”, “leader”. Leave one of them." in looked


def test_every_fault_is_named_with_its_line_and_what_was_typed_stays(send, open_edition):
    Edition.objects.filter(pk=open_edition.pk).update(own_nominations_allowed=False)
    text = table(
        ASE,
        ";;Polarnett;;He listens.;;;",
        f"{'x' * 161};;Polarnett;;{'y' * 2001};;;",
        "",
        "Kari;;Polarnett;;He listens.;clear;brave;",
        "Kari;;Polarnett;;He listens more.;brave|clear;self;crowd",
        ASE.replace("customer", "employee").replace("Åse Østberg", "åse  østberg"),
    )

    response = send(text)
    looked = text_of(response)

    assert "Line 3: “Name of the leader” is missing." in looked
    assert "Line 4: “Name of the leader” has at most 160 characters." in looked
    assert "Line 4: “Why” has at most 2000 characters." in looked
    assert "Line 6: “brave” is none of these: Customer, Employee of the leader" in looked
    assert "Line 7: “brave” is none of these: Goal-oriented" in looked
    assert "Line 7: Leaders cannot nominate themselves for this award." in looked
    assert "Line 7: “crowd” is none of these: One leader, A leader group." in looked
    assert "Line 8: the same nomination as in line 2." in looked
    assert text.split("\n")[1] in response.content.decode()
    assert not Nomination.objects.exists()


def test_hidden_signs_are_gone_from_what_is_stored(send):
    send.through(table("\u202eÅse\u200b Østberg;;Nord\u2066lys;;She\u200d asks\ufeff.;;;"))

    stored = Nomination.objects.get()
    assert [stored.name, stored.employer, stored.reason] == ["Åse Østberg", "Nordlys", "She asks."]


def test_the_same_file_twice_is_a_doubt_that_has_to_be_ticked(send):
    send.through(table(ASE, HAVARD))

    looked = text_of(send(table(ASE)))
    unticked = text_of(send.through(table(ASE)))

    assert "Line 2: this nomination of Åse Østberg stands here already, word for word." in looked
    assert "Look at the lines above, then tick the box." in unticked
    assert Nomination.objects.count() == 2

    assert send.through(table(ASE), looked="on").status_code == 302
    assert Nomination.objects.count() == 3


def test_whether_somebody_wrote_the_same_today_is_not_told(send, nominate):
    nominate(name="Åse Østberg", reason="She moved her desk out to us.", today=timezone.localdate())

    assert "stands here already" not in text_of(send(table(ASE)))


@pytest.mark.parametrize("seen", [{}, {"seen": "0" * 64}])
def test_what_nobody_looked_at_is_shown_before_it_is_stored(desk, seen):
    response = desk.post(desk.at, {"what": "nominations", "text": table(ASE), "do": "store", **seen})

    assert "This is not what you looked at before, so nothing was stored." in text_of(response)
    assert not Nomination.objects.exists()


def test_going_back_shows_what_was_pasted_and_takes_a_file_no_further(desk):
    response = desk.post(desk.at, {"what": "nominations", "text": table(ASE), "do": "back"}).content.decode()

    assert table(ASE) in response
    assert "needs another look" not in response


def test_a_file_that_was_changed_on_the_page_is_not_taken(desk, open_edition, edition):
    response = desk.post(desk.at, {"what": "nominations", "carried": "W10:x:y", "do": "store"})

    assert "The file got lost on the way. Choose it again." in text_of(response)


def test_two_who_press_at_once_store_once(open_edition, organiser):
    seen = look(open_edition, table(ASE))
    bring(edition=open_edition, look=seen, by=organiser, today=TODAY)

    with pytest.raises(Refused, match="Somebody has brought the same in the meantime"):
        bring(edition=open_edition, look=seen, by=organiser, today=TODAY)

    assert Nomination.objects.count() == 1


def test_a_form_that_comes_too_late_is_refused(open_edition, organiser, at):
    seen = look(open_edition, table(ASE))
    at(open_edition, Phase.SURVEYS)

    with pytest.raises(Refused, match="This can no longer be done"):
        bring(edition=open_edition, look=seen, by=organiser, today=TODAY)


def test_others_find_no_such_page(open_edition, chair, sign_in, client):
    page = f"/{open_edition.slug}/organise/bring/"

    assert sign_in(chair).get(page).status_code == 403
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("name", ["nominations.csv", "candidates.csv", "nominations.xlsx", "candidates.xlsx"])
@pytest.mark.parametrize("language", ["en", "nb", "da"])
def test_an_empty_table_to_fill_has_headings_that_are_understood(desk, open_edition, name, language):
    made = desk.get(f"{desk.at}{name}?lang={language}").content
    what = name.partition(".")[0]

    head = lines_in(made, what)[0].cells
    assert [field_of(what, heading) for heading in head] == [column.field for column in COLUMNS[what]]
    assert desk.get(f"{desk.at}other.csv").status_code == 404
    assert desk.get(f"{desk.at}nominations.exe").status_code == 404
