"""What templates need to draw the mark and to lay out forms: geometry and words, no markup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import sqrt
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from award.accounts.states import Role
from award.editions.states import Phase

register = template.Library()


@dataclass(frozen=True)
class Bar:
    """A bar of the mark: a sound level and a sunrise at once. `y` is its top, `base` where it stands."""

    x: float
    y: float
    width: float
    height: float
    name: str = ""
    place: int = 0

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def path(self) -> str:
        """A pillar with a rounded head."""
        radius, foot = min(12, self.width / 2), self.y + self.height
        head = f"a{radius:g} {radius:g} 0 0 1 {radius:g}-{radius:g}h{self.width - 2 * radius:g}"
        tail = f"a{radius:g} {radius:g} 0 0 1 {radius:g} {radius:g}V{foot:g}z"
        return f"M{self.x:g} {foot:g}V{self.y + radius:g}{head}{tail}"


def _heights(count: int, highest: float, steepness: float) -> list[float]:
    """Heights along an arc: the middle bar is the highest, the outer ones keep sqrt(1 - steepness) of it."""
    places = [2 * n / (count - 1) - 1 if count > 1 else 0.0 for n in range(count)]
    return [round(highest * sqrt(1 - steepness * place * place), 1) for place in places]


@register.simple_tag
def mark_bars(count: Any = None) -> list[Bar]:
    """The mark in a box of 52 by 28: one bar per trait, seven where no number is given."""
    bars = int(count or 7)
    width = round(min(28 / bars, 6), 2)
    pitch = (52 - width) / max(bars - 1, 1)
    return [
        Bar(round(n * pitch, 2), round(28 - height, 1), width, height, place=n + 1)
        for n, height in enumerate(_heights(bars, 27, 0.79))
    ]


SUN_WIDTH, SUN_HEIGHT, GAP = 432, 244, 9


@register.simple_tag
def sun_bars(traits: Iterable[Any] = ()) -> list[Bar]:
    """The sun of the landing page in a box of 432 by 244: one bar per trait, with its name."""
    told = [str(trait.name) for trait in traits or ()] or [""] * 7
    pitch = min((SUN_WIDTH + GAP) / len(told), 84)
    start = (SUN_WIDTH + GAP - pitch * len(told)) / 2
    heights = _heights(len(told), SUN_HEIGHT - 2, 0.62)
    return [
        Bar(round(start + n * pitch, 1), round(SUN_HEIGHT - height, 1), round(pitch - GAP, 1), height, name, n + 1)
        for n, (name, height) in enumerate(zip(told, heights, strict=True))
    ]


@register.simple_tag
def sun_letters(bars: list[Bar]) -> float:
    """The size at which every name fits its bar in any typeface, or 0 if it would be too small to read."""
    fits = [min(15.0, bar.width * 0.55, (bar.height - 22) / (0.54 * len(bar.name))) for bar in bars if bar.name]
    size = min(fits, default=0.0)
    return round(size, 1) if size >= 12 else 0


NUMBERS = (
    pgettext_lazy("how many", "no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
    _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
)  # fmt: skip


@register.filter
def in_words(number: int) -> str:
    """Up to twelve in words, as in running text."""
    return str(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


@register.simple_tag
def first_telling(form: BaseForm) -> bool:
    """Whether the errors of this form are to be summed up here; said once, wherever that is asked first."""
    is_first = bool(form.errors) and not getattr(form, "errors_told", False)
    form.errors_told = True  # type: ignore[attr-defined]  # the form is the only thing the page and crispy share
    return is_first


@register.filter
def option_help(field: BoundField, value: Any) -> str:
    """A line below a choice: what the form's field names for it in `option_help`."""
    helps: Mapping[str, str] = getattr(field.field, "option_help", {})
    return helps.get(str(value), "")


@register.filter
def choices_class(field: BoundField) -> str:
    """How many tiles stand side by side: three short ones, else two, else one."""
    labels = [str(label) for __, label in getattr(field.field, "choices", ())]
    longest = max(map(len, labels), default=0)
    if len(labels) == 3 and longest <= 18:
        return "choices choices-3"
    return "choices choices-2" if longest <= 60 else "choices"


@register.filter
def bare(form: BaseForm) -> BaseForm:
    """The form without placeholders: its labels are seen."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form


@register.filter
def opens(barrier: Any, phase: str) -> bool:
    return bool(barrier.opens(phase))


NAMED = {"to": Phase, "phase": Phase, "role": Role}
SHORT, FEW = 40, 3


@register.filter
def told(facts: Mapping[str, Any], brief: bool = False) -> list[tuple[str, str]]:
    """The facts of a line of the trail as words and values; what was changed reads “old → new”.

    In brief a few of them, without what takes a line of its own, such as a fingerprint.
    """
    before, after = facts.get("before"), facts.get("after")
    rest = dict(facts)
    if isinstance(before, dict) and isinstance(after, dict):
        rest = {name: value for name, value in facts.items() if name not in ("before", "after")}
        rest |= {name: f"{_told(before.get(name))} → {_told(after[name])}" for name in after}
    lines = [(_called(name), _named(name, value)) for name, value in rest.items() if value not in ("", None)]
    if not brief:
        return lines
    return [line for line in lines if len(line[1]) <= SHORT][:FEW] + ([("…", "")] if len(lines) > FEW else [])


def _called(name: str) -> str:
    return str(Phase(name).label) if name in Phase.values else name.replace("_", " ")


def _named(name: str, value: Any) -> str:
    choices = NAMED.get(name)
    return str(choices(value).label) if choices and value in choices.values else _told(value)


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_told(each)}" for name, each in value.items()) or "–"
    if isinstance(value, list | tuple):
        return (" – " if len(value) == 2 else ", ").join(_told(each) for each in value if each) or "–"
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return _dated(str(value))


def _dated(text: str) -> str:
    """Days and times as they are written elsewhere on the pages; everything else as it is."""
    try:
        if len(text) == 10:
            return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
        moment = datetime.fromisoformat(text) if len(text) > 16 else None
    except ValueError:
        return text
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment and moment.tzinfo else text


@register.filter
def in_short(value: Any) -> str:
    return _told(value)


@register.filter
def timely(posts: Iterable[Any]) -> list[Any]:
    """Signposts, those first that stand in the fewest phases: what is open only now comes before what always is."""
    return sorted(posts, key=lambda post: len(post.phases))


@register.filter
def shut(gates: Iterable[Any]) -> list[Any]:
    return [gate for gate in gates if not gate.is_open]
