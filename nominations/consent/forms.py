from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.candidates.models import Leader
from nominations.candidates.rules import LONGEST_NAME
from nominations.candidates.states import Kind
from nominations.candidates.wording import TidyField


class PrintForm(forms.Form):
    """A leader's name and title as they will be printed, for the leader to put right.

    What does not come along with an answer is left as it is. In a group everybody has a name; the title is nobody's.
    """

    name = TidyField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Your name is missing.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    title = TidyField(
        label=_("Your title"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )

    def __init__(self, data: Any = None, *, leader: Leader) -> None:
        candidate, is_group = leader.candidate, leader.candidate.kind == Kind.GROUP
        kept = {"name": leader.name if is_group else candidate.name, "title": candidate.title}
        given = None if data is None else {**kept, **{name: data[name] for name in kept if name in data}}
        super().__init__(given, initial=kept)
        if is_group:
            del self.fields["title"]
