"""What one set of texts has that another has not, entry by entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LISTS = {
    "area": ("survey", "areas"),
    "statement": ("survey", "items"),
    "question": ("survey", "open_questions"),
    "theme": ("survey", "themes"),
    "trait": ("traits", "traits"),
    "area_two": ("round_two", "areas"),
}
"""The lists of coded entries, by the name a page knows them by."""


@dataclass(frozen=True)
class Difference:
    """An entry that was added, changed, removed or put elsewhere; `what` is empty for all that is in no list.

    Of a list in another order, `before` and `after` hold the codes as they stood and stand.
    """

    act: str
    what: str
    code: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    found = [each for what in LISTS for each in _in_list(what, before, after)]
    return found + [
        Difference("changed", "", f"{part}.{name}", {name: before[part].get(name)}, {name: after[part].get(name)})
        for part in ("survey", "traits", "round_two")
        for name in dict.fromkeys([*before[part], *after[part]])
        if (part, name) not in LISTS.values() and before[part].get(name) != after[part].get(name)
    ]


def _in_list(what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    was, now = coded(before, what), coded(after, what)
    for code in dict.fromkeys([*was, *now]):
        act = "removed" if code not in now else "added" if code not in was else "changed"
        if was.get(code) != now.get(code):
            yield Difference(act, what, code, was.get(code), now.get(code))
    kept = [code for code in was if code in now]
    stand = [code for code in now if code in was]
    if kept != stand:
        yield Difference("moved", what, "", {"order": kept}, {"order": stand})


def coded(content: Mapping[str, Any], what: str) -> dict[str, Mapping[str, Any]]:
    """The entries of a list by their codes, in order."""
    part, name = LISTS[what]
    return {str(each["code"]): each for each in content[part].get(name) or ()}
