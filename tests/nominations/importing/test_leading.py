"""Candidates collected elsewhere, with those who lead: made of a table, and asked later like all others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from award.audit.models import Entry
from award.editions import registers
from award.refusal import Refused
from nominations.candidates.actions import create_candidate
from nominations.candidates.models import Candidate, Leader
from nominations.importing.actions import bring

from .lines import TODAY, look, text_of

HEAD = "code,name,title,employer,kind,leaders,language"


def candidates(*lines):
    return "\n".join([HEAD, *lines])


def leaders_of(code):
    return list(Leader.objects.filter(candidate__code=code).order_by("pk").values_list("name", "email"))


@pytest.fixture
def send(send):
    """As in all of these, but candidates."""

    def once(given, **more):
        return send(given, what="candidates", **more)

    once.through = lambda given, **ticks: send.through(given, what="candidates", **ticks)
    return once


def test_candidates_come_with_their_leaders_and_have_not_been_asked(send, open_edition):
    text = candidates(
        "A-7,Åse Østberg,Team leader,Kundesenter Nordlys,person,Åse Østberg; ASE@nordlys.example,nb-NO",
        ",Polarnett,,Polarnett,,Håvard Åsnes <havard@polarnett.example> | Aslaug; aslaug@polarnett.example,Dansk",
        ",Signe Kjær,,Birk,,,",
    )

    assert "New candidates 3" in text_of(send(text))
    assert send.through(text).status_code == 302

    stored = Candidate.objects.order_by("code").values_list("code", "name", "kind", "language", "consent")
    assert list(stored) == [
        ("A-7", "Åse Østberg", "person", "nb", "new"),
        ("C01", "Polarnett", "group", "da", "new"),
        ("C02", "Signe Kjær", "person", open_edition.language, "new"),
    ]
    assert leaders_of("A-7") == [("Åse Østberg", "ase@nordlys.example")]
    assert leaders_of("C01") == [
        ("Håvard Åsnes", "havard@polarnett.example"),
        ("Aslaug", "aslaug@polarnett.example"),
    ]
    assert leaders_of("C02") == [("Signe Kjær", "")]


def test_leaders_may_stand_in_columns_of_their_own(send):
    send.through(
        "Navn;Leder1 navn;Leder 1 e-post;leader2_name;leader2_email\n"
        "Polarnett;Håvard Åsnes;havard@polarnett.example;Aslaug Fæhn;\n"
    )

    assert leaders_of("C01") == [("Håvard Åsnes", "havard@polarnett.example"), ("Aslaug Fæhn", "")]


def test_a_lone_address_is_the_leaders_own(send):
    send.through("E-post;Navn\nase@nordlys.example;Åse Østberg")

    assert leaders_of("C01") == [("Åse Østberg", "ase@nordlys.example")]


def test_a_code_of_the_file_is_not_given_to_another_line(send):
    send.through(candidates(",First,,,,,", "C01,Second,,,,,"))

    assert dict(Candidate.objects.values_list("name", "code")) == {"First": "C02", "Second": "C01"}


def test_every_fault_is_named_with_its_line(send, candidate, snapshot):
    before = snapshot()
    text = candidates(
        ",,,Birk,,,",
        "a b,Kari,,Birk,,,",
        "C01,Signe Kjær,,Birk,,,",
        f",{'x' * 161},,Birk,,,",
        ",Per,,Birk,person,Per; per@birk.example | Ola; ola@birk.example,",
        ",Ola,,Birk,,Ola; OLA@birk.example,svensk",
        ",Nils,,Birk,crowd,Nils; not an address,",
        ",Ine,,Birk,,Ine; ase@nordlys.example,",
        ",Ole,,Birk,,Ole; ole@birk.example,",
        ",Åse Østberg,Director,Kundesenter Nordlys,,,",
        "X1,ola,,BIRK,,,",
        "X1,Eli,,Birk,,,",
    )

    looked = text_of(send(text))

    for words in [
        "Line 2: A candidate needs a name.",
        "Line 3: “a b” cannot be a code",
        "Line 4: the code “C01” belongs to Åse Østberg.",
        "Line 5: Name, title and employer have at most 160 characters each.",
        "Line 6: Several leaders are named: choose “A leader group”, or leave one.",
        "Line 7: “ola@birk.example” leads in line 6, too: every leader answers alone.",
        "Line 7: “svensk” is none of these: en, nb, da.",
        "Line 8: “crowd” is none of these: One leader, A leader group.",
        "Line 8: “not an address” is not an e-mail address.",
        "Line 9: ase@nordlys.example is already a leader of candidate C01, Åse Østberg.",
        "Line 11: this candidate is there already, as C01; different in the file: title. Change it there.",
        "Line 12: the same candidate as in line 7.",
        "Line 13: the code “X1” stands in line 12, too.",
    ]:
        assert words in looked
    assert "Line 10:" not in looked
    assert snapshot() == before


def test_those_who_are_there_already_change_nothing(send, candidate, snapshot):
    text = candidates(
        "C01,åse østberg,Team leader,Kundesenter Nordlys,person,Åse Østberg; ase@nordlys.example,nb", ",Signe Kjær,,,,,"
    )
    looked = text_of(send(text))
    assert "New candidates 1" in looked
    assert "There already 1" in looked

    send.through(text)
    before = snapshot()
    again = send.through(text)

    assert again.status_code == 302
    assert "All of them are there already. Nothing will change." in text_of(send(text))
    assert {name: rows for name, rows in snapshot().items() if "Session" not in name} == {
        name: rows for name, rows in before.items() if "Session" not in name
    }


def test_a_merged_candidate_is_not_taken_for_one_who_is_there(send, candidate, group):
    Candidate.objects.filter(pk=candidate.pk).update(merged_into=group)

    assert "Line 2: this candidate is there already, as C01" in text_of(
        send(candidates(",Åse Østberg,,Kundesenter Nordlys,,,"))
    )


def test_whom_another_floor_objects_to_is_named_by_line(send, monkeypatch):
    def objects(edition, code, addresses):
        if "hr@birk.example" in addresses:
            raise Refused("HR does not lead.")

    monkeypatch.setattr(registers, "objections", [objects])

    looked = text_of(send(candidates(",Per,,,,Per; per@birk.example,", ",Kim,,,,Kim; hr@birk.example,")))

    assert "Line 3: HR does not lead." in looked
    assert "Line 2:" not in looked


def test_a_refusal_while_storing_names_the_line_and_stores_nobody(open_edition, organiser):
    seen = look(open_edition, candidates(",Per,,,,,", ",Signe Kjær,,,,,"), "candidates")
    create_candidate(edition=open_edition, name="Signe Kjær", by=organiser)

    with pytest.raises(Refused, match="Line 3: There is a candidate “Signe Kjær” already"):
        bring(edition=open_edition, look=seen, by=organiser, today=TODAY)

    assert not Candidate.objects.filter(name="Per").exists()
    assert not Entry.objects.filter(verb="brought candidates in").exists()


def test_looking_asks_as_much_for_many_as_for_three(open_edition, group):
    counts = []
    for number in (3, 500):
        text = candidates(*(f",Leader {n},,Birk,,L {n}; l{n}@birk.example," for n in range(number)))
        with CaptureQueriesContext(connection) as asked:
            look(open_edition, text, "candidates")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 5


def test_a_hundred_are_made_and_counted_in_one_line(send, organiser):
    text = candidates(*(f",Leader {n},,Birk,,L {n}; l{n}@birk.example," for n in range(100)))

    assert send.through(text.encode()).status_code == 302

    assert Candidate.objects.count() == Leader.objects.count() == 100
    entry = Entry.objects.get(verb="brought candidates in")
    assert (entry.seat, entry.facts) == (organiser.pk, {"candidates": 100})
