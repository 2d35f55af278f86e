"""The organiser opens the ballots on a page, or on the command line."""

import io
import random
import re
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from award.editions.states import Phase
from jury.counting.measuring import measure
from surveys.ballots.keys import has_keys, make_count_key
from surveys.ballots.manifest import changing, fingerprint
from surveys.ballots.models import Ticket
from surveys.ballots.sealing import bound_to, seal
from surveys.ballots.selectors import count_key
from surveys.ballots.states import TicketState
from surveys.counting.actions import count
from surveys.counting.models import Release
from surveys.questionnaire import Questionnaire


@pytest.fixture
def ready(edition, leader, at):
    """Makes a key and seals six ballots for Åse Østberg; the screening has begun. Returns what opens them."""

    def make(**choice):
        at(edition, Phase.SURVEYS)
        printed = make_count_key(edition=edition, by=None, **choice)
        questionnaire, key, rng = Questionnaire.of(edition), count_key(edition), random.Random(1)
        info = bound_to(edition.pk, leader.candidate_id)
        with transaction.atomic(), changing(edition):
            for _each in range(6):
                answers = {item.code: rng.randint(2, 5) for item in questionnaire.items}
                envelope = seal(questionnaire.pack(answers), bytes(key.public), info, questionnaire.envelope_size)
                sealed = {"candidate": leader.candidate, "state": TicketState.SEALED, "envelope": envelope}
                Ticket.objects.create(hash=token_bytes(32), **sealed)
        at(edition, Phase.SCREENING)
        return printed

    return make


@pytest.fixture
def code(ready):
    return ready()


@pytest.fixture
def page(edition):
    return reverse("jury:count", args=[edition.slug])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_page_says_what_the_count_does_and_cannot_undo(organiser, code, page, sign_in):
    words = text_of(sign_in(organiser).get(page))

    assert "1 candidate takes part." in words
    assert "A team with fewer than 5 answers is destroyed" in words
    assert "Count now, once and for all" in words


def test_the_code_opens_the_ballots_and_the_page_asks_for_the_fingerprint_instead_of_showing_it(
    organiser, code, page, sign_in
):
    typed = f" {code[:4].lower()}-{code[4:]} "

    words = text_of(sign_in(organiser).post(page, {"code": typed}, follow=True))

    assert "The count is done" in words
    assert Release.objects.get().sha256 not in words
    assert "Count now" not in words


def test_a_wrong_code_is_told_and_opens_nothing(organiser, code, page, sign_in):
    words = text_of(sign_in(organiser).post(page, {"code": "0" * 26}))

    assert "This code does not open the ballots." in words
    assert not Release.objects.exists()
    assert Ticket.objects.filter(state=TicketState.SEALED).count() == 6


def test_counted_ballots_are_not_counted_again_on_the_page(organiser, code, page, sign_in):
    browser = sign_in(organiser)
    browser.post(page, {"code": code})

    words = text_of(browser.post(page, {"code": code}))

    assert "The count is done" in words
    assert Release.objects.count() == 1


def test_two_codes_are_needed_together_whoever_types_first(organiser, ready, page, sign_in):
    first, second = ready(needs_both=True).split()
    browser = sign_in(organiser)
    assert "Second count code" in text_of(browser.get(page))

    alone = text_of(browser.post(page, {"code": first, "second": first}))
    missing = text_of(browser.post(page, {"code": first}))
    assert "This code does not open the ballots." in alone
    assert "This field is required." in missing
    assert not Release.objects.exists()

    assert "The count is done" in text_of(browser.post(page, {"code": second, "second": first}, follow=True))


def test_the_fingerprint_of_the_links_stands_there_to_be_compared(organiser, edition, code, page, sign_in):
    assert " ".join(fingerprint(edition)) in text_of(sign_in(organiser).get(page))


def test_links_that_somebody_added_stop_the_count_in_words(organiser, leader, code, page, sign_in):
    Ticket.objects.create(hash=b"n" * 32, candidate=leader.candidate)

    words = text_of(sign_in(organiser).post(page, {"code": code}))

    assert "Nothing was opened: the links in the database are not those that were given out." in words
    assert "C01: 6 links were given out, 7 are there." in words
    assert not Release.objects.exists()


def test_the_keys_are_destroyed_when_the_backup_has_spoken(organiser, edition, code, page, sign_in, settings):
    browser = sign_in(organiser)
    browser.post(page, {"code": code})
    assert "Destroy the keys" in text_of(browser.get(page))

    refused = text_of(browser.post(f"{page}keys/", {"fingerprint": "12345678"}))
    assert "This is not the fingerprint of the release." in refused
    assert list(settings.KEY_DIR.iterdir())

    done = text_of(browser.post(f"{page}keys/", {"fingerprint": Release.objects.get().sha256}, follow=True))
    assert "The keys are destroyed. Destroy the printed code now." in done
    assert "Destroy the keys for good" not in done
    assert Release.objects.get().sha256 in done
    assert not list(settings.KEY_DIR.iterdir())


def test_keys_that_nobody_destroyed_go_a_week_after_the_count(edition, code):
    count(edition=edition, code=code, measure=measure, by=None)
    today = Release.objects.get().released_on

    call_command("purge", on=today + timedelta(days=6))
    assert has_keys(edition)
    call_command("purge", on=today + timedelta(days=7))
    assert not has_keys(edition)


def test_the_command_destroys_the_keys_after_the_same_proof(edition, code):
    count(edition=edition, code=code, measure=measure, by=None)

    with pytest.raises(CommandError, match="not the fingerprint of the release"):
        call_command("destroy_keys", edition.slug, verified="0" * 64)
    call_command("destroy_keys", edition.slug, verified=Release.objects.get().sha256)

    assert not has_keys(edition)


def test_nobody_else_counts(code, page, chair, juror, leader, stranger, client, sign_in):
    for person in (chair, juror, leader.seat, stranger):
        assert sign_in(person).post(page, {"code": code}).status_code == 403
    assert client.post(page, {"code": code}).status_code == 302
    assert not Release.objects.exists()


def test_the_page_is_shut_before_the_screening(organiser, edition, code, page, sign_in, at):
    at(edition, Phase.SURVEYS)

    assert sign_in(organiser).get(page).status_code == 403


def test_the_command_takes_the_code_from_standard_input_and_never_says_it(edition, code, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(code + "\n"))
    said = io.StringIO()

    call_command("count", edition.slug, stdout=said)

    assert said.getvalue().split("\n")[:2] == [
        "C01 is counted",
        f"counted 1, too few answers 0, sha256 {Release.objects.get().sha256}",
    ]
    assert f"manage.py destroy_keys {edition.slug} --verified" in said.getvalue()
    assert code not in said.getvalue()


def test_the_command_reads_two_codes_on_two_lines(edition, ready, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(ready(needs_both=True).split())))

    call_command("count", edition.slug, stdout=io.StringIO())

    assert Release.objects.exists()


def test_the_command_refuses_a_wrong_code(edition, code, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("0" * 26))

    with pytest.raises(CommandError, match="does not open the ballots"):
        call_command("count", edition.slug)


def test_the_commands_know_their_editions(db, tmp_path):
    for command in (["count", "nowhere"], ["import_results", "nowhere", str(tmp_path / "r.csv")]):
        with pytest.raises(CommandError, match="There is no edition “nowhere”"):
            call_command(*command)


def results_file(edition, folder: Path, rows):
    codes = [item.code for item in edition.content.survey.items]
    lines = ["candidate,respondent," + ",".join(codes), *(f"{who}" + f",{n}" * len(codes) for who, n in rows)]
    file = folder / "results.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def test_the_import_command_releases_a_file(screening, tmp_path):
    file = results_file(screening, tmp_path, [*[("Åse Ås,employee", 4)] * 5, ("Åse Ås,self", 5)])
    said = io.StringIO()

    call_command("import_results", screening.slug, file, "--create-candidates", stdout=said)

    assert said.getvalue() == f"imported 1, too few answers 0, sha256 {Release.objects.get().sha256}\n"


def test_the_import_command_tells_every_fault(screening, tmp_path):
    file = results_file(screening, tmp_path, [("Åse Ås,employee", 4), ("Åse Ås,boss", 5)])

    with pytest.raises(CommandError) as no:
        call_command("import_results", screening.slug, file)

    assert str(no.value).split("\n") == [
        "Line 2: there is no candidate “Åse Ås”, neither by code nor by name.",
        "Line 3: the respondent is “employee” or “self”, not “boss”.",
    ]


def test_the_import_command_says_when_there_is_no_file(screening, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_results", screening.slug, str(tmp_path / "nothing.csv"))
