import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.codes import LENGTH, LONGEST_TYPED, parse
from surveys.ballots.models import CountKey

AS_PRINTED = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"})
PARTING = re.compile(r"[\s\-–—‐‑.]")


class CodeForm(forms.Form):
    """A code typed from paper: the one on a sheet, or the one to withdraw with."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=LONGEST_TYPED,
        help_text=gettext_lazy("26 letters and digits. Case, spaces and dashes do not matter."),
        widget=AS_PRINTED,
    )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        code = parse(typed)
        if code is None:
            raise forms.ValidationError(_not_whole(len(PARTING.sub("", typed))))
        return code


class CodesForm(forms.Form):
    """The count code, or both of them."""

    code = forms.CharField(
        label=gettext_lazy("Count code"),
        max_length=LONGEST_TYPED,
        help_text=gettext_lazy(
            "26 letters and digits from the printed sheet. Spaces, dashes and capitals do not matter."
        ),
        widget=AS_PRINTED,
    )

    def __init__(self, data: Any = None, *, key: CountKey | None) -> None:
        super().__init__(data)
        if key and key.needs_both:
            self.fields["code"].label = _("First count code")
            self.fields["second"] = forms.CharField(
                label=_("Second count code"), max_length=LONGEST_TYPED, widget=AS_PRINTED
            )

    @property
    def typed(self) -> str:
        """One code, or two parted by a blank."""
        return " ".join(filter(None, (self.cleaned_data["code"], self.cleaned_data.get("second"))))


def _not_whole(signs: int) -> str:
    if signs == LENGTH:
        return _("One of these signs is in none of our codes: they have letters and digits only, and no U.")
    words = ngettext(
        "This is not a whole code. It has 26 letters and digits; this is %(n)s.",
        "This is not a whole code. It has 26 letters and digits; these are %(n)s.",
        signs,
    )
    return words % {"n": signs}
