"""Forms over what is no entry of a list: the scale, round two as a whole, and what goes when something is removed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.content import limits
from award.content.comparing import coded
from award.content.faults import ends
from surveys.editing.asking import Asked, WordedForm, points_of
from surveys.editing.forms import choices
from surveys.editing.states import Kind

FEWEST, MOST, LOWEST, HIGHEST = 3, 10, -10, 10
MOST_WORDS = 5000


class ScaleForm(WordedForm):
    """The points and their words. Other points are stored only when their words have been seen under their numbers."""

    low = forms.IntegerField(label=gettext_lazy("First point"), min_value=LOWEST, max_value=HIGHEST)
    high = forms.IntegerField(
        label=gettext_lazy("Last point"),
        help_text=gettext_lazy("Three to ten points in all."),
        max_value=HIGHEST + MOST,
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, content: Mapping[str, Any], seen: str) -> None:
        old = content["survey"]["scale"]
        low, high = _typed(data) or ends(content["survey"])
        shown = f"{low} {high}"
        self.was_shown = data.get("shown", "") if data else shown
        if data:
            data = data.copy()
            data["shown"] = shown
        points = {"scale": {"min": low, "max": high}}
        asked = [
            *points_of(points, "labels", limits.LABEL, _("Point %(point)s")),
            Asked(("dont_know",), gettext_lazy("Who cannot judge chooses"), limits.LABEL),
        ]
        super().__init__(data, old=old, asked=asked, initial={"seen": seen, "low": low, "high": high, "shown": shown})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None:
            if not FEWEST <= high - low + 1 <= MOST:
                self.add_error("high", _("A scale has three to ten points."))
            elif self.was_shown != self.data["shown"]:
                self.add_error("high", _("These are other points. Look at the words of each below, then store them."))
        return cleaned

    @property
    def scale(self) -> dict[str, Any]:
        low, high = self.cleaned_data["low"], self.cleaned_data["high"]
        made = {**self.written(), "min": low, "max": high}
        words = made.get("labels") or {}
        labels = {point: text for point, text in words.items() if low <= int(point) <= high}
        if labels == words:
            return made
        rest = {name: value for name, value in made.items() if name != "labels"}
        return {**rest, "labels": labels} if labels else rest


class RoundTwoForm(WordedForm):
    """What holds for all areas of round two."""

    max_words = forms.IntegerField(label=gettext_lazy("Words a text may have"), min_value=1, max_value=MOST_WORDS)

    def __init__(self, data: Any, *, content: Mapping[str, Any], seen: str) -> None:
        old = content["round_two"]
        asked = points_of(old, "anchors", limits.ANCHOR, _("What a score of %(point)s means"))
        first = {"seen": seen, "max_words": old.get("max_words") or 600}
        super().__init__(data, old=old, asked=asked, initial=first)

    @property
    def settings(self) -> dict[str, Any]:
        """What the form asks for, and nothing of the areas."""
        words, anchors = self.cleaned_data["max_words"], self.written().get("anchors")
        found = {"max_words": words} if words != (self.old.get("max_words") or 600) else {}
        return {**found, "anchors": anchors} if anchors != self.old.get("anchors") else found


class SeenForm(forms.Form):
    """A second look: nothing to fill in, but it says which texts were looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class RemoveForm(SeenForm):
    """Before something goes: what becomes of the statements of an area."""

    moves_to = forms.ChoiceField(label=gettext_lazy("Its statements"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, content: Mapping[str, Any], kind: str, code: str, seen: str) -> None:
        super().__init__(data, initial={"seen": seen})
        here = [row for row in coded(content, Kind.STATEMENT).values() if row["area"] == code]
        others = [choice for choice in choices(content, Kind.AREA) if choice[0] != code]
        go, move = _("are removed with it"), _("move to “%(area)s”")
        moves = [(each, move % {"area": name}) for each, name in others]
        self.fields["moves_to"].choices = [*moves, ("-", go)]  # type: ignore[attr-defined]  # these are choices
        if kind != Kind.AREA or not here:
            del self.fields["moves_to"]

    def clean_moves_to(self) -> str:
        return str(self.cleaned_data["moves_to"]).removeprefix("-")


def _typed(data: Any) -> tuple[int, int] | None:
    """The points somebody asks for, if that many can be shown."""
    try:
        low, high = int(data["low"]), int(data["high"])
    except (KeyError, TypeError, ValueError):
        return None
    return (low, high) if LOWEST <= low <= HIGHEST and FEWEST <= high - low + 1 <= MOST else None
