from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """Whether a candidate goes on to round two, and why."""

    is_shortlisted = forms.TypedChoiceField(
        label=_("Does this candidate go on to round two?"),
        choices=[("yes", _("Yes, shortlisted")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
