from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.language import LANGUAGES_SHOWN
from surveys.rosters.models import Workplace

MOST_PEOPLE = 20_000


class ContactForm(forms.Form):
    """Who speaks for the workplace, as a rule somebody in HR."""

    name = forms.CharField(label=_("Name of the second contact"), max_length=160)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Never the leader’s."))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=LANGUAGES_SHOWN)

    def __init__(self, data: Any, *, known: Workplace | None, language: str) -> None:
        initial = {"name": known.name, "email": known.email} if known else {}
        super().__init__(data, initial={**initial, "language": known.language if known and known.email else language})


class HeadcountForm(forms.Form):
    """What an organiser knows, as long as nobody at the workplace has said it."""

    people = forms.IntegerField(
        label=_("People who work for the leader"),
        help_text=_("It stands as unconfirmed until the second contact has confirmed it."),
        min_value=1,
        max_value=MOST_PEOPLE,
    )


class AnswerForm(forms.Form):
    """What only the workplace knows. Nothing but the number is required: what is not so is left without a tick."""

    people = forms.IntegerField(
        label=_("How many people work for this leader?"),
        help_text=_("Everybody who works in the team or the centre today, also part time; not the leader."),
        min_value=1,
        max_value=MOST_PEOPLE,
    )
    employer_agrees = forms.BooleanField(label=_("The employer agrees that the employees are asked."), required=False)
    is_voluntary = forms.BooleanField(
        label=_("Everybody knows that taking part is voluntary and that nobody learns who has answered."),
        required=False,
    )
    representatives_know = forms.BooleanField(
        label=_("The employees’ representatives know of the survey, or there are none."), required=False
    )

    def __init__(self, data: Any, *, known: Workplace) -> None:
        names = ("people", "employer_agrees", "is_voluntary", "representatives_know")
        super().__init__(data, initial={name: getattr(known, name) for name in names})
