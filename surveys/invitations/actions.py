"""Who is written to, and with which link. Each act begins a run of letters; whoever calls it sends them off."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.selectors import held
from award.editions.states import Phase
from award.mail.models import MailRun
from award.mail.runs import begin
from award.mail.sending import work
from nominations.candidates.models import Candidate
from surveys.ballots.issuing import lay_in, replace
from surveys.ballots.keys import mail_key
from surveys.ballots.manifest import changing
from surveys.ballots.rules import check_key_proven
from surveys.ballots.tickets import hashed
from surveys.invitations.planning import announce
from surveys.invitations.rules import (
    check_came_back,
    check_links_left,
    check_new_address,
    check_somebody_to_write_to,
    check_unchanged,
    check_wants_mail,
)
from surveys.invitations.selectors import people_to_invite
from surveys.invitations.states import Mails
from surveys.rosters.links import ticket_of
from surveys.rosters.models import Invitee, SendState
from surveys.rosters.rules import check_not_imported, check_takes_part
from surveys.rosters.selectors import invitee, roster


def invite(*, edition: Edition, by: Numbered | None, now: datetime) -> int:
    """Give everybody on the rosters a ticket, then write to them, here and now; returns how many mails were sent.

    May be repeated: only those not yet written to get a mail, with the link it would have carried.
    """
    return work(issue(edition=edition, by=by, now=now).pk)


@transaction.atomic
def issue(*, edition: Edition, by: Numbered | None, now: datetime) -> MailRun:
    """The tickets of all who wait for one, laid in sorted by their hash: no order of rows says who they are for."""
    locked = held(edition.pk)
    check_phase(locked, (Phase.SURVEYS,))
    check_not_closed(locked, Phase.SURVEYS, now)
    check_not_imported(locked)
    check_key_proven(locked)
    waiting = people_to_invite(locked)
    check_somebody_to_write_to(waiting)
    announce(locked, now)
    key = mail_key(locked)
    tickets = {hashed(ticket_of(person, key)): person.candidate_id for person in waiting}
    run = begin(locked, Mails.INVITATION, [person.pk for person in waiting])
    with changing(locked):
        lay_in(tickets)
    teams = {person.candidate_id for person in waiting}
    record(locked, gettext_noop("gave out links to answer with"), by=by, teams=len(teams), links=len(waiting))
    return run


@transaction.atomic
def send_again(
    *, candidate: Candidate, people: Iterable[Invitee], by: Numbered | None, now: datetime
) -> MailRun | None:
    """The invitation once more, the same words and the same link, to whoever did not get it - answered or not.

    Whoever wants no mail is left out; asked for alone, that is said.
    """
    locked = _held_open(candidate, now)
    check_links_left(candidate)
    asked = list(roster(candidate).filter(pk__in=[person.pk for person in people]))
    if len(asked) == 1:
        check_wants_mail(asked[0])
    again = [person.pk for person in asked if not person.opted_out]
    if not again:
        return None
    roster(candidate).filter(pk__in=again).update(send_state=SendState.PENDING)
    record(locked, gettext_noop("sent invitations again"), by=by, candidate=candidate.code, mails=len(again))
    return begin(locked, Mails.INVITATION, again, anew=True)


@transaction.atomic
def renew_link(*, person: Invitee, serial: int, by: Numbered | None, now: datetime) -> MailRun:
    """Another link for somebody whose own got into other hands; the mail is the one they had.

    `serial` is what the page showed: a page sent twice must not kill the link it has just made.
    """
    locked, here = _held_person(person, serial, now)
    run = _replace_link(locked, here)
    record(locked, gettext_noop("replaced a link"), by=by, candidate=here.candidate.code)
    return run


@transaction.atomic
def correct_address(*, person: Invitee, email: str, serial: int, by: Numbered | None, now: datetime) -> MailRun:
    """Another address for somebody whose mail came back, and another link: the old one may lie with a stranger."""
    locked, here = _held_person(person, serial, now)
    check_came_back(here)
    check_new_address(here, email)
    here.email = email
    here.save(update_fields=["email"])
    run = _replace_link(locked, here)
    record(locked, gettext_noop("corrected an address"), by=by, candidate=here.candidate.code)
    return run


def _replace_link(locked: Edition, here: Invitee) -> MailRun:
    key = mail_key(locked)
    old = ticket_of(here, key)
    here.serial, here.send_state = here.serial + 1, SendState.PENDING
    here.save(update_fields=["serial", "send_state"])
    run = begin(locked, Mails.INVITATION, [here.pk], anew=True)
    with changing(locked):
        replace(hashed(old), hashed(ticket_of(here, key)), candidate_id=here.candidate_id)
    return run


def _held_person(person: Invitee, serial: int, now: datetime) -> tuple[Edition, Invitee]:
    locked = _held_open(person.candidate, now)
    check_links_left(person.candidate)
    here = check_unchanged(invitee(person.candidate, person.pk), serial)
    check_wants_mail(here)
    return locked, here


def _held_open(candidate: Candidate, now: datetime) -> Edition:
    locked = held(candidate.edition_id)
    check_phase(locked, (Phase.SURVEYS,))
    check_not_closed(locked, Phase.SURVEYS, now)
    check_takes_part(Candidate.objects.get(pk=candidate.pk))
    return locked


def opt_out(*, invitee_pk: str | None) -> None:
    """Whoever holds the mail wants no other: one flag is set, and nothing else is written. Their link still works."""
    if invitee_pk:
        Invitee.objects.filter(pk=invitee_pk, opted_out=False).update(opted_out=True)
