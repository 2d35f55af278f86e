"""Invitations: one plain mail with one link. Links are derived while sending and stored nowhere."""

import logging
from collections.abc import Iterable
from datetime import datetime
from secrets import SystemRandom
from smtplib import SMTPException
from typing import Any

from django.utils.translation import override

from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.mail.actions import link, send, written
from nominations.candidates.models import Candidate
from surveys.ballots.keys import mail_key
from surveys.ballots.tickets import derive
from surveys.questionnaire.dates import day_and_time
from surveys.rosters.models import Invitee, SendState

IN_A_ROW = 5  # failures after which the mail server is taken to be away
SAMPLE = "X" * 26

log = logging.getLogger("django.award")


def ticket_of(invitee: Invitee, key: bytes | None = None) -> str:
    """The ticket in an invitee's link: the same whenever it is asked for, so a repeated mail carries the same link."""
    edition = invitee.candidate.edition
    return derive(key or mail_key(edition), edition.pk, invitee.candidate_id, invitee.pk, invitee.serial)


def send_invitations(edition: Edition, invitees: Iterable[Invitee]) -> int:
    """In random order, one by one; whoever could not be written to stays pending, and the run can be repeated."""
    key, closes_at = mail_key(edition), closing_time(edition, Phase.SURVEYS)
    waiting, sent, failed_in_a_row = list(invitees), 0, 0
    SystemRandom().shuffle(waiting)
    for invitee in waiting:
        if not Invitee.objects.filter(pk=invitee.pk, serial=invitee.serial).exists():
            continue  # taken off, or given another link, since this run began
        try:
            _send_one(invitee, ticket_of(invitee, key), closes_at)
        except (SMTPException, OSError) as failure:
            log.warning("an invitation could not be sent: %s", type(failure).__name__)
            failed_in_a_row += 1
            if failed_in_a_row == IN_A_ROW:
                break
        else:
            Invitee.objects.filter(pk=invitee.pk).update(send_state=SendState.SENT)
            sent, failed_in_a_row = sent + 1, 0
    return sent


def sample(candidate: Candidate, language: str, closes_at: datetime | None) -> tuple[str, str]:
    """Subject and text as they will be sent, with dots where the link's own letters stand."""
    address = link("surveys:open", SAMPLE, language=language)
    return written("invitation", language, _words(candidate, language, closes_at, address))


def _send_one(invitee: Invitee, ticket: str, closes_at: datetime | None) -> None:
    address = link("surveys:open", ticket, language=invitee.language)
    words = _words(invitee.candidate, invitee.language, closes_at, address)
    send("invitation", to=invitee.email, **words)


def _words(candidate: Candidate, language: str, closes_at: datetime | None, address: str) -> dict[str, Any]:
    with override(language):
        closes = day_and_time(closes_at) if closes_at else ""
    return {
        "candidate": candidate,
        "edition": candidate.edition,
        "language": language,
        "closes": closes,
        "link": address,
    }
