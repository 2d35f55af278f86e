"""The mails that tell leaders how the shortlist was decided: written once, for the preview and for the sending."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from smtplib import SMTPException
from time import monotonic
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info, override

from award.accounts.states import Role
from award.editions.models import Edition, Window
from award.editions.registers import signposts
from award.editions.selectors import windows
from award.editions.states import Phase
from award.mail.actions import link, send, written
from jury.shortlist.models import Letter
from jury.shortlist.selectors import addressees, decisions_of, letters
from nominations.candidates.models import Leader
from nominations.candidates.states import Kind
from surveys.questionnaire.dates import day_and_time

AT_ONCE = 100  # letters of one press of the button
SECONDS = 20  # and no longer than this: a page must answer before the server gives up on it
IN_A_ROW = 5  # failures after which the mail server is taken to be away

log = logging.getLogger("django.award")


@dataclass(frozen=True)
class Preview:
    """One mail exactly as it goes out, and everybody who gets the like of it."""

    is_shortlisted: bool
    is_group: bool
    language: str
    first: Leader
    subject: str
    text: str
    leaders: tuple[Leader, ...]

    @property
    def spoken(self) -> str:
        """The language in its own name."""
        return str(get_language_info(self.language)["name_local"])


@dataclass(frozen=True)
class Run:
    """How a run of letters ended: who was written to, and whose address the mail server did not take."""

    sent: int
    failed: tuple[str, ...]


def template(is_shortlisted: bool) -> str:
    return "shortlisted" if is_shortlisted else "not_shortlisted"


def words(edition: Edition, leader: Leader, dated: dict[str, Window]) -> dict[str, Any]:
    """What the templates are filled with."""
    language, round_two, announced = leader.candidate.language, dated.get(Phase.ROUND_TWO), dated.get(Phase.ANNOUNCED)
    with override(language):
        closes = day_and_time(round_two.closes_at) if round_two and round_two.closes_at else ""
        winner_on = date_format(announced.opens_on, "DATE_FORMAT") if announced and announced.opens_on else ""
    return {
        "leader": leader,
        "candidate": leader.candidate,
        "is_group": leader.candidate.kind == Kind.GROUP,
        "edition": edition,
        "asked": edition.content.round_two,
        "closes": closes,
        "winner_on": winner_on,
        "has_feedback": has_feedback(),
        "address": link("award:leader", edition.slug, language=language),
    }


def has_feedback() -> bool:
    """Whether a page opens to leaders once the winner is announced: no letter promises what is not there."""
    return any(
        Role.LEADER in post.roles and Phase.ANNOUNCED in post.phases and Phase.DECISION not in post.phases
        for post in signposts
    )


def previews(edition: Edition) -> Iterator[Preview]:
    """One mail of each kind and language, to one leader or to those of a group; the shortlisted first."""
    chosen, dated = dict(decisions_of(edition).values_list("candidate", "is_shortlisted")), windows(edition)
    kinds: dict[tuple[bool, str, bool], list[Leader]] = {}
    for leader in addressees(edition):
        if leader.email and leader.candidate_id in chosen:
            is_group = leader.candidate.kind == Kind.GROUP
            kinds.setdefault((chosen[leader.candidate_id], leader.candidate.language, is_group), []).append(leader)
    for (goes_on, language, is_group), leaders in sorted(kinds.items(), key=lambda kind: (not kind[0][0], kind[0][1:])):
        subject, text = written(template(goes_on), language, words(edition, leaders[0], dated))
        yield Preview(goes_on, is_group, language, leaders[0], subject, text, tuple(leaders))


def send_letters(
    edition: Edition, *, most: int = AT_ONCE, seconds: float = SECONDS, clock: Callable[[], float] = monotonic
) -> Run:
    """Send what has not left yet, one by one; whoever could not be written to waits for the next run."""
    sent, failed, in_a_row, until, dated = 0, [], 0, clock() + seconds, windows(edition)
    for letter in letters(edition).filter(is_sent=False, taken_at=None)[:most]:
        if clock() > until:
            break
        try:
            sent += _send_once(edition, letter, dated)
            in_a_row = 0
        except (SMTPException, OSError) as failure:
            log.warning("a letter could not be sent: %s", type(failure).__name__)
            failed.append(letter.leader.name)
            in_a_row += 1
            if in_a_row == IN_A_ROW:
                break
    return Run(sent, tuple(failed))


def _send_once(edition: Edition, letter: Letter, dated: dict[str, Window]) -> bool:
    """Takes the letter first, in one statement that only one of two runs can win, and then sends it.

    A run that is stopped between the two leaves it taken: no other sends it again unasked.
    """
    leader, filled = letter.leader, words(edition, letter.leader, dated)
    if not Letter.objects.filter(pk=letter.pk, is_sent=False, taken_at=None).update(taken_at=timezone.now()):
        return False
    try:
        send(template(letter.is_shortlisted), to=leader.email, language=leader.candidate.language, **filled)
    except Exception:
        Letter.objects.filter(pk=letter.pk).update(taken_at=None)
        raise
    Letter.objects.filter(pk=letter.pk).update(is_sent=True)
    return True
