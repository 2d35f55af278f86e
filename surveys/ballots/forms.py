from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.codes import LONGEST_TYPED, parse
from surveys.ballots.models import CountKey

AS_PRINTED = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"})


class WithdrawForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=LONGEST_TYPED,
        help_text=gettext_lazy("26 letters and digits. Case, spaces and dashes do not matter."),
        widget=AS_PRINTED,
    )

    def clean_code(self) -> str:
        code = parse(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("This is not a whole code. It has 26 letters and digits."))
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
