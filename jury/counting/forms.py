from django import forms
from django.utils.translation import gettext_lazy as _


class DestroyKeysForm(forms.Form):
    """The last act of a count: what the restored backup said."""

    fingerprint = forms.CharField(
        label=_("Fingerprint of the release, read off the restored backup"),
        max_length=80,
        help_text=_("`manage.py verify` prints it there. The first eight signs are enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
