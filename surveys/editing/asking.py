"""Texts as forms ask for them: each in all languages, read out of an entry and written back into a copy of it."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from award.content.faults import ends
from award.content.inert import inert
from award.content.text import Text
from award.language import CODES, LANGUAGES_SHOWN

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ONE_LINE, FEW_LINES = 120, 300  # what may be longer gets a box of several lines, or of more


class InertField(forms.CharField):
    """A text whose letters stand where they were typed, as the texts of a file do."""

    def to_python(self, value: Any) -> str:
        return inert(super().to_python(value) or "").strip()


@dataclass(frozen=True)
class Asked:
    """A text of an entry: where it stands in it, what it is called, how long it may be."""

    path: tuple[str, ...]
    label: "str | _StrPromise"
    most: int
    is_needed: bool = False
    help: "str | _StrPromise" = ""

    def name(self, language: str) -> str:
        return "_".join((*self.path, language))

    def of(self, entry: Mapping[str, Any]) -> Any:
        found: Any = entry
        for key in self.path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def field(self, language: str, spoken: str) -> forms.CharField:
        shown = {"lang": language, "autocomplete": "off"}
        widget = (
            forms.TextInput(shown)
            if self.most <= ONE_LINE
            else forms.Textarea({**shown, "rows": 3 if self.most <= FEW_LINES else 6})
        )
        return InertField(label=f"{self.label}, {spoken}", max_length=self.most, required=False, widget=widget)


@dataclass(frozen=True)
class Group:
    """The languages of one text, side by side."""

    label: "str | _StrPromise"
    help: "str | _StrPromise"
    is_needed: bool
    fields: Sequence[tuple["str | _StrPromise", BoundField]] = field(default_factory=list)


class WordedForm(forms.Form):
    """Over an entry of the texts. It carries the fingerprint of the texts its page was made from."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(
        self, data: Any, *, old: Mapping[str, Any], asked: Sequence[Asked], initial: Mapping[str, Any]
    ) -> None:
        self.old, self.asked = old, asked
        texts = {each: Text.of(each.of(old)).languages for each in asked}
        words = {each.name(code): texts[each].get(code, "") for each in asked for code in CODES}
        super().__init__(data, initial={**words, **initial})
        for each in asked:
            self.fields |= {each.name(code): each.field(code, str(spoken)) for code, spoken in LANGUAGES_SHOWN}

    @property
    def single(self) -> list[BoundField]:
        """The fields that are no texts, in their order."""
        texts = {each.name(code) for each in self.asked for code in CODES}
        return [self[name] for name in self.fields if name not in texts]

    @property
    def groups(self) -> list[Group]:
        return [
            Group(
                each.label, each.help, each.is_needed, [(name, self[each.name(code)]) for code, name in LANGUAGES_SHOWN]
            )
            for each in self.asked
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for each in self.asked:
            names = [each.name(code) for code in CODES]
            if each.is_needed and not Text.of(self._joined(each)) and not self.errors.keys() & set(names):
                self.add_error(names[0], _("At least one language is needed."))
        return cleaned

    def written(self) -> dict[str, Any]:
        """The entry with what was typed; what the form does not ask for stays."""
        made: dict[str, Any] = deepcopy(dict(self.old))
        for each in self.asked:
            _put(made, each.path, self._joined(each))
        return made

    def _joined(self, asked: Asked) -> Any:
        old = asked.of(self.old)
        kept = {code: text for code, text in Text.of(old).languages.items() if text}
        typed = {code: self.cleaned_data.get(asked.name(code), "") for code in CODES}
        same = {
            code: kept[code] if text == kept.get(code, "").strip() else text for code, text in typed.items() if text
        }
        made = {**{code: text for code, text in kept.items() if code not in CODES}, **same}
        return old if made == kept else made or None


def points_of(source: Mapping[str, Any], name: str, most: int, label: str) -> list[Asked]:
    """A text for every point of a scale; any may be left empty."""
    low, high = ends(source)
    if low is None or high is None:
        return []
    return [Asked((name, str(point)), label % {"point": point}, most) for point in range(low, high + 1)]


def _put(entry: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Nothing typed leaves no empty names behind, and touches none that were there."""
    name, *deeper = path
    if deeper and (value is not None or entry.get(name)):
        inner = dict(entry.get(name) or {})
        _put(inner, tuple(deeper), value)
        value = inner or None
    if value is not None:
        entry[name] = value
    elif entry.get(name) is not None:
        del entry[name]
