"""The link in the mail of somebody who was told: it names whom the nominations are about, and not how many they are."""

import hashlib

from django.core.signing import BadSignature, Signer

from award.editions.models import Edition
from nominations.intake.models import Nomination
from nominations.intake.states import State


def told_token(edition: Edition, nomination: Nomination) -> str:
    return _signer(edition).sign(_about(nomination))


def nominations_of_token(edition: Edition, token: str) -> list[Nomination]:
    """What somebody was told of and can have deleted; nothing, if the link is garbled or it is gone already.

    The mail went where a nominator said: the link reaches nothing that was taken up, or that came later.
    """
    try:
        wanted = _signer(edition).unsign(token)
    except BadSignature:
        return []
    found = Nomination.objects.filter(edition=edition).exclude(told_week="").exclude(state=State.ASSIGNED)
    return [each for each in found if _about(each) == wanted]


def _signer(edition: Edition) -> Signer:
    return Signer(salt=f"nominations.told.{edition.pk}")


def _about(nomination: Nomination) -> str:
    return hashlib.sha256("\0".join(nomination.about).encode()).hexdigest()[:24]
