"""Mails that came back: the roster says so, the address is corrected, and nobody learns who has answered."""

import io
import mailbox
import sys
from datetime import timedelta
from email import message_from_string

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from award.audit.models import Entry
from award.codes import new_code
from award.editions.states import Phase
from award.mail.sending import work
from award.refusal import Refused
from surveys.ballots.actions import submit
from surveys.ballots.manifest import check_links
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed
from surveys.invitations.actions import correct_address, issue
from surveys.invitations.bounces import gone, take_back
from surveys.rosters.links import ticket_of
from surveys.rosters.models import Invitee, SendState
from surveys.workplaces.actions import ask_contact

REPORT = """\
From: MAILER-DAEMON@mx.example
To: award@award.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your mail.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user

--b
Content-Type: text/rfc822-headers

To: {address}
Subject: How is it to work with someone?

--b--
"""


def report(address="kari@nordlys.example", action="failed", status="5.1.1"):
    return REPORT.format(address=address, action=action, status=status)


def test_a_report_names_the_address_that_has_no_mailbox():
    assert gone(message_from_string(report())) == {"kari@nordlys.example"}
    assert gone(message_from_string(report("<Kari@Nordlys.example>"))) == {"kari@nordlys.example"}


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("failed", "5.2.2"), ("failed", "5.7.1"), ("failed", "4.4.7")],
)
def test_a_full_mailbox_or_a_delay_is_not_held_against_the_address(action, status):
    assert gone(message_from_string(report(action=action, status=status))) == set()


@pytest.mark.parametrize("text", ["", "Subject: I am on holiday\n\nkari@nordlys.example", "\0\0", report("no address")])
def test_other_mails_say_nothing(text):
    assert gone(message_from_string(text)) == set()


def test_the_roster_says_it_and_nothing_else_changes(person, invited, outbox):
    tickets, lines = list(Ticket.objects.order_by("hash").values()), Entry.objects.count()

    assert take_back({"kari@nordlys.example", "unknown@nordlys.example"}) == 1

    assert person("kari").send_state == SendState.BOUNCED
    assert Invitee.objects.filter(send_state=SendState.SENT).count() == 8
    assert list(Ticket.objects.order_by("hash").values()) == tickets
    assert Entry.objects.count() == lines + 1
    line = Entry.objects.get(verb="read which mails came back")
    assert (line.seat, line.facts) == (None, {"addresses": 1})
    assert take_back({"kari@nordlys.example"}) == 0


def test_a_survey_that_is_over_is_left_alone(person, invited, at):
    at(invited, Phase.SCREENING)

    assert take_back({"kari@nordlys.example"}) == 0


def test_the_command_reads_an_mbox_a_maildir_a_file_and_what_is_piped_in(
    person, invited, tmp_path, monkeypatch, capsys
):
    names = ("kari", "ola", "siv", "jens")
    kari, ola, siv, jens = (report(f"{name}@nordlys.example") for name in names)
    box = mailbox.mbox(tmp_path / "box")
    box.add(kari)
    box.close()
    folder = mailbox.Maildir(tmp_path / "folder")
    folder.add(ola)
    (tmp_path / "one").write_text(siv)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(jens.encode())))

    for path in ("box", "folder", "one"):
        call_command("bounces", tmp_path / path)
    call_command("bounces")

    assert capsys.readouterr().out == "1 addresses without a mailbox, 1 of them on rosters\n" * 4
    assert {person(name).send_state for name in names} == {SendState.BOUNCED}
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("bounces", tmp_path / "nowhere")


def test_an_address_refused_while_sending_came_back_at_once(ready, organiser, server):
    server.says["siv@nordlys.example"] = "550 5.1.1 no such user"

    assert work(issue(edition=ready, by=organiser, now=timezone.now()).pk) == 8

    assert Invitee.objects.get(email="siv@nordlys.example").send_state == SendState.BOUNCED
    with pytest.raises(Refused, match="There is nobody to write to"):
        issue(edition=ready, by=organiser, now=timezone.now())


# ---- the right address ----------------------------------------------------------------------------------------------


@pytest.fixture
def came_back(person):
    def mark(name):
        take_back({f"{name}@nordlys.example"})
        return person(name)

    return mark


def corrected(person, email, by):
    return work(correct_address(person=person, email=email, serial=0, by=by, now=timezone.now()).pk)


def test_the_right_address_gets_an_invitation_with_another_link(came_back, person, organiser, invited, outbox):
    kari = came_back("kari")
    old = ticket_of(kari)

    assert corrected(kari, "kari.moe@nordlys.example", organiser) == 1

    here = person("kari.moe")
    assert (here.pk, here.serial, here.send_state) == (kari.pk, 1, SendState.SENT)
    assert outbox[-1].to == ["kari.moe@nordlys.example"]
    assert ticket_of(here) in outbox[-1].body
    assert Ticket.objects.get(hash=hashed(old)).state == TicketState.REVOKED
    line = Entry.objects.get(verb="corrected an address")
    assert (line.seat, line.facts) == (organiser.pk, {"candidate": "C01"})
    check_links(invited)


def test_who_has_answered_is_corrected_in_the_same_words_and_answers_once(
    came_back, person, organiser, whole, employee, outbox
):
    submit(ticket=ticket_of(person("ola")), w=new_code(), given=whole, now=timezone.now())
    people = {name: came_back(name) for name in ("kari", "ola")}
    told = {}
    for name, each in people.items():
        corrected(each, f"{name}.new@nordlys.example", organiser)
        told[name] = outbox[-1].body.replace(ticket_of(person(f"{name}.new")), "")

    assert told["kari"] == told["ola"]
    states = {name: employee.get(f"/s/{ticket_of(person(f'{name}.new'))}").status_code for name in people}
    assert states == {"kari": 303, "ola": 200}


def test_the_second_contact_gets_no_link_to_answer_with(came_back, candidate, organiser):
    kari, mail = came_back("kari"), "hr@nordlys.example"
    ask_contact(candidate=candidate, name="Solveig", email=mail, language="nb", by=organiser)

    with pytest.raises(Refused, match="belongs to a leader of this candidate, its second contact"):
        corrected(kari, mail, organiser)


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("rubbish", "“rubbish” is not an e-mail address"),
        ("Ola+1@nordlys.example", "stands on this roster already"),
        ("kari@nordlys.example", "stands on this roster already"),
        ("ase@nordlys.example", "belongs to a leader of this candidate"),
        ("spor@samtaleprisen.example", "its second contact or the award’s contact"),
    ],
)
def test_an_address_that_cannot_be_theirs_is_refused(came_back, organiser, email, words):
    kari, lines = came_back("kari"), Entry.objects.count()

    with pytest.raises(Refused, match=words):
        corrected(kari, email, organiser)

    kari.refresh_from_db()
    assert (kari.email, kari.serial) == ("kari@nordlys.example", 0)
    assert Entry.objects.count() == lines


def test_an_address_that_mails_reach_stays(person, organiser, outbox):
    lines = Entry.objects.count()

    with pytest.raises(Refused, match=r"No mail to kari@nordlys\.example has come back"):
        corrected(person("kari"), "boss@nordlys.example", organiser)

    assert (len(outbox), Entry.objects.count()) == (9, lines)


def test_nothing_is_corrected_twice_or_after_closing(came_back, organiser, closing, outbox):
    kari = came_back("kari")
    late = closing + timedelta(minutes=1)

    with pytest.raises(Refused, match="The closing time has passed"):
        correct_address(person=kari, email="k@nordlys.example", serial=0, by=organiser, now=late)
    corrected(kari, "k@nordlys.example", organiser)
    with pytest.raises(Refused, match="This has been done already"):
        corrected(kari, "k2@nordlys.example", organiser)

    assert len(outbox) == 10
