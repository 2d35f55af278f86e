from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from surveys.comments.models import Comment
from surveys.questionnaire.texts import inert


class Decision(TextChoices):
    AS_WRITTEN = "as_written", _("Show as written")
    CHANGED = "changed", _("Show it changed")
    WITHHELD = "withheld", _("Withhold")
    WAITING = "waiting", _("Undo")


class InertField(forms.CharField):
    """A text without signs that hide or turn others; what was typed stands in the form again without them."""

    def to_python(self, value: Any) -> str:
        return inert(super().to_python(value) or "")

    def bound_data(self, data: Any, initial: Any) -> Any:
        return inert(data or "")


class DecisionForm(forms.Form):
    """What becomes of one text. Each stands on the page with all the others, so ids carry the key of the text."""

    decision = forms.ChoiceField(choices=Decision.choices, required=False)
    text = InertField(
        label=_("What the jury shall read"),
        error_messages={"required": _("Write what the jury shall read, or withhold the text.")},
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text=_("Put a word in brackets for what you take out: [name]. Change nothing else."),
    )

    def __init__(self, data: Any = None, *, comment: Comment) -> None:
        self.before = inert(comment.shown_text or comment.text)
        super().__init__(data, auto_id=f"t-{comment.pk}-%s", initial={"text": self.before})
        self.fields["text"].required = not self.is_bound or data.get("decision") == Decision.CHANGED

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        decision, text = given.get("decision"), given.get("text", "").strip()
        if not decision:
            self.add_error(None, _("Choose what becomes of this text."))
        if decision == Decision.AS_WRITTEN and text not in ("", self.before.strip()):
            self.add_error(
                "text", _("You changed the text below. Show it changed, or empty the box to show the original.")
            )
        return given


class HandoverForm(forms.Form):
    """Confirms the decisions a page has shown, by their fingerprint."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
