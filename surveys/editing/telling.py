"""What differs between two sets of texts, as a page tells it: text by text, before and after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.content.comparing import Difference, differences
from award.editions.models import Edition
from award.language import LANGUAGES_SHOWN
from surveys.editing.selectors import wording_seen
from surveys.editing.states import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ACTS = {
    "added": gettext_lazy("added"),
    "changed": gettext_lazy("changed"),
    "removed": gettext_lazy("removed"),
    "moved": gettext_lazy("in another order"),
}
CALLED: dict[str, "str | _StrPromise"] = {
    **dict(LANGUAGES_SHOWN),
    "employee": gettext_lazy("Employees read"),
    "leader": gettext_lazy("Leaders read"),
    "name": gettext_lazy("Name"),
    "description": gettext_lazy("Description"),
    "prompt": gettext_lazy("What leaders are asked to describe"),
    "area": gettext_lazy("Area"),
    "trait": gettext_lazy("Trait"),
    "theme": gettext_lazy("Themes"),
    "kind": gettext_lazy("What is answered"),
    "max_length": gettext_lazy("At most"),
    "notice": gettext_lazy("Said below it"),
    "consent": gettext_lazy("Ticks below it"),
    "anchors": gettext_lazy("What it means"),
    "labels": gettext_lazy("Words of the points"),
    "dont_know": gettext_lazy("Who cannot judge chooses"),
    "min": gettext_lazy("At least"),
    "max": gettext_lazy("At most"),
    "order": gettext_lazy("Order"),
    "scale": gettext_lazy("Scale"),
    "max_words": gettext_lazy("Words a text may have"),
    "key_figures": gettext_lazy("Key figures"),
    "suggestions": gettext_lazy("Suggestions"),
}
PARTS = {
    "survey": gettext_lazy("Survey"),
    "traits": gettext_lazy("Traits"),
    "round_two": gettext_lazy("Round two"),
}

Line = tuple[str, str, str]
"""Where a text stands, what it was, and what it is."""


@dataclass(frozen=True)
class Told:
    """One difference under the name a person knows the entry by."""

    what: str
    code: str
    act: str
    lines: list[Line]


def told(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Told]:
    return [_told(each) for each in differences(before, after)]


def told_since(edition: Edition, seen: str) -> list[Told]:
    """What others have changed since a page was made; nothing, if nobody knows which texts it was made from."""
    earlier = wording_seen(edition, seen)
    return told(earlier.content, edition.content_json) if earlier else []


def _told(each: Difference) -> Told:
    part, _dot, _name = each.code.partition(".")
    what = str(Kind(each.what).label) if each.what else str(PARTS[part])
    sides = _moved(each) if each.act == "moved" else (each.before, each.after)
    was, now = (dict(_leaves(side or {})) for side in sides)
    lines = [(name, was.get(name, ""), now.get(name, "")) for name in dict.fromkeys([*was, *now])]
    code = each.code if each.what else ""
    return Told(what, code, str(ACTS[each.act]), [line for line in lines if line[1] != line[2]])


def _moved(each: Difference) -> tuple[Mapping[str, Any], ...]:
    """Of two orders the stretch in which they differ: a statement that went up by one is told with its neighbour."""
    orders = [(side or {}).get("order", []) for side in (each.before, each.after)]
    places = [place for place, pair in enumerate(zip(*orders, strict=True)) if len(set(pair)) > 1]
    return tuple({"order": order[places[0] : places[-1] + 1]} for order in orders)


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            if path or key != "code":
                yield from _leaves(each, (*path, str(CALLED.get(key, key))))
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for place, each in enumerate(value, 1):
            yield from _leaves(each, (*path, str(place)))
    elif value is not None:
        yield " · ".join(path), _said(value)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return str(value)
