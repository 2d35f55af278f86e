from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.accounts.models import Seat
from award.content.reading import Trait
from award.editions.models import Edition
from jury.finals.models import Visit
from jury.finals.rules import LONGEST_NOTE, OBSERVERS
from jury.finals.states import Kind, Tone


class VisitForm(forms.Form):
    """The day of a visit and the two of the jury who go."""

    on = forms.DateField(
        label=gettext_lazy("Day of the visit"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    observers = forms.MultipleChoiceField(
        label=gettext_lazy("Observers"),
        help_text=gettext_lazy("Exactly two of the jury. They find the visit on their desk at once."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, jury: Iterable[Seat], visit: Visit | None) -> None:
        self.people = {str(seat.user_id): seat for seat in reversed(list(jury))}
        chosen = [str(seat.user_id) for seat in visit.observers.all()] if visit else []
        super().__init__(data, initial={"on": visit.on if visit else None, "observers": chosen})
        field = self.fields["observers"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(pk, str(seat)) for pk, seat in reversed(self.people.items())]

    def clean_observers(self) -> list[Seat]:
        chosen = [self.people[pk] for pk in self.cleaned_data["observers"]]
        if len(chosen) != OBSERVERS:
            raise forms.ValidationError(_("A visit has exactly two observers. Choose two different people."))
        return chosen


class NoteForm(forms.Form):
    """One note of an observer: what happened, which trait it bears on, and how the observer knows."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    trait = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose the trait this note is about.")})
    kind = forms.ChoiceField(
        choices=Kind.choices,
        error_messages={"required": gettext_lazy("Say how you know: seen, heard, told or shown.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What was it?"),
        help_text=gettext_lazy("What happened, not what you think of it. No names of employees or customers."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        error_messages={"required": gettext_lazy("Write down what happened, in a sentence or two.")},
    )
    tone = forms.ChoiceField(
        choices=Tone.choices,
        error_messages={"required": gettext_lazy("Say whether it speaks for the trait, against it, or neither.")},
    )

    def __init__(self, data: Any = None, *, edition: Edition, trait: str = "") -> None:
        super().__init__(data, initial={"client_id": uuid4(), "trait": trait})
        field = self.fields["trait"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.code, str(each.name)) for each in edition.content.traits]


class RatingsForm(forms.Form):
    """One rating per trait of the edition, on its own scale, all at once."""

    def __init__(self, data: Any = None, *, edition: Edition, rated: dict[str, int]) -> None:
        super().__init__(data, initial={f"trait_{code}": value for code, value in rated.items()})
        self.traits = edition.content.traits
        for trait in self.traits:
            self.fields[f"trait_{trait.code}"] = forms.TypedChoiceField(
                label=str(trait.name),
                coerce=int,
                choices=[(str(point), str(words)) for point, words in reversed(trait.points.worded)],
                error_messages={"required": _("Choose a rating for “%(trait)s”.") % {"trait": trait.name}},
            )

    @property
    def ratings(self) -> dict[str, int]:
        return {trait.code: self.cleaned_data[f"trait_{trait.code}"] for trait in self.traits}

    def field_of(self, trait: Trait) -> BoundField:
        return self[f"trait_{trait.code}"]
