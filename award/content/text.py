from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

NEAREST = {"en": ("en", "nb", "da"), "nb": ("nb", "da", "en"), "da": ("da", "nb", "en")}


class Text:
    """A text of an edition in the languages it has; spoken in the active one, or in the nearest there is."""

    __slots__ = ("languages",)

    def __init__(self, languages: Mapping[str, str]) -> None:
        self.languages = dict(languages)

    @classmethod
    def of(cls, source: Any) -> "Text":
        return cls(source if isinstance(source, Mapping) else {"en": "" if source is None else str(source)})

    def __str__(self) -> str:
        return self.spoken_in(get_language() or "en")

    def spoken_in(self, language: str) -> str:
        for code in NEAREST.get(language, NEAREST["en"]):
            if self.languages.get(code):
                return self.languages[code]
        return next((text for text in self.languages.values() if text), "")

    def __bool__(self) -> bool:
        return any(self.languages.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and other.languages == self.languages

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.languages.items())))
