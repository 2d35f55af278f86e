"""A search that finds nothing proves nothing until it has found something: each place is made to leak once."""

import logging
import tempfile

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from .canaries import ADDRESS, in_files

pytestmark = pytest.mark.django_db


def test_nothing_is_found_where_nothing_is(watch, flock):
    flock.word("reason")
    logging.getLogger("django.request").error("all quiet")

    assert "all quiet" in watch.log()
    assert watch.leaks() == {}
    assert watch.tables() == set()


def test_a_handler_that_is_not_discreet_is_found(watch, flock):
    careless, logger = logging.StreamHandler(), logging.getLogger("django.request")
    logger.addHandler(careless)

    logger.warning("Not Found: %s from %s", f"/s/{flock.code('ticket').lower()}", ADDRESS)

    logger.removeHandler(careless)
    assert watch.leaks() == {"log": ["address", "ticket"]}


def test_a_line_that_bypasses_the_handlers_is_found(watch, flock):
    print(flock.word("reason"))

    assert watch.leaks() == {"log": ["reason"]}


def test_a_mail_a_cache_and_a_file_are_found(watch, flock):
    mail.send_mail("Error", flock.word("reason"), "from@award.example", ["to@award.example"])
    cache.set("limit", flock.words["address"])
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write(flock.word("name"))

    assert watch.leaks() == {
        "mail": ["reason"],
        "cache": ["address"],
        "temporary files": ["name", "there was one"],
    }


def test_a_file_that_is_gone_again_is_found(watch):
    with tempfile.NamedTemporaryFile():
        pass

    assert watch.leaks() == {"temporary files": ["there was one"]}


def test_a_table_is_found_with_its_field(watch, flock):
    Session.objects.create(session_key="k", session_data=flock.word("reason"), expire_date=timezone.now())

    assert watch.tables() == {("django_session", "reason")}


def test_bytes_in_a_table_are_read_too(watch, flock, leader):
    from surveys.ballots.models import Ticket

    Ticket.objects.create(hash=b"h" * 32, candidate=leader.candidate, envelope=f"x{flock.word('JC1')}".encode())

    assert watch.tables() == {("surveys_ticket", "JC1")}


def test_the_folder_of_a_server_is_searched_whole(flock, tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "core").write_bytes(b"\xff\x00" + flock.word("reason").encode())

    assert in_files(flock, tmp_path) == ["reason"]


def test_a_word_is_found_in_whatever_case_and_told_by_its_field(flock):
    ticket = flock.code("ticket")

    assert flock.within(f"/s/{ticket.lower()} and {flock.word('JC1').upper()}") == ["JC1", "ticket"]
