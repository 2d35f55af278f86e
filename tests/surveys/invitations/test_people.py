"""Mails that did not arrive, links in other hands, people who left: and nothing of it says who has answered."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from award.audit.models import Entry
from award.codes import new_code
from award.editions.states import Phase
from award.mail.models import MailRun
from award.mail.sending import work
from award.refusal import Refused
from surveys.ballots.actions import submit
from surveys.ballots.manifest import check_links, fingerprint
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed
from surveys.invitations import actions
from surveys.invitations.actions import invite
from surveys.rosters.actions import set_roster, take_off
from surveys.rosters.links import ticket_of
from surveys.rosters.models import Invitee, SendState
from surveys.rosters.selectors import invitee, roster, team

SAVEPOINT = re.compile(r'"s\d+_x\d+"')


def send_again(**asked):
    """To the end, here and now; how many left."""
    run = actions.send_again(**asked)
    return work(run.pk) if run else 0


def renew_link(**asked):
    return work(actions.renew_link(**asked).pk)


@pytest.fixture
def invited(survey, count_code, candidate, organiser, team_text, outbox):
    """A team of eight, each with a mail."""
    set_roster(candidate=candidate, text=team_text, by=organiser)
    invite(edition=survey, by=organiser, now=timezone.now())
    return survey


@pytest.fixture
def kari(invited):
    return Invitee.objects.get(email="kari@nordlys.example")


@pytest.fixture
def ola(invited):
    return Invitee.objects.get(email="ola@nordlys.example")


@pytest.fixture
def answer(whole):
    def send(person):
        return submit(ticket=ticket_of(person), w=new_code(), given=whole, now=timezone.now())

    return send


def state_of(ticket):
    return Ticket.objects.get(hash=hashed(ticket)).state


def text_to(outbox, address):
    return [message.body for message in outbox if message.to == [address]]


def test_a_mail_sent_again_is_the_same_to_the_last_letter(invited, candidate, kari, ola, organiser, answer, outbox):
    assert answer(ola) == "stored"

    for person in (kari, ola):
        assert send_again(candidate=candidate, people=[person], by=organiser, now=timezone.now()) == 1

    for person in (kari, ola):
        first, second = text_to(outbox, person.email)
        assert first == second


def test_a_whole_team_is_written_to_again(invited, candidate, organiser, outbox):
    sent = send_again(candidate=candidate, people=roster(candidate), by=organiser, now=timezone.now())

    assert sent == 8
    assert len(outbox) == 16
    assert Ticket.objects.count() == 8


def test_a_mail_sent_again_that_fails_waits(invited, candidate, kari, organiser, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    assert send_again(candidate=candidate, people=[kari], by=organiser, now=timezone.now()) == 0

    kari.refresh_from_db()
    assert kari.send_state == SendState.PENDING


def test_nothing_is_sent_again_before_it_left(survey, count_code, candidate, organiser, team_text, outbox):
    set_roster(candidate=candidate, text=team_text, by=organiser)

    with pytest.raises(Refused, match="have not left yet: nothing can be sent again"):
        send_again(candidate=candidate, people=roster(candidate), by=organiser, now=timezone.now())

    assert outbox == []


def test_somebody_of_another_team_is_not_written_to(invited, other_candidate, candidate, organiser, outbox):
    stranger = Invitee.objects.create(candidate=other_candidate, email="other@sor.example")

    assert send_again(candidate=candidate, people=[stranger], by=organiser, now=timezone.now()) == 0
    assert len(outbox) == 8


def test_another_link_kills_the_old_one(invited, kari, organiser, outbox):
    old = ticket_of(kari)

    assert renew_link(person=kari, serial=0, by=organiser, now=timezone.now()) == 1

    kari.refresh_from_db()
    assert (kari.serial, kari.send_state) == (1, SendState.SENT)
    assert state_of(old) == TicketState.REVOKED
    assert state_of(ticket_of(kari)) == TicketState.OPEN


def test_another_link_for_somebody_who_has_answered_opens_nothing(invited, ola, organiser, answer, employee):
    answer(ola)
    old = ticket_of(ola)

    renew_link(person=ola, serial=0, by=organiser, now=timezone.now())

    ola.refresh_from_db()
    assert state_of(old) == TicketState.SEALED
    assert state_of(ticket_of(ola)) == TicketState.REVOKED
    assert b'data-state="inactive"' in employee.get(f"/s/{ticket_of(ola)}").content
    assert answer(ola) == "inactive"


def test_another_link_says_the_same_whether_they_have_answered_or_not(
    invited, candidate, kari, ola, organiser, answer, outbox
):
    answer(ola)
    links = {person.email: ticket_of(person) for person in (kari, ola)}

    for person in (kari, ola):
        rows, lines = Ticket.objects.count(), Entry.objects.count()
        before = fingerprint(invited)
        assert renew_link(person=person, serial=0, by=organiser, now=timezone.now()) == 1
        assert Ticket.objects.count() == rows + 1
        assert Entry.objects.count() == lines + 1
        assert fingerprint(invited) != before
        check_links(invited)
        person.refresh_from_db()
        first, second = text_to(outbox, person.email)
        assert second == first.replace(links[person.email], ticket_of(person))

    told = Entry.objects.filter(verb="replaced a link").values_list("seat", "facts")
    assert list(told) == [(organiser.pk, {"candidate": "C01"})] * 2


def test_the_same_statements_run_whether_they_have_answered_or_not(invited, candidate, kari, ola, organiser, answer):
    answer(ola)
    runs = []
    for pk in (kari.pk, ola.pk):
        person = invitee(candidate, pk)
        with CaptureQueriesContext(connection) as asked:
            actions.renew_link(person=person, serial=0, by=organiser, now=timezone.now())
            take_off(person=person, by=organiser)
        MailRun.objects.all().delete()
        runs.append([SAVEPOINT.sub("", query["sql"]).split(" WHERE ")[0] for query in asked.captured_queries])

    changes = [[sql.split(" (")[0] for sql in run if not sql.startswith("SELECT")] for run in runs]
    assert len(runs[0]) == len(runs[1]) > 20
    assert changes[0] == changes[1]


def test_a_page_sent_twice_does_not_kill_the_link_it_made(invited, kari, organiser, outbox):
    renew_link(person=kari, serial=0, by=organiser, now=timezone.now())

    with pytest.raises(Refused, match="This has been done already"):
        renew_link(person=kari, serial=0, by=organiser, now=timezone.now())

    kari.refresh_from_db()
    assert kari.serial == 1
    assert state_of(ticket_of(kari)) == TicketState.OPEN


def test_who_left_loses_the_link_and_the_address(invited, kari, organiser, employee):
    link = ticket_of(kari)

    take_off(person=kari, by=organiser)

    assert not Invitee.objects.filter(email="kari@nordlys.example").exists()
    assert state_of(link) == TicketState.REVOKED
    assert b'data-state="inactive"' in employee.get(f"/s/{link}").content
    assert Entry.objects.get(verb="took an address off a roster").facts == {"candidate": "C01"}
    check_links(invited)


def test_the_answer_of_who_left_stays_sealed(invited, ola, organiser, answer):
    answer(ola)
    before = Ticket.objects.filter(hash=hashed(ticket_of(ola))).values().get()

    take_off(person=ola, by=organiser)

    assert Ticket.objects.filter(hash=before["hash"]).values().get() == before


def test_an_address_is_deleted_even_when_the_team_becomes_too_small(invited, candidate, organiser):
    for person in list(roster(candidate))[:4]:
        take_off(person=person, by=organiser)

    here = team(candidate)
    assert (here.size, here.has_shrunk, here.is_too_small) == (4, True, False)


def test_before_links_left_an_address_is_deleted_without_any_key(survey, candidate, organiser, team_text):
    set_roster(candidate=candidate, text=team_text, by=organiser)

    take_off(person=roster(candidate).first(), by=organiser)

    assert roster(candidate).count() == 7


def test_nobody_is_taken_off_twice(invited, kari, organiser):
    take_off(person=kari, by=organiser)
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="This has been done already"):
        take_off(person=kari, by=organiser)

    assert Entry.objects.count() == lines


def test_after_closing_no_mail_leaves_and_addresses_still_go(invited, candidate, kari, ola, organiser, closing, outbox):
    late = closing + timedelta(minutes=1)

    with pytest.raises(Refused, match="The closing time has passed"):
        send_again(candidate=candidate, people=[kari], by=organiser, now=late)
    with pytest.raises(Refused, match="The closing time has passed"):
        renew_link(person=kari, serial=0, by=organiser, now=late)

    take_off(person=ola, by=organiser)
    assert roster(candidate).count() == 7
    assert len(outbox) == 8


def test_in_another_phase_nothing_is_done(invited, candidate, kari, organiser, at):
    at(invited, Phase.SCREENING)
    lines = Entry.objects.count()

    for act in (
        lambda: send_again(candidate=candidate, people=[kari], by=organiser, now=timezone.now()),
        lambda: renew_link(person=kari, serial=0, by=organiser, now=timezone.now()),
        lambda: take_off(person=kari, by=organiser),
    ):
        with pytest.raises(Refused, match="no longer"):
            act()

    assert Entry.objects.count() == lines


def test_no_link_is_replaced_in_a_database_somebody_has_changed(invited, kari, organiser, outbox):
    Ticket.objects.create(hash=b"x" * 32, candidate=kari.candidate)

    with pytest.raises(Refused, match="not those that were given out"):
        renew_link(person=kari, serial=0, by=organiser, now=timezone.now())

    kari.refresh_from_db()
    assert kari.serial == 0
    assert len(outbox) == 8
