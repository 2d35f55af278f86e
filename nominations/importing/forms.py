from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nominations.importing.states import What


class BringForm(forms.Form):
    """A table from elsewhere: pasted out of a spreadsheet, or as a file."""

    what = forms.ChoiceField(label=gettext_lazy("What do you bring?"), choices=What.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX. The first line holds the headings, in any order."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"}),
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the lines"),
        help_text=gettext_lazy(
            "With the headings, as copied from a spreadsheet. More than a few hundred lines come better as a file, "
            "which takes the place of this."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        strip=False,
        required=False,
    )
    carried = forms.CharField(widget=forms.HiddenInput, required=False)  # a file on its way to the second look

    def __init__(self, data: Any, files: Any = None, *, what: str) -> None:
        super().__init__(data, files, initial={"what": what})
        for name in ("text", "file"):
            self.fields[name].is_one_of_two = True  # type: ignore[attr-defined]  # the page calls neither of them optional

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_given = any(cleaned.get(name) for name in ("file", "carried")) or cleaned.get("text", "").strip()
        if not is_given and not {"file", "text"} & set(self.errors):
            self.add_error("file", _("Choose a file, or paste the lines."))
        return cleaned


class StoreForm(forms.Form):
    """The second look. `seen` says which look it was; what stands here already has to be wanted twice."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, seen: str, doubts: int) -> None:
        super().__init__(data, initial={"seen": seen})
        if doubts:
            self.fields["looked"] = forms.BooleanField(
                label=_("I have looked at these lines. Bring them in once more."),
                error_messages={"required": _("Look at the lines above, then tick the box.")},
            )
