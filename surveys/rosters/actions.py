from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.selectors import held
from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import leaders
from surveys.ballots.keys import mail_key
from surveys.ballots.manifest import changing
from surveys.ballots.models import Ticket
from surveys.ballots.rules import check_key_proven
from surveys.ballots.tickets import hashed
from surveys.rosters.mailer import send_invitations, ticket_of
from surveys.rosters.models import Invitee
from surveys.rosters.reading import read
from surveys.rosters.rules import (
    check_large_enough,
    check_not_imported,
    check_roster_open,
    check_somebody_to_write_to,
    check_takes_part,
)
from surveys.rosters.selectors import invitees_to_write_to, roster


@transaction.atomic
def set_roster(*, candidate: Candidate, text: str, by: Numbered | None) -> int:
    """Who is asked about a candidate: the whole list, or with one fault in it nothing. Replaces an earlier one."""
    edition = held(candidate.edition_id)
    here = Candidate.objects.get(pk=candidate.pk)
    check_phase(edition, (Phase.NOMINATIONS, Phase.SURVEYS))
    check_takes_part(here)
    check_roster_open(here)
    barred = [leader.email for leader in leaders(here) if leader.email]
    lines = read(text, language=here.language, barred=[*barred, edition.contact])
    check_large_enough(edition, len(lines))
    replaced, _rows = roster(here).delete()
    Invitee.objects.bulk_create(Invitee(candidate=here, email=line.email, language=line.language) for line in lines)
    record(edition, gettext_noop("set a roster"), by=by, candidate=here.code, size=len(lines), replaced=replaced)
    return len(lines)


def invite(*, edition: Edition, by: Numbered | None, now: datetime) -> int:
    """Give everybody on the rosters a ticket, then write to them; returns how many mails were sent.

    A run that broke off is repeated: only those not yet written to get a mail, with the link it would have carried.
    """
    waiting = issue(edition=edition, by=by, now=now)
    return send_invitations(edition, waiting)


@transaction.atomic
def issue(*, edition: Edition, by: Numbered | None, now: datetime) -> list[Invitee]:
    """The tickets of all who wait for one, laid in sorted by their hash: no order of rows says who they are for."""
    locked = held(edition.pk)
    check_phase(locked, (Phase.SURVEYS,))
    check_not_closed(locked, Phase.SURVEYS, now)
    check_not_imported(locked)
    check_key_proven(locked)
    waiting = invitees_to_write_to(locked)
    check_somebody_to_write_to(len(waiting))
    key = mail_key(locked)
    tickets = {hashed(ticket_of(invitee, key)): invitee.candidate_id for invitee in waiting}
    with changing(locked):
        Ticket.objects.bulk_create(
            [Ticket(hash=hash, candidate_id=tickets[hash]) for hash in sorted(tickets)], ignore_conflicts=True
        )
    teams = {invitee.candidate_id for invitee in waiting}
    record(locked, gettext_noop("gave out links to answer with"), by=by, teams=len(teams), links=len(waiting))
    return waiting
