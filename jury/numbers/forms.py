from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.editions.models import Edition

MOST = 100


class WeightsForm(forms.Form):
    """Other weights of the survey's areas, to try out; nothing of it is stored."""

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = edition.area_weights
        self.areas = {area.code: f"weight_{area.code}" for area in edition.content.survey.areas}
        for area in edition.content.survey.areas:
            self.fields[self.areas[area.code]] = forms.FloatField(
                label=str(area.name),
                min_value=0,
                max_value=MOST,
                initial=own.get(area.code, 0) if own else 1,
                widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
            )

    def is_asked(self, asked: Any) -> bool:
        """Whether the address carries weights at all."""
        return any(name in asked for name in self.areas.values())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if len(given) == len(self.areas) and not any(given.values()):
            raise forms.ValidationError(_("At least one area has to count: give one of them a weight above 0."))
        return given

    @property
    def weights(self) -> dict[str, float]:
        """Area -> weight, as typed."""
        return {code: self.cleaned_data[name] for code, name in self.areas.items()}
