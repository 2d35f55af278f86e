"""The mail to somebody who was nominated and is asked nothing: written once, for the preview and the sending."""

from typing import Any

from award.editions.models import Edition
from award.mail.actions import link, written
from nominations.retention.selectors import Untold
from nominations.retention.tokens import told_token

TEMPLATE = "told"


def letter(edition: Edition, leader: Untold, address: str) -> dict[str, Any]:
    """What the template is filled with."""
    return {
        "edition": edition,
        "leader": leader,
        "nominated_by": [str(words) for words in leader.nominated_by],
        "address": address,
    }


def own_address(edition: Edition, leader: Untold) -> str:
    token = told_token(edition, leader.nominations[0])
    return link("nominations:told_removal", edition.slug, token, language=edition.language)


def preview(edition: Edition, leader: Untold, address: str) -> tuple[str, str]:
    """Subject and words, but for the link, which nobody else may hold."""
    return written(TEMPLATE, edition.language, letter(edition, leader, address))
