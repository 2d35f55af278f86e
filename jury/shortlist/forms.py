from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from jury.shortlist.rules import LONGEST_REASON, SHORTEST_REASON
from jury.shortlist.states import Choice

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def reason_field(label: "str | _StrPromise", help_text: "str | _StrPromise" = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProposalForm(forms.Form):
    """What one of the jury proposes, and why."""

    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("Should this candidate go on to round two?"), choices=Choice.choices, widget=forms.RadioSelect
    )
    because = reason_field(_("Why you propose it"), _("The jury reads it with your name; leaders never do."))


class DecisionForm(forms.Form):
    """Whether a candidate goes on to round two, and why; `seen` is the mark of what was decided when it was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, empty_value=None)
    is_shortlisted = forms.TypedChoiceField(
        label=_("Does this candidate go on to round two?"),
        choices=[("yes", _("Yes, shortlisted")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 4}))


class DeclineForm(forms.Form):
    """One reason for all who have no decision yet, and the mark of whom the page named."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = reason_field(_("The reason for all of them"))
