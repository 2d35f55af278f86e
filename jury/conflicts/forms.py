from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.accounts.models import Seat
from jury.conflicts.rules import LONGEST, SHORTEST
from jury.conflicts.states import Standing, Tie
from nominations.candidates.models import Candidate

OPEN = [
    (Standing.NONE.value, gettext_lazy("No tie")),
    (Standing.DECLARED.value, gettext_lazy("A tie: I ask the chair to waive it")),
    (Standing.RECUSED.value, gettext_lazy("A tie: I recuse myself")),
]


def key_of(candidate: Candidate, seat: Seat) -> str:
    """What stands for a candidate in fields and addresses: neither a code nor an order can be read from it."""
    return salted_hmac("jury.conflicts", f"{seat.user_id}:{candidate.pk}").hexdigest()[:16]


@dataclass(frozen=True)
class Row:
    """A candidate on the form; it stands open where a hint, an error or something typed wants an answer of its own."""

    candidate: Candidate
    hints: Sequence[str]
    standing: BoundField
    tie: BoundField
    words: BoundField

    @property
    def is_open(self) -> bool:
        fields = (self.standing, self.tie, self.words)
        return bool(self.hints) or any(field.errors or field.value() for field in fields)


class DeclarationForm(forms.Form):
    """One choice per candidate. “Nothing binds me to the others” answers those left open, and is an act of its own.

    It answers for nobody beside whom a hint stands, nor for anybody who was not on the page when it was opened.
    """

    rest = forms.BooleanField(
        label=gettext_lazy("I have read every name and employer. Nothing binds me to those I have left open."),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, data: Any = None, *, listed: Sequence[tuple[Candidate, Sequence[str]]], seat: Seat) -> None:
        self.listed = [(key_of(candidate, seat), candidate, hints) for candidate, hints in listed]
        keys = [key for key, _candidate, _hints in self.listed]
        super().__init__(data, initial={"seen": " ".join(keys)})
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
        for key, candidate, _hints in self.listed:
            self._add_fields(key, candidate)

    def _add_fields(self, key: str, candidate: Candidate) -> None:
        self.fields[f"standing_{key}"] = forms.ChoiceField(
            label=str(candidate), choices=OPEN, required=False, widget=forms.RadioSelect
        )
        self.fields[f"tie_{key}"] = forms.ChoiceField(
            label=gettext_lazy("Kind of tie"),
            choices=[("", gettext_lazy("choose")), *Tie.choices],
            required=False,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.fields[f"words_{key}"] = forms.CharField(
            label=gettext_lazy("In words"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 2, "class": "form-control form-control-short"}),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = set(cleaned.get("seen", "").split()) if cleaned.get("rest") else set()
        for key, candidate, hints in self.listed:
            standing = cleaned.get(f"standing_{key}")
            if not standing and f"standing_{key}" not in self.errors:
                self._check_left_open(key, candidate, hints, cleaned, is_covered=key in seen)
            if standing in (Standing.DECLARED, Standing.RECUSED):
                self._check_tie(key, cleaned)
        return cleaned

    def _check_left_open(
        self, key: str, candidate: Candidate, hints: Sequence[str], cleaned: dict[str, Any], *, is_covered: bool
    ) -> None:
        if hints:
            words = _("There is a hint beside %(name)s: say yourself how you stand to them.")
        elif cleaned.get(f"tie_{key}") or cleaned.get(f"words_{key}"):
            words = _("You have described a tie to %(name)s: choose what is to follow from it.")
        elif not is_covered:
            words = _("Say how you stand to %(name)s, or confirm the sentence at the end.")
        else:
            return
        self.add_error(f"standing_{key}", words % {"name": candidate.name})

    def _check_tie(self, key: str, cleaned: dict[str, Any]) -> None:
        if not cleaned.get(f"tie_{key}"):
            self.add_error(f"tie_{key}", _("Say what kind of tie it is."))
        if not cleaned.get(f"words_{key}") and f"words_{key}" not in self.errors:
            self.add_error(f"words_{key}", _("Describe the tie in a few words."))

    @property
    def said(self) -> dict[Candidate, tuple[str, str, str]]:
        typed = self.cleaned_data
        return {
            candidate: (typed[f"standing_{key}"] or Standing.NONE.value, typed[f"tie_{key}"], typed[f"words_{key}"])
            for key, candidate, _hints in self.listed
        }

    @property
    def rows(self) -> list[Row]:
        return [
            Row(candidate, hints, self[f"standing_{key}"], self[f"tie_{key}"], self[f"words_{key}"])
            for key, candidate, hints in self.listed
        ]


class RecusalForm(forms.Form):
    tie = forms.ChoiceField(label=gettext_lazy("Kind of tie"), choices=Tie.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("In words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class SettlingForm(forms.Form):
    waives = forms.TypedChoiceField(
        label=gettext_lazy("What follows from this tie?"),
        choices=[
            ("yes", gettext_lazy("It is waived: the person reads and decides")),
            ("no", gettext_lazy("Recused: the person reads nothing of the candidate")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept in the trail with your name."),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
