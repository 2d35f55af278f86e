from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.codes import LONGEST_TYPED, parse


class WithdrawForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=LONGEST_TYPED,
        help_text=gettext_lazy("26 letters and digits. Case, spaces and dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        code = parse(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("This is not a whole code. It has 26 letters and digits."))
        return code
