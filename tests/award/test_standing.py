"""Once a week the organisers are told how the award stands: in figures, in their language, without a name."""

from datetime import date, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from award.accounts.actions import give_seat
from award.accounts.models import User
from award.accounts.states import Role
from award.desks.letters import write_to_organisers
from award.editions.models import Window
from award.editions.states import Phase
from award.mail.actions import send
from nominations.intake.actions import submit
from tests.nominations.conftest import NOON, STORY

TODAY = timezone.localdate()


@pytest.fixture
def running(edition, organiser, at):
    """An award that takes nominations: one of last week's waits to be read."""
    at(edition, Phase.NOMINATIONS)
    submit(edition=edition, receipt="0" * 26, today=date(2020, 1, 6), now=NOON, **STORY)
    return edition


def test_every_organiser_reads_what_waits_and_nobody_is_named(running, chair, juror):
    other = give_seat(edition=running, email="siv@samtaleprisen.example", role=Role.ORGANISER, name="Siv Ås", by=None)
    User.objects.filter(pk=other.user_id).update(language="nb")

    assert write_to_organisers(edition=running, today=TODAY) == (2, 0)

    by_address = {each.to[0]: each for each in mail.outbox}
    english, norwegian = by_address["tuva@samtaleprisen.example"], by_address["siv@samtaleprisen.example"]
    assert english.subject == "How Samtaleprisen 2027 stands"
    assert "- Nominations: 1 waits for you." in english.body
    assert "- Every nomination is read" in english.body
    assert f"/{running.slug}/organise/" in english.body
    assert "Kjære Siv Ås" in norwegian.body
    assert not any(said in each.body for each in mail.outbox for said in ("Åse", "Nordlys", STORY["reason"]))


def test_it_comes_once_a_week_however_often_it_is_asked_for(running):
    for _again in range(3):
        write_to_organisers(edition=running, today=TODAY)
    assert len(mail.outbox) == 1

    assert write_to_organisers(edition=running, today=TODAY + timedelta(days=7)) == (1, 0)


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.ANNOUNCED])
def test_before_and_after_the_award_nobody_is_written_to(running, at, phase):
    at(running, phase)

    assert write_to_organisers(edition=running, today=TODAY) == (0, 0)
    assert mail.outbox == []


@pytest.mark.parametrize("failure", [SMTPException, ValueError])
def test_a_mail_that_fails_keeps_no_other_back_and_nobody_gets_two(running, monkeypatch, failure):
    give_seat(edition=running, email="siv@samtaleprisen.example", role=Role.ORGANISER, name="Siv Ås", by=None)

    def first_fails(template, *, to, **context):
        if to.startswith("siv"):
            raise failure
        send(template, to=to, **context)

    with monkeypatch.context() as patched:
        patched.setattr("award.desks.letters.send", first_fails)
        assert write_to_organisers(edition=running, today=TODAY) == (1, 1)
        assert write_to_organisers(edition=running, today=TODAY) == (0, 0)

    assert [each.to for each in mail.outbox] == [["tuva@samtaleprisen.example"]]
    assert write_to_organisers(edition=running, today=TODAY, again=True) == (2, 0)


def test_the_award_is_not_held_while_a_mail_leaves(running, monkeypatch):
    begun = len(connection.savepoint_ids)
    monkeypatch.setattr(
        "award.desks.letters.send", lambda *args, **kwargs: depths.append(len(connection.savepoint_ids) - begun)
    )
    depths = []

    write_to_organisers(edition=running, today=TODAY)

    assert depths == [0]


def test_who_may_no_longer_sign_in_gets_none_and_a_day_that_is_past_is_not_named(running, organiser):
    past = timezone.now() - timedelta(days=30)
    Window.objects.create(edition=running, phase=Phase.NOMINATIONS, closes_at=past)
    gone = give_seat(edition=running, email="siv@samtaleprisen.example", role=Role.ORGANISER, name="Siv Ås", by=None)
    User.objects.filter(pk=gone.user_id).update(is_active=False)

    write_to_organisers(edition=running, today=TODAY)

    (sent,) = mail.outbox
    assert sent.to == ["tuva@samtaleprisen.example"]
    assert "close on" not in sent.body


def test_the_command_writes_for_every_award_that_runs(running, capsys):
    call_command("tell_organisers")
    call_command("tell_organisers", running.slug)

    assert capsys.readouterr().out == f"{running.slug}: 1 mails sent\n{running.slug}: 0 mails sent\n"
