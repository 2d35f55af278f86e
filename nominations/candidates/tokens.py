"""The link in a leader's mail: signed, bound to the address it went to, and good for sixty days."""

import hashlib

from django.core.signing import BadSignature, TimestampSigner

from nominations.candidates.models import Leader

DAYS = 60


def consent_token(leader: Leader) -> str:
    return _signer().sign(f"{leader.pk}-{_address(leader)}")


def leader_of_token(token: str) -> Leader | None:
    """Whose link this is; nobody's if it is garbled or too old, or if the address or the candidate is gone since."""
    try:
        number, _sep, address = _signer().unsign(token, max_age=DAYS * 24 * 3600).partition("-")
    except BadSignature:
        return None
    standing = Leader.objects.filter(candidate__merged_into=None).select_related("candidate", "seat")
    leader = standing.filter(pk=int(number)).first()
    return leader if leader is not None and _address(leader) == address else None


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="nominations.consent")


def _address(leader: Leader) -> str:
    return hashlib.sha256(leader.email.encode()).hexdigest()[:16]
