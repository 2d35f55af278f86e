from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.refusal import Refused
from surveys.ballots.forms import CodesForm
from surveys.ballots.models import CountKey
from surveys.rosters.reading import as_text

MOST_SHEETS = 300


class RosterForm(forms.Form):
    """Addresses as they come out of a mail programme or a spreadsheet: one a line, pasted or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Addresses, one a line"),
        help_text=gettext_lazy("A language may follow after a semicolon: kari@example.org; nb. Names are not kept."),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "autocomplete": "off"}),
        strip=False,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy("CSV or XLSX with a column of addresses. It takes the place of what stands above."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
        required=False,
    )
    sheets = forms.IntegerField(
        label=gettext_lazy("People without an own address"),
        help_text=gettext_lazy(
            "They answer on paper and count towards the smallest team. Print their sheets once the surveys are open."
        ),
        min_value=0,
        max_value=MOST_SHEETS,
        initial=0,
        required=False,
    )

    def __init__(self, data: Any, files: Any = None, *, text: str) -> None:
        super().__init__(data, files, initial={"text": text})
        for name in ("text", "file"):
            self.fields[name].is_one_of_two = True  # type: ignore[attr-defined]  # the page calls neither of them optional

    def clean(self) -> dict[str, Any]:
        """What came as a file is text from here on: the form comes back with it, to be mended line by line."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("file"):
            try:
                cleaned["text"] = as_text(cleaned["file"].read())
            except Refused as no:
                self.add_error("file", str(no))
            else:
                self.data = {**dict(self.data.items()), "text": cleaned["text"]}
        elif not cleaned.get("text", "").strip() and "file" not in self.errors:
            self.add_error("text", _("Paste the addresses, or choose a file."))
        return cleaned


class StoreRosterForm(forms.Form):
    """The second look: what is replaced, and that the doubtful lines were read. `seen` says which look it was."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, seen: str, replaces: int, doubts: int) -> None:
        super().__init__(data, initial={"seen": seen})
        if replaces:
            words = _("Replace the roster of %(size)s addresses. It is deleted.") % {"size": replaces}
            self.fields["replace"] = _tick(words, _("Tick the box to replace the roster."))
        if doubts:
            self.fields["looked"] = _tick(
                _("I have looked at these lines, and they are right."), _("Look at the lines above, then tick the box.")
            )


def _tick(label: str, missing: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, error_messages={"required": missing})


class SheetsForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("Sheets"),
        help_text=gettext_lazy("As many as people who have no address of their own."),
        min_value=1,
        max_value=MOST_SHEETS,
    )
    again = forms.BooleanField(required=False)
    piles = forms.IntegerField(widget=forms.HiddenInput)  # a page sent twice must not make the first pile worthless

    def __init__(self, data: Any, *, printed: int, piles: int) -> None:
        super().__init__(data, initial={"number": printed or None, "piles": piles})
        if printed:
            words = _("The %(n)s sheets printed before become worthless. People who have not answered need a new one.")
            self.fields["again"].label = words % {"n": printed}
        else:
            self.fields["again"].widget = forms.HiddenInput()


class MakeKeyForm(forms.Form):
    """Says which key the new one replaces: a page sent twice must not make the printed code worthless."""

    instead_of = forms.CharField(widget=forms.HiddenInput, required=False)
    needs_both = forms.ChoiceField(
        label=gettext_lazy("Who can open the answers?"),
        choices=[
            ("", gettext_lazy("One code, in two copies: whoever holds a copy can count.")),
            ("yes", gettext_lazy("Two codes for two people: both are needed. Losing either loses all answers.")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, key: CountKey | None) -> None:
        self.current = bytes(key.public).hex() if key else ""
        super().__init__(data, initial={"instead_of": self.current})

    def clean_instead_of(self) -> str:
        if self.cleaned_data["instead_of"] != self.current:
            raise forms.ValidationError(_("A code was made already. Use the printed one, or make another below."))
        return self.current

    def clean_needs_both(self) -> bool:
        return bool(self.cleaned_data["needs_both"])


class ProveKeyForm(CodesForm):
    """The count code, typed from the paper."""
