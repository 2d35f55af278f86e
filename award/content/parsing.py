"""A YAML file somebody hands in, as JSON-ready data; what is not plain data is refused in words, with its line."""

import math
from collections.abc import Hashable, Mapping
from typing import Any

import yaml
from django.utils.translation import gettext as _

from award.content.inert import inert
from award.refusal import Refused

LARGEST = 1_000_000  # bytes; ours has 20,000
HEAVIEST = 2_000_000  # characters, and NODE for every value, with all that is repeated written out
NODE = 20
DEEPEST = 12
LARGEST_NUMBER = 2**53
Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Plain(Fast):  # type: ignore[misc]  # one of two loaders, both safe
    """The safe loader, which also notices a name that is given twice: the first would silently be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is not None and name in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, _("“%(name)s” stands here twice") % {"name": name}, key.start_mark
                )
            seen.add(name)
        return dict(super().construct_mapping(node, deep=deep))


def parse(raw: bytes, file: str) -> Any:
    """The data of a file. It may repeat parts (`&`, `*`) within limits: a few lines of them could fill the memory."""
    if len(raw) > LARGEST:
        raise Refused(_("%(file)s is larger than 1 MB.") % {"file": file})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as garbled:
        raise Refused(_("%(file)s is not UTF-8 text.") % {"file": file}) from garbled
    try:
        _check_shape(text, file)
        return _json(yaml.load(text, Loader=Plain) or {})  # noqa: S506  # Plain is a safe loader
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, OverflowError) as broken:
        mark = getattr(broken, "problem_mark", None)
        raise Refused(
            _("%(file)s, line %(line)s: not readable as YAML (%(problem)s).")
            % {
                "file": file,
                "line": mark.line + 1 if mark else 1,
                "problem": getattr(broken, "problem", None) or _("a value that means nothing here"),
            }
        ) from broken


def _check_shape(text: str, file: str) -> None:
    """Before anything is built: how much there would be, repeated parts written out, and how deep."""
    open_parts: list[tuple[str | None, int]] = [(None, 0)]
    weights: dict[str, int] = {}
    for event in yaml.parse(text, Loader=Fast):
        place = {"file": file, "line": event.start_mark.line + 1 if event.start_mark else 1}
        if isinstance(event, yaml.CollectionStartEvent):
            open_parts.append((event.anchor, NODE))
            if len(open_parts) > DEEPEST:
                raise Refused(_("%(file)s, line %(line)s: no file of an award is as large or as deep as this.") % place)
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, weight = open_parts.pop()
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in {name for name, _weight in open_parts}:
                raise Refused(_("%(file)s, line %(line)s: a part that holds itself.") % place)
            anchor, weight = None, weights.get(event.anchor or "", 0)
        elif isinstance(event, yaml.ScalarEvent):
            anchor, weight = event.anchor, NODE + len(event.value)
        else:
            continue
        if anchor:
            weights[anchor] = weight
        outer, so_far = open_parts.pop()
        open_parts.append((outer, so_far + weight))
        if so_far + weight > HEAVIEST:
            raise Refused(_("%(file)s, line %(line)s: no file of an award is as large or as deep as this.") % place)


def _json(node: Any) -> Any:
    """YAML allows numbers as names (the points of a scale), dates and more; JSON, which the edition stores, does not.

    Letters are made inert on the way in, so that a text from a file is like one from a form.
    """
    if isinstance(node, Mapping):
        return {inert(str(key)): _json(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_json(each) for each in node]
    if isinstance(node, int) and abs(node) > LARGEST_NUMBER:
        raise ValueError
    if node is None or isinstance(node, bool | int) or (isinstance(node, float) and math.isfinite(node)):
        return node
    return inert(str(node))
