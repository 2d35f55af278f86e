from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from surveys.invitations.models import ReminderPlan


class InviteForm(forms.Form):
    agreed = forms.BooleanField(
        label=gettext_lazy(
            "The employers agree, everybody knows that taking part is voluntary, "
            "and the employees’ representatives know."
        ),
        error_messages={"required": gettext_lazy("Nobody is invited before this is so. Then tick the box.")},
    )


class PlanForm(forms.Form):
    """The two days; the invitations name them."""

    first_on = forms.DateField(
        label=gettext_lazy("First reminder"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    second_on = forms.DateField(
        label=gettext_lazy("Second reminder"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, data: Any, *, plan: ReminderPlan | None) -> None:
        days = {"first_on": plan.first_on, "second_on": plan.second_on} if plan else {}
        super().__init__(data, initial=days)


class PersonForm(forms.Form):
    """What is done about one person; `serial` says which link the page spoke of."""

    act = forms.ChoiceField(choices=[("again", ""), ("renew", ""), ("correct", ""), ("left", "")])
    serial = forms.IntegerField(min_value=0)
    email = forms.CharField(max_length=254, required=False)
