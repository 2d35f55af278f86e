"""What in a text could show who wrote it: named to the writer, never stored, never in the way."""

import re
from itertools import chain

ADDRESS = re.compile(r"[^\s@<>(),;]{1,64}@[^\s@<>(),;]{1,190}\.[a-z]{2,24}", re.IGNORECASE)
NUMBER = re.compile(r"(?<![a-z0-9æøå])\+?\d(?:[ .-]?\d){7,14}(?![a-z0-9æøå])", re.IGNORECASE)  # telephone, identity
PATTERNS = [  # the browser reads them too: nothing here that JavaScript spells otherwise
    ADDRESS.pattern,
    NUMBER.pattern,
    r"\b(?:https?://|www\.)\S+|\blinkedin\.com/\S+",  # pages of one's own
    r"(?<!\S)@[a-z0-9_.]{3,}",  # names in social media
    r"\b(?:ansattnummer|ansattnr|medarbejdernummer|employee (?:number|no|id))\W{0,3}\d+",
    r"\b(?:my name is|jeg heter|eg heiter|jeg hedder|mitt navn er|mit navn er)\s+\S+(?:\s\S+)?",
    r"(?:(?<=[.!?]\s)|^)(?:mvh|vh|kh|hilsen|(?:med )?ven+lig hilsen|(?:best|kind|warm) regards|yours sincerely)\b"
    r"[ ,.]*\n?.{0,40}",
    r"\b(?:i am|i’m|i'm|i was|jeg er|jeg var) (?:the|den) (?:only|eneste)\b.{0,40}|\bsom (?:den )?eneste\b.{0,40}",
    r"\b(?:my|min) (?:husband|wife|partner|fiancé|mother|father|sister|brother|son|daughter"
    r"|mann|kone|samboer|kjæreste|mor|far|søster|bror|sønn|datter|mand|kæreste|søn)\b",
]
FINDS = [re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in PATTERNS]
LONGEST = 4000  # what is longer is refused anyhow
MOST = 6  # named at once; further ones come when these are gone


def traces(text: str) -> list[str]:
    """Addresses, numbers, signatures and words that fit one person only, in the order in which they stand."""
    looked_at = text[:LONGEST]
    found = sorted(chain.from_iterable(finds.finditer(looked_at) for finds in FINDS), key=lambda each: each.start())
    words = list(dict.fromkeys(" ".join(each.group().split()) for each in found))
    return [word for word in words if not any(word in other for other in words if other != word)][:MOST]
