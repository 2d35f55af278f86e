"""The mails that tell leaders how the shortlist was decided: written once, for the preview and for the sending."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

from django.db import transaction
from django.utils.translation import override

from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.mail.actions import link, send, written
from jury.shortlist.models import Letter
from jury.shortlist.selectors import addressees, decisions_of, letters
from nominations.candidates.models import Leader
from nominations.candidates.states import Kind
from surveys.questionnaire.dates import day_and_time

AT_ONCE = 100  # letters of one press of the button: a page must answer before the server gives up on it
IN_A_ROW = 5  # failures after which the mail server is taken to be away

log = logging.getLogger("django.award")


@dataclass(frozen=True)
class Preview:
    """One mail exactly as it goes out, and everybody who gets the like of it."""

    is_shortlisted: bool
    language: str
    first: Leader
    subject: str
    text: str
    leaders: tuple[Leader, ...]


@dataclass(frozen=True)
class Run:
    """How a run of letters ended: who was written to, and whose address the mail server did not take."""

    sent: int
    failed: tuple[str, ...]


def template(is_shortlisted: bool) -> str:
    return "shortlisted" if is_shortlisted else "not_shortlisted"


def words(edition: Edition, leader: Leader) -> dict[str, Any]:
    """What the templates are filled with."""
    language, closes_at = leader.candidate.language, closing_time(edition, Phase.ROUND_TWO)
    with override(language):
        closes = day_and_time(closes_at) if closes_at else ""
    return {
        "leader": leader,
        "candidate": leader.candidate,
        "is_group": leader.candidate.kind == Kind.GROUP,
        "edition": edition,
        "asked": edition.content.round_two,
        "closes": closes,
        "address": link("award:leader", edition.slug, language=language),
    }


def previews(edition: Edition) -> Iterator[Preview]:
    """One mail of each kind and language, the shortlisted first."""
    chosen = dict(decisions_of(edition).values_list("candidate", "is_shortlisted"))
    kinds: dict[tuple[bool, str], list[Leader]] = {}
    for leader in addressees(edition):
        if leader.email and leader.candidate_id in chosen:
            kinds.setdefault((chosen[leader.candidate_id], leader.candidate.language), []).append(leader)
    for (goes_on, language), leaders in sorted(kinds.items(), key=lambda kind: (not kind[0][0], kind[0][1])):
        subject, text = written(template(goes_on), language, words(edition, leaders[0]))
        yield Preview(goes_on, language, leaders[0], subject, text, tuple(leaders))


def send_letters(edition: Edition, *, most: int = AT_ONCE) -> Run:
    """Send what has not left yet, one by one; whoever could not be written to waits for the next run."""
    sent, failed, in_a_row = 0, [], 0
    for letter in letters(edition).filter(is_sent=False)[:most]:
        try:
            sent += _send_once(edition, letter)
            in_a_row = 0
        except (SMTPException, OSError) as failure:
            log.warning("a letter could not be sent: %s", type(failure).__name__)
            failed.append(letter.leader.name)
            in_a_row += 1
            if in_a_row == IN_A_ROW:
                break
    return Run(sent, tuple(failed))


@transaction.atomic
def _send_once(edition: Edition, letter: Letter) -> bool:
    """Holds the letter while it is sent: whoever presses the button at the same time waits, and finds it gone."""
    waiting = Letter.objects.select_for_update().filter(pk=letter.pk, is_sent=False).first()
    if waiting is None:
        return False
    leader = letter.leader
    send(template(letter.is_shortlisted), to=leader.email, language=leader.candidate.language, **words(edition, leader))
    Letter.objects.filter(pk=letter.pk).update(is_sent=True)
    return True
