"""Receipt codes: made with the form, known to nobody but the nominator, kept as a fingerprint only."""

import hashlib

from django.core.signing import BadSignature, Signer

from award.editions.models import Edition


def fingerprint(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def sealed(edition: Edition, code: str) -> str:
    """The code as the form carries it: nobody can choose one, nor take it to another edition."""
    return _signer(edition).sign(code)


def unsealed(edition: Edition, field: str) -> str:
    try:
        return _signer(edition).unsign(field)
    except BadSignature:
        return ""


def _signer(edition: Edition) -> Signer:
    return Signer(salt=f"nominations.receipt.{edition.pk}")
