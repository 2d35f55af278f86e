"""Receipt codes: made with the form, known to nobody but the nominator, kept as a fingerprint only."""

import hashlib
from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

from award.editions.models import Edition


def fingerprint(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def sealed(edition: Edition, code: str) -> str:
    """The code as the form carries it: nobody can choose one, nor take it to another edition.

    Only the form says when it was made, and nothing keeps it.
    """
    return _signer(edition).sign(code)


def unsealed(edition: Edition, field: str) -> str:
    try:
        return _signer(edition).unsign(field)
    except BadSignature:
        return ""


def is_younger(edition: Edition, field: str, than: timedelta) -> bool:
    """Whether a form was made a moment ago."""
    try:
        _signer(edition).unsign(field, max_age=than)
    except BadSignature:
        return False
    return True


def _signer(edition: Edition) -> TimestampSigner:
    return TimestampSigner(salt=f"nominations.receipt.{edition.pk}")
