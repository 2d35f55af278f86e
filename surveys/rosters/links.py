"""Links are derived when they are needed and stored nowhere."""

from surveys.ballots.keys import mail_key
from surveys.ballots.tickets import derive
from surveys.rosters.models import Invitee


def ticket_of(invitee: Invitee, key: bytes | None = None) -> str:
    """The ticket in an invitee's link: the same whenever it is asked for, so a repeated mail carries the same link."""
    edition = invitee.candidate.edition
    return derive(key or mail_key(edition), edition.pk, invitee.candidate_id, invitee.pk, invitee.serial)
