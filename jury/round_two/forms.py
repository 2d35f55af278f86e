from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.content.reading import Area, RoundTwo
from jury.round_two.portfolios import COLUMNS, LONGEST, Reading, longest_text, tidy, words_in
from jury.round_two.rules import COLUMN_NAMES, LONGEST_COMMENT, SHORTEST_REASON, Scores, faults


class PortfolioForm(forms.Form):
    """One text per area and a table of key figures. Saving asks for nothing; handing in for everything."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, asked: RoundTwo, stands: Reading) -> None:
        super().__init__(data, initial=_typed(stands))
        self.asked, self.is_handed_in = asked, data is not None and "hand_in" in data
        for area in asked.areas:
            self.fields[f"text_{area.code}"] = forms.CharField(
                label=str(area.name),
                help_text=str(area.prompt),
                required=False,
                max_length=longest_text(asked),
                widget=forms.Textarea(attrs={"rows": 10, "class": "form-control"}),
            )
        for place in range(1, asked.key_figures_max + 1):
            for column in COLUMNS:
                self.fields[f"figure_{place}_{column}"] = forms.CharField(
                    label=COLUMN_NAMES[column],
                    required=False,
                    max_length=LONGEST[column],
                    widget=forms.TextInput(attrs={"class": "form-control"}),
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_handed_in and not self.errors:
            rows = [place for place in self._places() if any(cleaned[f"figure_{place}_{c}"] for c in COLUMNS)]
            rows += [place for place in self._places() if place not in rows]
            for field, sentence in faults(self.asked, self.written).items():
                self.add_error(_where_typed(field, rows), sentence)
        return cleaned

    @property
    def written(self) -> Reading:
        return tidy(self.asked, self.texts, self.figures)

    @property
    def texts(self) -> dict[str, str]:
        return {area.code: self.cleaned_data[f"text_{area.code}"] for area in self.asked.areas}

    @property
    def figures(self) -> list[dict[str, str]]:
        return [{c: self.cleaned_data[f"figure_{place}_{c}"] for c in COLUMNS} for place in self._places()]

    @property
    def text_fields(self) -> list[tuple[BoundField, int]]:
        """Every text with its words as they were when the page was made."""
        fields = [self[f"text_{area.code}"] for area in self.asked.areas]
        return [(field, words_in(field.value() or "")) for field in fields]

    @property
    def figure_rows(self) -> list[tuple[int, list[BoundField]]]:
        return [(place, [self[f"figure_{place}_{column}"] for column in COLUMNS]) for place in self._places()]

    def _places(self) -> Iterable[int]:
        return range(1, self.asked.key_figures_max + 1)


def _typed(stands: Reading) -> dict[str, str]:
    texts = {f"text_{code}": text for code, text in stands.texts.items()}
    figures = {f"figure_{n}_{c}": row[c] for n, row in enumerate(stands.figures, 1) for c in COLUMNS}
    return texts | figures


def _where_typed(field: str, rows: list[int]) -> str:
    """Rows are counted without the empty ones; the message belongs where the row was typed."""
    kind, place, column = (*field.split("_"), "", "")[:3]
    return f"figure_{rows[int(place) - 1]}_{column}" if kind == "figure" and rows else field


class ScoreForm(forms.Form):
    """One score and one comment per area of the edition, on its own scale."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, asked: RoundTwo, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.asked = asked
        for area in asked.areas:
            self.fields[f"score_{area.code}"] = forms.TypedChoiceField(
                label=gettext_lazy("Your score"),
                coerce=int,
                choices=[(str(point), str(words)) for point, words in reversed(asked.scale.worded)],
                error_messages={
                    "required": _("Choose a score for “%(area)s”.") % {"area": area.name},
                    "invalid_choice": _("“%(area)s”: a score is a whole number from %(low)s to %(high)s.")
                    % {"area": area.name, "low": asked.scale.low, "high": asked.scale.high},
                },
            )
            self.fields[f"comment_{area.code}"] = forms.CharField(
                label=gettext_lazy("Comment to the jury"),
                required=False,
                max_length=LONGEST_COMMENT,
                widget=forms.Textarea(attrs={"rows": 3, "class": "form-control form-control-short"}),
            )

    @property
    def scores(self) -> Scores:
        return {
            area.code: (self.cleaned_data[f"score_{area.code}"], self.cleaned_data[f"comment_{area.code}"])
            for area in self.asked.areas
        }

    def fields_of(self, area: Area) -> tuple[BoundField, BoundField]:
        return self[f"score_{area.code}"], self[f"comment_{area.code}"]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why this candidate is visited"),
        help_text=gettext_lazy("Kept in the trail with your name."),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
