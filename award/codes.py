"""Codes a person can read aloud and type: a receipt, an employee's ticket, the code to withdraw with, the count code.

26 characters of Crockford's base32 write 128 bits; O is read as 0, I and L as 1.
"""

import secrets
from itertools import accumulate

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
LENGTH = 26
GROUPS = (4, 4, 5, 5, 4, 4)
AS_TYPED = str.maketrans({"O": "0", "I": "1", "L": "1"} | dict.fromkeys("-–—‐‑."))
LONGEST_TYPED = 200


def written(value: bytes) -> str:
    number = int.from_bytes(value, "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def new_code() -> str:
    """128 random bits: cannot be guessed, so a plain hash finds it."""
    return written(secrets.token_bytes(16))


def random_key() -> str:
    """A primary key that says nothing about the order in which rows were laid in."""
    return secrets.token_hex(16)


def parse(typed: str) -> str | None:
    """The code somebody meant, however they parted and cased it; None if it cannot be one."""
    code = "".join(typed[: LONGEST_TYPED + 1].upper().translate(AS_TYPED).split())
    return code if len(typed) <= LONGEST_TYPED and len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def parse_all(typed: str) -> list[str] | None:
    """One code or several, one after the other, however they were parted; None if what was typed is no whole number."""
    signs = "".join(typed[: LONGEST_TYPED + 1].upper().translate(AS_TYPED).split())
    codes = [parse(signs[start : start + LENGTH]) for start in range(0, len(signs), LENGTH)]
    known = [code for code in codes if code]
    return known if known and len(known) == len(codes) and len(typed) <= LONGEST_TYPED else None


def bits(code: str) -> bytes | None:
    """The 16 bytes behind a code. A first character above 7 would say more than 128 bits: no code of ours."""
    number = 0
    for sign in code:
        number = number << 5 | ALPHABET.index(sign)
    return number.to_bytes(16, "big") if number < 1 << 128 else None


def grouped(code: str) -> list[str]:
    """In groups that can be read aloud and written down."""
    return [code[end - size : end] for size, end in zip(GROUPS, accumulate(GROUPS), strict=True)]
