"""The mails that ask and remind a leader: written once, for the preview and for the sending."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from award.editions.models import Edition
from award.editions.selectors import windows
from award.editions.states import Phase
from award.mail.actions import link, written
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.rules import check_may_ask
from nominations.candidates.states import Kind
from nominations.candidates.tokens import DAYS, consent_token

TEMPLATE, REMINDER = "consent", "consent_reminder"


def letter(edition: Edition, leader: Leader, address: str) -> dict[str, Any]:
    """What either template is filled with."""
    dated = windows(edition)
    surveys, announced = dated.get(Phase.SURVEYS), dated.get(Phase.ANNOUNCED)
    return {
        "leader": leader,
        "candidate": leader.candidate,
        "is_group": leader.candidate.kind == Kind.GROUP,
        "edition": edition,
        "statements": len(edition.content.survey.items),
        "surveys_on": surveys.opens_on if surveys else None,
        "announced_on": announced.opens_on if announced else None,
        "days": DAYS,
        "address": address,
    }


def own_address(edition: Edition, leader: Leader) -> str:
    return link("nominations:consent", edition.slug, consent_token(leader), language=leader.candidate.language)


def preview(template: str, edition: Edition, leader: Leader) -> tuple[str, str]:
    """A mail as it would go out, but for the link, which nobody else may hold."""
    with override(leader.candidate.language):
        address = _("[the leader’s own link]")
    return written(template, leader.candidate.language, letter(edition, leader, address))


def previews(edition: Edition, candidate: Candidate) -> list[tuple[Leader, str, str]]:
    return [(leader, *preview(TEMPLATE, edition, leader)) for leader in check_may_ask(edition, candidate)]
