"""Codes a person can read aloud: an employee's ticket, the code to withdraw with, the count code.

26 characters of Crockford's base32 write 128 bits; O is read as 0, I and L as 1.
"""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
AS_TYPED = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "–": None, "\t": None, "\n": None})
LONGEST_TYPED = 200


def written(value: bytes) -> str:
    number = int.from_bytes(value, "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def new_code() -> str:
    return written(secrets.token_bytes(16))


def parse(typed: str) -> str | None:
    """The code somebody typed, however they parted and cased it; None if it cannot be one."""
    if len(typed) > LONGEST_TYPED:
        return None
    code = typed.upper().translate(AS_TYPED).strip()
    return code if len(code) == LENGTH and all(sign in ALPHABET for sign in code) else None


def bits(code: str) -> bytes | None:
    """The 16 bytes behind a code. A first character above 7 would say more than 128 bits: no code of ours."""
    number = 0
    for sign in code:
        number = number << 5 | ALPHABET.index(sign)
    return number.to_bytes(16, "big") if number < 1 << 128 else None


def grouped(code: str) -> list[str]:
    """In fours, as it is printed."""
    return [code[start : start + 4] for start in range(0, len(code), 4)]


def hashed(code: str) -> bytes:
    """What the database keeps of a code. 128 random bits need no salt and no slow hash."""
    return hashlib.sha256(code.encode()).digest()


def derive(mail_key: bytes, edition_id: int, candidate_id: int, invitee_id: str) -> str:
    """An invitee's ticket: always the same, and unknown to whoever has not got the mail key."""
    person = f"t1|{edition_id}|{candidate_id}|{invitee_id}".encode()
    return written(hmac.digest(mail_key, person, "sha256")[:16])
