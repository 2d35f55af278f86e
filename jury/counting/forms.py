from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 50 * 1024 * 1024


class DestroyKeysForm(forms.Form):
    """The last act of a count: what the restored backup said."""

    fingerprint = forms.CharField(
        label=_("Fingerprint of the release, read off the restored backup"),
        max_length=80,
        help_text=_("`manage.py verify` prints it there. The first eight signs are enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ImportForm(forms.Form):
    """A survey institute's results."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("UTF-8, separated by commas or semicolons, one row per respondent."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
    create_candidates = forms.BooleanField(
        label=_("Create candidates that the award does not know yet"),
        required=False,
        help_text=_("Leave it empty to be told of names that match nobody."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 50 MB."))
        return file
