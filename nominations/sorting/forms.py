import re
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.editions.models import Edition
from nominations.candidates.selectors import candidates
from nominations.candidates.wording import TidyField
from nominations.intake.models import Nomination
from nominations.intake.rules import MESSAGE_LENGTH
from nominations.sorting.rules import REPLY_LENGTH


class AddForm(forms.Form):
    """To which candidate something is added."""

    candidate = forms.ChoiceField(
        label=_("Candidate"), error_messages={"required": _("Choose the candidate to whom they belong.")}
    )

    def __init__(
        self, data: Any = None, *, edition: Edition, first: Sequence[str] = (), without: Collection[str] = ()
    ) -> None:
        named = {each.code: f"{each} ({each.code})" for each in candidates(edition) if each.code not in without}
        likely = [code for code in first if code in named]
        super().__init__(data, initial={"candidate": likely[0] if likely else ""})
        among = [(code, named[code]) for code in [*likely, *(code for code in named if code not in likely)]]
        self.fields["candidate"].choices = [("", _("Choose a candidate")), *among]  # type: ignore[attr-defined]
        self.has_candidates = bool(among)


class RejectForm(forms.Form):
    reason = TidyField(
        label=_("Why is it not taken up?"),
        max_length=REPLY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("Whoever nominated reads this with the receipt code. Kind, and at most 300 characters."),
    )


class AskForm(forms.Form):
    """A question to somebody nobody knows."""

    text = TidyField(
        label=_("Your question"),
        max_length=MESSAGE_LENGTH,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Write a question first.")},
        help_text=_(
            "It stands with the receipt, and is read when they next open it: nobody can send them a mail. "
            "Do not ask who they are. An answer reaches you the day after it was written."
        ),
    )


def first_guess(nominations: list[Nomination], language: str) -> dict[str, Any]:
    """What the nominations say about the candidate, to begin with: the longest answer is rarely the worst."""
    first = nominations[0]
    address = next((each.contact for each in nominations if re.fullmatch(r"[^\s@]+@[^\s@]+\.\w+", each.contact)), "")
    return {
        "kind": first.kind,
        "name": first.name,
        "title": max((each.title for each in nominations), key=len),
        "employer": first.employer,
        "leaders": f"{first.name}; {address}".strip("; ") if first.kind == "person" else "",
        "language": language,
    }
