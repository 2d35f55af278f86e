"""Pages rendered once and kept: what differs from one request to the next is put into named slots."""

import re
import secrets
from collections.abc import Mapping

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SECRET = secrets.token_hex(12)  # new in every process: no text of an edition can look like a slot
MARK = re.compile(rf"\[{SECRET}:([^\]]+)\]")


def slot(name: str) -> SafeString:
    return mark_safe(f"[{SECRET}:{name}]")  # noqa: S308  # letters of our own, replaced before anybody reads them


class Slotted:
    """A rendered page with its slots; empty ones disappear. Every value is escaped unless it is markup already."""

    def __init__(self, rendered: str) -> None:
        parts = MARK.split(rendered)
        self._parts = [part.encode() for part in parts]
        self._places: dict[str, list[int]] = {}
        for place in range(1, len(parts), 2):
            self._parts[place] = b""
            self._places.setdefault(parts[place], []).append(place)

    def fill(self, values: Mapping[str, str]) -> bytes:
        parts = self._parts.copy()
        for name, value in values.items():
            for place in self._places.get(name, ()):
                parts[place] = conditional_escape(value).encode()
        return b"".join(parts)
