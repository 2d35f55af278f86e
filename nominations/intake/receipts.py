"""Receipt codes: made with the form, known to nobody but the nominator, kept as a fingerprint only."""

import hashlib
import secrets

from django.core.signing import BadSignature, Signer

from award.editions.models import Edition

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
LENGTH = 26  # 130 bits: cannot be guessed, so a plain hash finds it
GROUPS = (4, 4, 5, 5, 4, 4)
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_receipt() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def typed(text: str) -> str:
    """The code somebody meant, whatever its case, spaces and dashes; nothing if it cannot be one."""
    code = (
        "".join(sign for sign in text[:200] if not sign.isspace() and sign not in "-–—‐‑.").upper().translate(READ_AS)
    )
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def grouped(code: str) -> list[str]:
    """In groups that can be read aloud and written down."""
    starts = [sum(GROUPS[:place]) for place in range(len(GROUPS))]
    return [code[start : start + size] for start, size in zip(starts, GROUPS, strict=True)]


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
