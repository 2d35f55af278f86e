"""What strangers type becomes text that is what it looks like: no hidden signs, nothing reversed, no control codes."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 10_000  # no field takes as much; whatever lies beyond is not even looked at
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format (bidi overrides, zero width), surrogate, private, unassigned
BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # drawn as nothing, though they count as letters


def tidy(text: str, *, lines: bool = False) -> str:
    """One form for one word (NFC), single spaces, no empty edges; line breaks only where `lines` allows them."""
    plain = unicodedata.normalize("NFC", text.strip()[:LONGEST].replace("\r\n", "\n"))
    if not plain.replace("\n", "").isprintable() or not BLANK.isdisjoint(plain):
        plain = "".join(_seen(sign) for sign in plain)
    rows = [" ".join(row.split()) for row in plain.split("\n")]
    return "\n".join(rows).strip("\n") if lines else " ".join(" ".join(rows).split())


def _seen(sign: str) -> str:
    if sign in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if sign.isspace():
        return " "
    return "" if sign in BLANK or unicodedata.category(sign) in HIDDEN else sign


class TidyField(forms.CharField):
    """A text of a form, tidied before anything else looks at it."""

    default_error_messages = {
        "max_length": _("Say it in at most %(limit_value)d characters, please; these are %(show_value)d."),
    }

    def __init__(self, *, lines: bool = False, **options: Any) -> None:
        self.lines = lines
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "", lines=self.lines)
