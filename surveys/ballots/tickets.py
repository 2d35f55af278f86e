"""An employee's ticket: a code derived from the mail key, of which the database keeps a hash."""

import hashlib
import hmac

from award.codes import written


def hashed(code: str) -> bytes:
    """What the database keeps of a code. 128 random bits need no salt and no slow hash."""
    return hashlib.sha256(code.encode()).digest()


def derive(mail_key: bytes, edition_id: int, candidate_id: int, invitee_id: str, serial: int) -> str:
    """An invitee's ticket: the same until the link is replaced, and unknown to whoever has not got the mail key."""
    person = f"t1|{edition_id}|{candidate_id}|{invitee_id}|{serial}".encode()
    return written(hmac.digest(mail_key, person, "sha256")[:16])
