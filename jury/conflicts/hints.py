"""What may bind a person to a candidate, seen in addresses and names: a hint for the person, never a decision."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

PUBLIC = frozenset(
    (
        *("gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "icloud", "me", "mac", "aol", "gmx"),
        *("web", "proton", "protonmail", "fastmail", "online", "mail", "telia", "tele2", "jubii"),
    )
)
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "ö": "o", "ä": "a"})
SHORTEST = 4  # a shorter word says nothing


def hints(address: str, employer: str, addresses: Iterable[str]) -> list[str]:
    """Why the person with this address may know the candidate; no address is told."""
    domain = domain_of(address)
    if not domain or domain.split(".")[-2:][0] in PUBLIC:
        return []
    found = []
    if domain in {domain_of(each) for each in addresses}:
        found.append(_("You and they have e-mail addresses of the same domain."))
    house = plain(domain.split(".")[-2:][0])
    if len(house) >= SHORTEST and (house in words(employer) or house == plain("".join(employer.split()))):
        found.append(_("The employer’s name is in your e-mail address."))
    return found


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower().rstrip(".")


def words(text: str) -> set[str]:
    return {plain(word) for word in re.split(r"[\W_]+", text) if word}


def plain(word: str) -> str:
    """Letters as they are written in addresses."""
    folded = unicodedata.normalize("NFKD", word.lower().translate(LETTERS))
    return re.sub(r"[^a-z0-9]", "", folded)
