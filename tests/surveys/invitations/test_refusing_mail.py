"""“I want no mail”: a button anybody may press, answered or not, and nothing else happens."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from award.audit.models import Entry
from award.mail.sending import work
from award.refusal import Refused
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.invitations.actions import correct_address, issue, renew_link, send_again
from surveys.invitations.refusing import token_of
from surveys.rosters.links import ticket_of
from surveys.rosters.models import Invitee
from surveys.rosters.selectors import roster, team

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def address_of(person):
    return f"/s/no-mail/{token_of(person)}"


def state(page):
    return re.search(r'data-state="(\w+)"', page.content.decode()).group(1)


def test_every_mail_carries_the_address_of_the_button(ready, organiser, server, settings):
    work(issue(edition=ready, by=organiser, now=timezone.now()).pk)

    for mail in server.mails:
        headers, _, body = mail.content.decode().partition("\r\n\r\n")
        person = Invitee.objects.select_related("candidate__edition").get(email=mail.rcpt_tos[0])
        unfolded = " ".join(headers.split())
        address = f"{settings.SITE_ORIGIN}{address_of(person)}?lang={person.language}"
        assert f"List-Unsubscribe: <{address}>" in unfolded
        assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in unfolded
        assert "Auto-Submitted: auto-generated" in unfolded
        assert ticket_of(person) not in headers
        assert len(re.findall(r"://", body)) == 1


def test_looking_changes_nothing(person, employee):
    kari = person("kari")

    page = employee.get(address_of(kari))

    assert (page.status_code, state(page)) == (200, "open")
    assert not Invitee.objects.filter(opted_out=True).exists()
    assert employee.cookies == {}


@pytest.mark.parametrize("has_answered", [False, True])
def test_a_mail_programme_presses_the_button_without_having_seen_the_page(person, has_answered):
    kari = person("kari")
    if has_answered:
        Ticket.objects.update(state=TicketState.SEALED, envelope=b"e")
    before = (list(Ticket.objects.order_by("hash").values()), Entry.objects.count())

    page = Client(enforce_csrf_checks=True).post(address_of(kari), ONE_CLICK)

    assert (page.status_code, state(page)) == (200, "stored")
    assert list(Invitee.objects.filter(opted_out=True)) == [kari]
    assert (list(Ticket.objects.order_by("hash").values()), Entry.objects.count()) == before


def test_their_link_still_works(person, employee):
    kari = person("kari")
    employee.post(address_of(kari), ONE_CLICK)

    assert employee.get(f"/s/{ticket_of(kari)}").status_code == 303


@pytest.mark.parametrize("token", ["x", "0" * 32, "0" * 32 + ".forged-signature", "a.b.c"])
def test_a_link_that_is_not_ours_shows_the_very_same_pages(person, employee, token):
    kari = person("kari")

    for ask in (employee.get, lambda path: employee.post(path, ONE_CLICK)):
        mine, other = (ask(path) for path in (address_of(kari), f"/s/no-mail/{token}"))
        assert (mine.status_code, mine.content, mine.headers.items()) == (
            other.status_code,
            other.content,
            other.headers.items(),
        )
    assert Invitee.objects.filter(opted_out=True).count() == 1


def test_the_token_of_a_link_to_answer_is_no_token_here(person, employee):
    kari = person("kari")

    employee.post(f"/s/no-mail/{ticket_of(kari)}", ONE_CLICK)

    assert not Invitee.objects.filter(opted_out=True).exists()
    assert ticket_of(kari) not in token_of(kari)


def test_whoever_wants_no_mail_gets_none_whoever_asks(person, employee, candidate, organiser, outbox):
    kari, lines = person("kari"), Entry.objects.count()
    employee.post(address_of(kari), ONE_CLICK)
    outbox.clear()

    for act in (
        lambda: send_again(candidate=candidate, people=[kari], by=organiser, now=timezone.now()),
        lambda: renew_link(person=kari, serial=0, by=organiser, now=timezone.now()),
        lambda: correct_address(person=kari, email="k@nordlys.example", serial=0, by=organiser, now=timezone.now()),
    ):
        with pytest.raises(Refused, match=r"kari@nordlys\.example wants no mail"):
            act()
    assert Entry.objects.count() == lines

    run = send_again(candidate=candidate, people=roster(candidate), by=organiser, now=timezone.now())
    assert work(run.pk) == 8
    assert ["kari@nordlys.example"] not in [mail.to for mail in outbox]


def test_a_letter_that_waits_is_not_sent_to_somebody_who_says_no_meanwhile(ready, organiser, employee, outbox):
    run = issue(edition=ready, by=organiser, now=timezone.now())
    employee.post(address_of(Invitee.objects.get(email="kari@nordlys.example")), ONE_CLICK)

    assert work(run.pk) == 8
    assert ["kari@nordlys.example"] not in [mail.to for mail in outbox]


def test_organisers_see_who_wants_no_mail_and_a_team_is_not_waiting_for_it(person, candidate, employee, desk, invited):
    kari = person("kari")
    employee.post(address_of(kari), ONE_CLICK)

    page = desk.get(f"/{invited.slug}/organise/surveys/C01/roster/").content.decode()
    own = desk.get(f"/{invited.slug}/organise/surveys/C01/roster/{kari.pk}/").content.decode()

    assert page.count("wants no mail") == 1
    assert "This person wants no mail" in own
    assert 'value="again"' not in own
    assert team(candidate).is_sent


def test_only_forms_are_read_and_nothing_is_indexed(person):
    kari = person("kari")

    assert Client().post(address_of(kari), "{}", content_type="application/json").status_code == 415
    assert Client().put(address_of(kari)).status_code == 405
    assert Client().get(address_of(kari))["X-Robots-Tag"] == "noindex"
    assert not Invitee.objects.filter(opted_out=True).exists()
