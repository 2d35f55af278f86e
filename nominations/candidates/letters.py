"""The mail that asks a leader: written once, for the preview and for the sending."""

from typing import Any

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.editions.selectors import windows
from award.editions.states import Phase
from award.mail.actions import link, written
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.rules import check_may_ask
from nominations.candidates.states import Kind
from nominations.candidates.tokens import DAYS, consent_token

TEMPLATE = "consent"


def letter(edition: Edition, leader: Leader, address: str) -> dict[str, Any]:
    """What the template is filled with."""
    surveys = windows(edition).get(Phase.SURVEYS)
    return {
        "leader": leader,
        "candidate": leader.candidate,
        "is_group": leader.candidate.kind == Kind.GROUP,
        "edition": edition,
        "statements": len(edition.content.survey.items),
        "surveys_on": surveys.opens_on if surveys else None,
        "days": DAYS,
        "address": address,
    }


def own_address(edition: Edition, leader: Leader) -> str:
    return link("nominations:consent", edition.slug, consent_token(leader), language=leader.candidate.language)


def previews(edition: Edition, candidate: Candidate) -> list[tuple[Leader, str, str]]:
    """Every mail as it would go out, but for the link, which nobody else may hold."""
    address = _("[the leader’s own link]")
    return [
        (leader, *written(TEMPLATE, candidate.language, letter(edition, leader, address)))
        for leader in check_may_ask(edition, candidate)
    ]
