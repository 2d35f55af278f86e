"""The mail that reminds a leader: written once, for the preview and for the sending."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from django.utils.translation import override

from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.mail.actions import link, send, written
from nominations.candidates.models import Leader
from surveys.questionnaire.dates import day_and_time

TEMPLATE = "remind_leader"

log = logging.getLogger("django.award")


def words(edition: Edition, leader: Leader) -> dict[str, Any]:
    """What the template is filled with."""
    language, closes_at = leader.candidate.language, closing_time(edition, Phase.SURVEYS)
    with override(language):
        closes = day_and_time(closes_at) if closes_at else ""
    return {
        "leader": leader,
        "edition": edition,
        "statements": len(edition.content.survey.items),
        "closes": closes,
        "address": link("award:leader", edition.slug, language=language),
    }


def preview(edition: Edition, leader: Leader) -> tuple[str, str]:
    return written(TEMPLATE, leader.candidate.language, words(edition, leader))


def send_reminders(edition: Edition, leaders: Iterable[Leader]) -> list[str]:
    """One by one; the names of those whose mail the server did not take."""
    failed = []
    for leader in leaders:
        try:
            send(TEMPLATE, to=leader.email, language=leader.candidate.language, **words(edition, leader))
        except (SMTPException, OSError) as failure:
            log.warning("a reminder could not be sent: %s", type(failure).__name__)
            failed.append(leader.name)
    return failed
