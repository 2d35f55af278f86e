from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.editions.models import Edition
from jury.decision.models import Vote
from jury.decision.states import CITATION_LENGTH, REASON_LENGTH, VOTE_LENGTH
from nominations.candidates.models import Candidate

NO_WINNER = "none"


class ChoiceOfFinalist(forms.Form):
    """One finalist, or nobody where the rules allow that."""

    choice = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, edition: Edition, candidates: Iterable[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {candidate.code: candidate for candidate in candidates}
        choices: list[tuple[str, Any]] = [(code, str(candidate)) for code, candidate in self.candidates.items()]
        if edition.no_winner_allowed:
            choices.append((NO_WINNER, _("No winner this year")))
        self.fields["choice"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Candidate | None:
        return self.candidates.get(self.cleaned_data["choice"])


class VoteForm(ChoiceOfFinalist):
    choice = forms.ChoiceField(
        label=_("Your vote"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom your vote is for.")},
    )
    reason = forms.CharField(
        label=_("Your reason"),
        help_text=_("Signed with your name; the other jurors read it after their own vote."),
        max_length=VOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say why. A vote counts only with its reason.")},
    )

    @staticmethod
    def initial_of(given: Vote | None) -> dict[str, str]:
        if given is None:
            return {}
        return {"choice": given.candidate.code if given.candidate else NO_WINNER, "reason": given.reason}


class ProposalForm(ChoiceOfFinalist):
    choice = forms.ChoiceField(
        label=_("The jury recommends"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom the jury recommends.")},
    )
    citation = forms.CharField(
        label=_("Citation"),
        help_text=_(
            "What the award is given for, in a sentence or two, for the public page and the report. "
            "Only without a winner may it stay empty."
        ),
        max_length=CITATION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label=_("The jury’s reason"),
        help_text=_("Printed in the report, not on the public page."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Give the jury’s reason. It is printed in the report.")},
    )
