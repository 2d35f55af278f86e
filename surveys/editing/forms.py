from collections.abc import Mapping
from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.content import limits
from award.content.comparing import coded
from award.content.faults import CODE
from award.content.text import Text
from surveys.editing.asking import Asked, WordedForm, points_of
from surveys.editing.selectors import is_taken
from surveys.editing.states import Kind

Source = Mapping[str, Any]
CONSENTS = {
    "leader_may_read": gettext_lazy("Tick: the leader may read the text"),
    "may_be_quoted": gettext_lazy("Tick: the text may be quoted"),
}
"""The ticks the award knows what to do with. A question of own texts may have others; they stay as they are."""
USUAL = {"text": 2000, "pick": 3}
"""How long an answer may be, or how many traits it may have, where nobody has said anything else."""


class EntryForm(WordedForm):
    """An entry with a code, which is chosen once: answers, weights and results are kept under it."""

    kind: Kind
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Letters, digits and _. It stays: answers and results are kept under it."),
        max_length=31,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Any, *, content: Source, code: str, is_new: bool, initial: Source) -> None:
        old = {} if is_new else coded(content, self.kind).get(code, {})
        self.content = content
        super().__init__(data, old=old, asked=self.asks(old), initial={"code": code, **self.first(old), **initial})
        self.fields["code"].disabled = not is_new

    def asks(self, old: Source) -> list[Asked]:
        """The texts of such an entry."""
        raise NotImplementedError

    def first(self, old: Source) -> dict[str, Any]:
        """What stands in the other fields of the form."""
        return {}

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("A code begins with a letter and has letters, digits and _ only."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        code = cleaned.get("code", "")
        is_kept = self.fields["code"].disabled and code in coded(self.content, self.kind)
        if code and not is_kept and is_taken(self.content, self.kind, code) and not self._is_stored(code):
            self.add_error("code", _("“%(code)s” is used already, or means something else here.") % {"code": code})
        return cleaned

    def _is_stored(self, code: str) -> bool:
        """A form that is sent twice finds its own entry."""
        return not self.errors and self.entry == coded(self.content, self.kind).get(code)

    @property
    def entry(self) -> dict[str, Any]:
        return {"code": self.cleaned_data["code"], **self.written()}


class AreaForm(EntryForm):
    kind = Kind.AREA

    def asks(self, old: Source) -> list[Asked]:
        return [Asked(("name",), gettext_lazy("Name"), limits.NAME, is_needed=True)]


class AreaTwoForm(EntryForm):
    kind = Kind.AREA_TWO

    def asks(self, old: Source) -> list[Asked]:
        asked = gettext_lazy("What leaders are asked to describe")
        return [
            Asked(("name",), gettext_lazy("Name"), limits.NAME, is_needed=True),
            Asked(("prompt",), asked, limits.PROMPT),
        ]


class TraitForm(EntryForm):
    kind = Kind.TRAIT

    def asks(self, old: Source) -> list[Asked]:
        return [
            Asked(("name",), gettext_lazy("Name"), limits.NAME, is_needed=True),
            Asked(("description",), gettext_lazy("Description"), limits.DESCRIPTION),
            *points_of(self.content["traits"], "anchors", limits.ANCHOR, _("What observers see at %(point)s")),
        ]


class StatementForm(EntryForm):
    kind = Kind.STATEMENT
    area = forms.ChoiceField(label=gettext_lazy("Area"))
    trait = forms.ChoiceField(
        label=gettext_lazy("Trait"), help_text=gettext_lazy("Which trait the statement speaks of."), required=False
    )
    theme = forms.MultipleChoiceField(label=gettext_lazy("Themes"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, data: Any, *, content: Source, code: str, is_new: bool, initial: Source) -> None:
        super().__init__(data, content=content, code=code, is_new=is_new, initial=initial)
        named = {each: Text.of(row.get("name")) for each, row in coded(content, Kind.THEME).items()}
        themes = {**named, **{each: each for each in _themes(self.old) if each not in named}}
        offered = {
            "area": choices(content, Kind.AREA),
            "trait": [("", _("none")), *choices(content, Kind.TRAIT)],
            "theme": [(each, str(name)) for each, name in themes.items()],
        }
        for name, options in offered.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]  # these are choices
        if not themes:
            del self.fields["theme"]

    def asks(self, old: Source) -> list[Asked]:
        return [
            Asked(("employee",), gettext_lazy("Employees read"), limits.STATEMENT, is_needed=True),
            Asked(("leader",), gettext_lazy("Leaders read"), limits.STATEMENT, is_needed=True),
        ]

    def first(self, old: Source) -> dict[str, Any]:
        return {"area": old.get("area"), "trait": old.get("trait") or "", "theme": _themes(old)} if old else {}

    @property
    def entry(self) -> dict[str, Any]:
        made, trait, themes = super().entry, self.cleaned_data["trait"], self.cleaned_data.get("theme") or []
        made["area"] = self.cleaned_data["area"]
        if trait != (self.old.get("trait") or ""):
            made["trait"] = trait
        if set(themes) != set(_themes(self.old)):
            made["theme"] = themes
        return {name: value for name, value in made.items() if name in self.old or value not in ("", [])}


class QuestionForm(EntryForm):
    kind = Kind.QUESTION
    type = forms.ChoiceField(
        label=gettext_lazy("What is answered"),
        choices=[("text", gettext_lazy("a text")), ("pick", gettext_lazy("a choice among the traits"))],
        initial="text",
        widget=forms.RadioSelect,
    )
    most = forms.IntegerField(
        label=gettext_lazy("At most"),
        help_text=gettext_lazy("So many characters of a text (up to 5000), or so many traits (up to 10)."),
        min_value=1,
        max_value=limits.LONGEST_TEXT,
        initial=USUAL["text"],
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)  # the kind whose number has been seen

    def asks(self, old: Source) -> list[Asked]:
        wordings = [
            Asked(("employee",), gettext_lazy("Employees read"), limits.QUESTION, is_needed=True),
            Asked(("leader",), gettext_lazy("Leaders read"), limits.QUESTION, is_needed=True),
        ]
        if old.get("notice_like"):
            return wordings  # notice and ticks are those of another question
        said = gettext_lazy("Said below it to employees: who reads the text")
        return [
            *wordings,
            Asked(("notice", "employee"), said, limits.NOTICE),
            Asked(("notice", "leader"), gettext_lazy("Said below it to leaders"), limits.NOTICE),
            *(Asked(("consent", name), label, limits.CONSENT) for name, label in CONSENTS.items()),
        ]

    def first(self, old: Source) -> dict[str, Any]:
        most = old.get("max") or old.get("max_length") or USUAL["text"]
        return {"type": old["kind"], "most": most, "shown": old["kind"]} if old else {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, most = cleaned.get("type"), cleaned.get("most")
        if kind and self._is_of_other_kind(kind, most):
            again: Any = copy(self.data)
            again["most"], again["shown"] = str(USUAL[kind]), kind
            self.data = again
            self.add_error(
                "most",
                _("This number was meant for the other kind of answer. Here is the usual one; change it, or store it."),
            )
        elif kind == "pick" and (most or 0) > limits.MOST_PICKS:
            self.add_error("most", _("At most %(most)s traits can be chosen.") % {"most": limits.MOST_PICKS})
        return cleaned

    def _is_of_other_kind(self, kind: str, most: int | None) -> bool:
        """Three traits are no three characters: a number that was left as it was is asked for again."""
        was = self.first(self.old)
        return bool(was) and kind not in (was["type"], self.data.get("shown")) and most == was["most"]

    @property
    def entry(self) -> dict[str, Any]:
        made, kind, most = super().entry, self.cleaned_data["type"], self.cleaned_data["most"]
        if (kind, most) == (self.old.get("kind"), self.first(self.old).get("most")):
            return made
        rest = {name: value for name, value in made.items() if name not in ("max", "max_length", "of")}
        limit = {"max": most, "of": "traits"} if kind == "pick" else {"max_length": most}
        return {**rest, "kind": kind, **limit}


FORMS: dict[str, type[EntryForm]] = {
    form.kind: form for form in (AreaForm, StatementForm, QuestionForm, TraitForm, AreaTwoForm)
}


def choices(content: Source, kind: str) -> list[tuple[str, str]]:
    return [(code, str(Text.of(row.get("name")))) for code, row in coded(content, kind).items()]


def _themes(entry: Source) -> list[str]:
    named = entry.get("theme") or []
    return [str(each) for each in (named if isinstance(named, list) else [named])]
