"""What in a text could show who wrote it: named to the writer, never stored, never in the way."""

import re

ADDRESS = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.[a-zA-Z]{2,}")
NUMBER = re.compile(r"(?<!\w)\+?\d(?:[ .-]?\d){7,14}(?!\w)")


def traces(text: str) -> list[str]:
    """E-mail addresses and telephone numbers, in the order in which they stand."""
    found = [*ADDRESS.finditer(text), *NUMBER.finditer(text)]
    return list(dict.fromkeys(each.group() for each in sorted(found, key=lambda each: each.start())))
