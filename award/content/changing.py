"""The texts of an edition with one thing in them changed. What is handed in stays as it is."""

from collections.abc import Mapping
from typing import Any

from award.content.comparing import LISTS, coded

Source = Mapping[str, Any]


def with_value(content: Source, part: str, name: str, value: Any) -> dict[str, Any]:
    return {**content, part: {**content[part], name: value}}


def with_entry(content: Source, what: str, entry: Source) -> dict[str, Any]:
    """The entry in the place of the one with its code, or at the end of its list."""
    return _with_rows(content, what, {**coded(content, what), str(entry["code"]): entry})


def without(content: Source, what: str, code: str, *, moves_to: str = "") -> dict[str, Any]:
    """Without an entry and what hangs on it: the statements of an area, unless they move to another; a trait's name."""
    left = _with_rows(content, what, {each: row for each, row in coded(content, what).items() if each != code})
    items = coded(content, "statement")
    if what == "area":
        kept = {each: row for each, row in items.items() if row["area"] != code or moves_to}
        moved = {each: {**row, "area": moves_to} if row["area"] == code else row for each, row in kept.items()}
        return _with_rows(left, "statement", moved)
    if what == "trait":
        named = {each: _without_trait(row, code) for each, row in items.items()}
        return _with_rows(left, "statement", named)
    return left


def peers(content: Source, what: str, code: str) -> list[str]:
    """The codes an entry stands among: statements among those of their area, all others among their kind."""
    rows = coded(content, what)
    if what == "statement" and code in rows:
        return [each for each, row in rows.items() if row["area"] == rows[code]["area"]]
    return list(rows)


def moved(content: Source, what: str, code: str, place: int) -> dict[str, Any]:
    """An entry put on a place among its peers, counted from 0; the places of all others stay theirs."""
    group, rows = peers(content, what, code), coded(content, what)
    if code not in group:
        return dict(content)
    order = [each for each in group if each != code]
    order.insert(max(0, min(place, len(order))), code)
    following = iter(order)
    codes = [next(following) if each in group else each for each in rows]
    return _with_rows(content, what, {each: rows[each] for each in codes})


def _with_rows(content: Source, what: str, rows: Mapping[str, Source]) -> dict[str, Any]:
    part, name = LISTS[what]
    if not rows and name not in content[part]:
        return dict(content)
    return with_value(content, part, name, list(rows.values()))


def _without_trait(row: Source, code: str) -> Source:
    return {name: value for name, value in row.items() if name != "trait"} if row.get("trait") == code else row
