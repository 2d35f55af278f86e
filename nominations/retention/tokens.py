"""The link in the mail of somebody who was told: it names whom the nominations are about, and not how many they are."""

import hashlib

from django.core.signing import BadSignature, Signer

from award.editions.models import Edition
from nominations.intake.models import Nomination
from nominations.retention.clocks import ASKED
from nominations.retention.selectors import whom


def told_token(edition: Edition, nomination: Nomination) -> str:
    return _signer(edition).sign(_hashed(*whom(nomination)))


def nominations_of_token(edition: Edition, token: str) -> list[Nomination]:
    """What somebody who was told can have deleted; nothing, if the link is garbled or it is gone already."""
    try:
        wanted = _signer(edition).unsign(token)
    except BadSignature:
        return []
    found = Nomination.objects.filter(edition=edition).exclude(ASKED).select_related("candidate__merged_into")
    return [each for each in found if wanted in (_hashed(*each.about), _hashed(*whom(each)))]


def _signer(edition: Edition) -> Signer:
    return Signer(salt=f"nominations.told.{edition.pk}")


def _hashed(*named: str) -> str:
    return hashlib.sha256("\0".join(named).encode()).hexdigest()[:24]
