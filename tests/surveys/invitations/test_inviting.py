import sys
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from types import ModuleType

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.utils import timezone

from award.audit.models import Entry
from award.editions.states import Phase
from award.mail.sending import IN_A_ROW
from award.refusal import Refused
from surveys.ballots.models import CountKey, Ticket
from surveys.ballots.tickets import hashed
from surveys.counting.models import Release
from surveys.invitations.actions import invite
from surveys.rosters.actions import set_roster
from surveys.rosters.links import ticket_of
from surveys.rosters.models import Invitee, SendState


class RefusesSiv(EmailBackend):
    """A mail server that is too busy for Siv."""

    def send_messages(self, messages):
        if messages[0].to == ["siv@nordlys.example"]:
            raise SMTPRecipientsRefused({"siv@nordlys.example": (450, b"4.2.0 try again later")})
        return super().send_messages(messages)


class Away(EmailBackend):
    asked = 0

    def send_messages(self, messages):
        Away.asked += 1
        raise ConnectionRefusedError


@pytest.fixture
def ready(survey, count_code, candidate, organiser, team_text):
    """A proven key and a roster: everything invitations wait for."""
    set_roster(candidate=candidate, text=team_text + "\ntor@nordlys.example; nb", by=organiser)
    return survey


def called(server):
    """The name under which Django finds a mail server of this file."""
    sys.modules["mail_servers"] = sys.modules.get("mail_servers") or ModuleType("mail_servers")
    setattr(sys.modules["mail_servers"], server.__name__, server)
    return f"mail_servers.{server.__name__}"


def link_in(message):
    return next(line for line in message.body.splitlines() if "/s/" in line)


def test_everybody_gets_one_plain_mail_with_one_working_link_of_their_own(ready, organiser, outbox, settings):
    assert invite(edition=ready, by=organiser, now=timezone.now()) == 9

    links = [link_in(message) for message in outbox]
    assert sorted(address for message in outbox for address in message.to) == sorted(
        Invitee.objects.values_list("email", flat=True)
    )
    assert len(set(links)) == 9
    assert all(link.startswith(f"{settings.SITE_ORIGIN}/s/") for link in links)
    for link in links:
        assert Client().get(link.removeprefix(settings.SITE_ORIGIN)).status_code == 303


def test_24_no_mail_carries_a_second_link_markup_or_the_ticket_elsewhere(ready, organiser, outbox):
    invite(edition=ready, by=organiser, now=timezone.now())

    for message in outbox:
        ticket = link_in(message).split("/s/")[1].split("?")[0]
        raw = message.message().as_string()
        headers = raw.split("\n\n", 1)[0]
        assert message.body.count("://") == 1
        assert message.message().get_content_type() == "text/plain"
        assert ticket not in headers
        assert len(message.to) == 1
        assert (message.cc, message.bcc) == ([], [])


def test_people_are_written_to_in_their_language(ready, organiser, outbox):
    invite(edition=ready, by=organiser, now=timezone.now())

    endings = {message.to[0]: link_in(message).partition("?")[2] for message in outbox}
    assert endings["tor@nordlys.example"] == "lang=nb"
    assert endings["kari@nordlys.example"] == "lang=en"


def test_what_is_stored_says_neither_who_nor_when(ready, organiser, candidate, outbox):
    invite(edition=ready, by=organiser, now=timezone.now())

    rows = Ticket.objects.values_list("candidate_id", "state", "envelope", "withdraw_hash")
    assert set(rows) == {(candidate.pk, 0, None, None)}
    assert not any(link_in(message).split("/s/")[1][:26] in str(list(Invitee.objects.values())) for message in outbox)


def test_tickets_are_laid_in_sorted_by_their_hash(ready, organiser, outbox):
    laid = []

    def watch(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "surveys_ticket" in sql:
            laid.extend(bytes(getattr(value, "obj", value)) for value in params if not isinstance(value, int | None))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        invite(edition=ready, by=organiser, now=timezone.now())

    assert len(laid) == 9
    assert laid == sorted(hashed(ticket_of(invitee)) for invitee in Invitee.objects.all())


def test_the_trail_says_how_many_links_were_given_out(ready, organiser, outbox):
    invite(edition=ready, by=organiser, now=timezone.now())

    line = Entry.objects.get(verb="gave out links to answer with")
    assert (line.seat, line.facts) == (organiser.pk, {"teams": 1, "links": 9})


def test_a_mail_that_fails_leaves_one_pending_and_the_next_run_reaches_it(ready, organiser, outbox, settings):
    settings.EMAIL_BACKEND = called(RefusesSiv)
    siv = Invitee.objects.get(email="siv@nordlys.example")
    promised = ticket_of(siv)

    assert invite(edition=ready, by=organiser, now=timezone.now()) == 8
    assert [i.email for i in Invitee.objects.filter(send_state=SendState.PENDING)] == ["siv@nordlys.example"]

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert invite(edition=ready, by=organiser, now=timezone.now()) == 1
    assert promised in link_in(outbox[-1])
    assert Ticket.objects.count() == 9


def test_a_mail_server_that_is_away_is_not_asked_nine_times(ready, organiser, outbox, settings):
    settings.EMAIL_BACKEND = called(Away)

    assert invite(edition=ready, by=organiser, now=timezone.now()) == 0
    assert Invitee.objects.filter(send_state=SendState.PENDING).count() == 9
    assert Away.asked == IN_A_ROW


def test_nobody_is_invited_before_the_code_was_made(survey, candidate, organiser, team_text, outbox):
    set_roster(candidate=candidate, text=team_text, by=organiser)

    with pytest.raises(Refused, match="Make the count code first"):
        invite(edition=survey, by=organiser, now=timezone.now())

    assert not Ticket.objects.exists()
    assert outbox == []


def test_nobody_is_invited_before_the_code_was_proven(ready, organiser, outbox):
    CountKey.objects.update(is_proven=False)

    with pytest.raises(Refused, match="Type the count code back first"):
        invite(edition=ready, by=organiser, now=timezone.now())

    assert not Ticket.objects.exists()


def test_nobody_is_invited_when_results_are_in(ready, organiser, outbox):
    Release.objects.create(edition=ready, origin="imported", payload={}, sha256="0" * 64)

    with pytest.raises(Refused, match="The results of this edition are in already"):
        invite(edition=ready, by=organiser, now=timezone.now())

    assert outbox == []


def test_nobody_is_invited_twice(ready, organiser, outbox):
    invite(edition=ready, by=organiser, now=timezone.now())

    with pytest.raises(Refused, match="There is nobody to write to"):
        invite(edition=ready, by=organiser, now=timezone.now())

    assert len(outbox) == 9


@pytest.mark.parametrize(
    ("phase", "words"), [(Phase.NOMINATIONS, "cannot be done yet"), (Phase.SCREENING, "no longer")]
)
def test_invitations_leave_during_the_surveys_only(ready, organiser, at, phase, words):
    at(ready, phase)

    with pytest.raises(Refused, match=words):
        invite(edition=ready, by=organiser, now=timezone.now())


def test_no_invitation_leaves_after_closing(ready, organiser, closing, outbox):
    with pytest.raises(Refused, match="The closing time has passed"):
        invite(edition=ready, by=organiser, now=closing + timedelta(minutes=1))

    assert not Ticket.objects.exists()


def test_a_team_too_small_is_left_out_and_the_others_are_invited(ready, organiser, leader, outbox):
    from nominations.candidates.models import Candidate
    from nominations.candidates.states import Consent

    small = Candidate.objects.create(edition=ready, code="C02", name="Bjørn Lund", consent=Consent.ACCEPTED)
    Invitee.objects.create(candidate=small, email="en@sor.example")

    assert invite(edition=ready, by=organiser, now=timezone.now()) == 9
    assert not Ticket.objects.filter(candidate=small).exists()
