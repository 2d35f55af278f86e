import json
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from award.codes import new_code, parse
from award.editions.models import Edition
from nominations.candidates.states import Kind
from nominations.candidates.wording import TidyField
from nominations.intake.models import Nomination
from nominations.intake.receipts import sealed, unsealed
from nominations.intake.rules import MESSAGE_LENGTH, MOST_MESSAGES, REASON_LENGTH, sources
from nominations.intake.selectors import traits_offered
from nominations.intake.traces import PATTERNS

TOGETHER = gettext_lazy("Several leaders who lead one centre together")
QUIET = {"autocomplete": "off"}  # nothing stays behind in the browser


class StoryForm(forms.Form):
    """Whom, why and from where: nothing about the writer but what the writer says."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Person or group"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.PERSON
    )
    name = TidyField(
        label=gettext_lazy("Name of the leader"),
        max_length=160,
        widget=forms.TextInput(QUIET),
        error_messages={"required": gettext_lazy("Write the name of the leader, or of the group.")},
    )
    title = TidyField(label=gettext_lazy("Title"), max_length=160, required=False, widget=forms.TextInput(QUIET))
    employer = TidyField(
        label=gettext_lazy("Employer or contact centre"),
        max_length=160,
        widget=forms.TextInput(QUIET),
        error_messages={"required": gettext_lazy("Write where the leader works, so that we find the right one.")},
    )
    contact = TidyField(
        label=gettext_lazy("How can we reach the leader?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(QUIET),
        help_text=gettext_lazy(
            "An e-mail address or a phone number at work. "
            "We ask whether they want to take part; we never say who nominated them."
        ),
    )
    reason = TidyField(
        label=gettext_lazy("Tell us what this leader does"),
        max_length=REASON_LENGTH,
        lines=True,
        widget=forms.Textarea({"rows": 7, "data-traces": json.dumps(PATTERNS), **QUIET}),
        help_text=gettext_lazy(
            "What happened? What did the leader do? What was different afterwards? "
            "One true story is better than ten adjectives. Up to 2,000 characters."
        ),
        error_messages={"required": gettext_lazy("Tell us why, in a sentence or two.")},
    )
    traits = forms.MultipleChoiceField(
        label=gettext_lazy("Which traits fit best?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    source = forms.ChoiceField(
        label=gettext_lazy("You are …"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "The leader is told “someone at your workplace”, “a customer” or “someone else”. Nothing more, ever."
        ),
        error_messages={"required": gettext_lazy("Choose what you are to the leader.")},
    )

    def __init__(self, data: QueryDict | None = None, *, edition: Edition, initial: Any = None) -> None:
        self.edition = edition
        super().__init__(data, initial=initial)
        self._fill_choices()

    def _fill_choices(self) -> None:
        kind, traits, source = (self.fields[name] for name in ("kind", "traits", "source"))
        kind.option_help = {Kind.GROUP.value: TOGETHER}  # type: ignore[attr-defined]  # read by the tiles
        traits.choices = [(trait.code, trait.name) for trait in traits_offered(self.edition)]  # type: ignore[attr-defined]
        traits.option_help = {  # type: ignore[attr-defined]
            trait.code: trait.description for trait in traits_offered(self.edition)
        }
        source.choices = [(each.value, each.label) for each in sources(self.edition)]  # type: ignore[attr-defined]


class NominationForm(StoryForm):
    """A nomination on its way.

    The receipt travels in it from the start, signed, so that sending twice stores once. A form whose receipt was
    lost or altered gets a new one and keeps everything that was typed.
    """

    receipt = forms.CharField(widget=forms.HiddenInput)
    homepage = forms.CharField(  # nobody sees it; machines fill in whatever is there
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", **QUIET}),
    )

    def __init__(self, data: QueryDict | None = None, *, edition: Edition, initial: Any = None) -> None:
        if data is not None:
            data = data.copy()
            data["homepage"] = ""
            if not unsealed(edition, data.get("receipt", "")):
                data["receipt"] = sealed(edition, new_code())
        super().__init__(data, edition=edition, initial={"receipt": sealed(edition, new_code()), **(initial or {})})


def as_written(nomination: Nomination) -> dict[str, Any]:
    """What stands in the form when somebody corrects a nomination."""
    return {name: getattr(nomination, name) for name in StoryForm.base_fields}


def as_typed(data: QueryDict) -> dict[str, Any]:
    """What stands in a form that was not sent yet, when only the language changes."""
    return {**data.dict(), "traits": data.getlist("traits")}


def told(data: QueryDict) -> dict[str, Any]:
    """What a form says that was sent, as the act takes it."""
    return {name: data.getlist(name) if name == "traits" else data.get(name, "") for name in StoryForm.base_fields}


NOT_FOUND = gettext_lazy("No nomination is found with this code. Compare it with your slip, sign by sign.")


class AnswerForm(forms.Form):
    """An answer to the organisers. Its place in the thread comes along, so that sending twice stores once."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_MESSAGES)
    text = TidyField(
        label=gettext_lazy("Your answer"),
        max_length=MESSAGE_LENGTH,
        lines=True,
        widget=forms.Textarea({"rows": 4, "data-traces": json.dumps(PATTERNS), **QUIET}),
        help_text=gettext_lazy("The organisers read it tomorrow, with all others. They do not know who you are."),
        error_messages={"required": gettext_lazy("Write an answer first.")},
    )


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Receipt code"),
        error_messages={"required": NOT_FOUND},
        widget=forms.TextInput({**QUIET, "spellcheck": "false", "autocapitalize": "characters"}),
        help_text=gettext_lazy(
            "Capital or small letters, with or without spaces. O and 0, I, L and 1 count as the same."
        ),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["code"].validators = []  # whatever is typed: there is one answer to what is not a code

    def clean_code(self) -> str:
        return parse(self.cleaned_data["code"]) or ""
