from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.accounts.states import Role
from award.editions.models import RULES, Days, Edition
from award.editions.states import Phase


def bio_field() -> forms.CharField:
    return forms.CharField(
        label=_("A few lines about the person"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Shown with the jury on the award’s page: what they do, and what they know of contact centres."),
    )


class SeatForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(
        label=_("Role"), choices=[(r.value, r.label) for r in (Role.ORGANISER, Role.CHAIR, Role.JUROR)]
    )
    bio = bio_field()


class BioForm(forms.Form):
    """What the public page says about somebody of the jury."""

    bio = bio_field()


class RulesForm(forms.ModelForm):
    """The rules that shape a result; open in set-up only."""

    class Meta:
        model = Edition
        fields = [name for name in RULES if not name.endswith("_weights")]

    def clean(self) -> dict[str, Any]:
        rules = super().clean() or self.cleaned_data
        weights = [rules.get(name) for name in ("weight_survey", "weight_round_two", "weight_finals")]
        if None not in weights and sum(w for w in weights if w is not None) != 100:
            raise forms.ValidationError(_("The three weights must sum to 100."))
        if rules.get("shortlist_one_in") == 0:
            self.add_error("shortlist_one_in", _("At least 1."))
        return rules


def check_year(day: date) -> None:
    """A slip of the finger, year 20227 or 0001, must not stop whatever reckons with dates."""
    if not 2000 <= day.year <= 2100:
        raise forms.ValidationError(_("A year between 2000 and 2100, please."))


class WindowForm(forms.Form):
    phase = forms.ChoiceField(choices=Phase.choices[1:], widget=forms.HiddenInput)
    opens_on = forms.DateField(
        label=_("opens"),
        required=False,
        validators=[check_year],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    closes_at = forms.DateTimeField(
        label=_("closes"),
        required=False,
        validators=[check_year],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_phase(self) -> Phase:
        return Phase(self.cleaned_data["phase"])


def changed_windows(formset: forms.BaseFormSet) -> dict[Phase, Days]:
    """Opening day and closing time of the phases whose dates were touched."""
    typed = [form.cleaned_data for form in formset if form.has_changed()]
    return {each["phase"]: (each["opens_on"], each["closes_at"]) for each in typed}
