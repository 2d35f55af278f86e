import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nominations.candidates.models import Leader
from nominations.candidates.rules import LONGEST_NAME, Named
from nominations.candidates.states import Kind
from nominations.candidates.wording import TidyField

ADDRESS = re.compile(r"[^\s;,<>]+@[^\s;,<>]*")


class LeadersField(TidyField):
    """Leaders as an organiser writes them down: one a line, the name, then the e-mail address if it is known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(lines=True, widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}), **options)

    def clean(self, value: Any) -> list[Named]:
        return [self._read(place, line) for place, line in enumerate(super().clean(value).split("\n"), 1) if line]

    def _read(self, place: int, line: str) -> Named:
        addresses = ADDRESS.findall(line)
        name = ADDRESS.sub("", line).strip(" ;,<>\t")
        if len(addresses) > 1:
            raise forms.ValidationError(_("Line %(n)s: one leader, one e-mail address.") % {"n": place})
        if not name:
            raise forms.ValidationError(_("Line %(n)s: the name is missing.") % {"n": place})
        return name, "".join(addresses).lower()


def written(leaders: list[Leader]) -> str:
    """As the field above would read it."""
    return "\n".join("; ".join(part for part in (leader.name, leader.email) if part) for leader in leaders)


class LeadersForm(forms.Form):
    leaders = LeadersField(
        label=gettext_lazy("Leaders"),
        help_text=gettext_lazy("One a line: name; e-mail address. Everybody gets a mail and a desk of their own."),
        required=False,
    )


class CandidateForm(LeadersForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices, widget=forms.RadioSelect)
    name = TidyField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Of the leader, or what the group is called."),
    )
    title = TidyField(label=gettext_lazy("Title"), max_length=LONGEST_NAME, required=False)
    employer = TidyField(label=gettext_lazy("Employer or contact centre"), max_length=LONGEST_NAME, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the mails"), choices=settings.LANGUAGES)

    field_order = ["kind", "name", "title", "employer", "leaders", "language"]
