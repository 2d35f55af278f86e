"""The organisers' list: what is wished for, which nominations stand together, and what fits on a page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from nominations.intake.states import State
from nominations.sorting.selectors import Row, Suggestion, labels
from nominations.sorting.spelling import folded

PER_PAGE = 50
LONGEST_BLOCK = 100  # alike ones stand on one page, up to here
UNPROVEN = "unproven"


@dataclass(frozen=True)
class Wish:
    """Which nominations somebody wants to see. All of it holds at once."""

    state: str = ""
    text: str = ""
    week: str = ""
    source: str = ""
    is_changed: bool = False
    is_alike: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> "Wish":
        said = {name: str(asked.get(name, ""))[:100] for name in ("state", "week", "source")}
        return cls(**said, text=str(asked.get("q", ""))[:100], is_changed="changed" in asked, is_alike="alike" in asked)

    @property
    def has_filters(self) -> bool:
        return bool(self.text or self.week or self.source or self.is_changed or self.is_alike)

    def fits(self, row: Row) -> bool:
        return (
            (not self.state or self._is_in_state(row))
            and self.week in ("", row.week)
            and self.source in ("", row.source)
            and (row.is_changed or not self.is_changed)
        )

    def _is_in_state(self, row: Row) -> bool:
        return is_unproven(row) if self.state == UNPROVEN else row.state == self.state


def is_unproven(row: Row) -> bool:
    return row.is_unproven and row.state == State.HELD


@dataclass(frozen=True)
class Block:
    """Nominations that stand together: those that may speak of one leader, or one alone."""

    rows: tuple[Row, ...]
    suggestion: Suggestion | None = None

    @property
    def keys(self) -> list[str]:
        return [row.key for row in self.rows]

    @property
    def codes(self) -> tuple[str, ...]:
        return self.suggestion.codes if self.suggestion else ()

    @property
    def is_told(self) -> bool:
        """Whether there is something to say: several to compare, or a candidate it may be."""
        return len(self.rows) > 1 or bool(self.codes)

    @property
    def hidden(self) -> int:
        """How many more of them were not asked for."""
        return len(self.suggestion.keys) - len(self.rows) if self.suggestion else 0


def blocks(wish: Wish, rows: Iterable[Row], suggested: Iterable[Suggestion]) -> list[Block]:
    """Waiting ones first, then by name and never by arrival; alike ones together, where the first of them stands."""
    group_of = {key: each for each in suggested for key in each.keys}
    plain = cache(folded)
    wanted = plain(wish.text).split()
    members: dict[str, list[tuple[Any, Row]]] = {}
    for row in rows:
        if not wish.fits(row) or (wish.is_alike and row.key not in group_of):
            continue
        words = plain(row.name), plain(row.employer)
        if all(word in " ".join(words) for word in wanted):
            block = group_of[row.key].key if row.key in group_of else row.key
            members.setdefault(block, []).append(((row.state != State.WAITING, *words, row.key), row))
    ordered = sorted(sorted(each) for each in members.values())
    return [Block(tuple(row for _at, row in each), group_of.get(each[0][1].key)) for each in ordered]


def pages(found: Sequence[Block]) -> list[list[Block]]:
    """Some fifty to a page; what stands together is not parted by the end of one."""
    made: list[list[Block]] = [[]]
    number = 0
    for block in found:
        for start in range(0, len(block.rows), LONGEST_BLOCK):
            part = Block(block.rows[start : start + LONGEST_BLOCK], block.suggestion)
            if number and number + len(part.rows) > PER_PAGE:
                made.append([])
                number = 0
            made[-1].append(part)
            number += len(part.rows)
    return made


def states(rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """(state, label, how many) for the line above the list; what came unchecked only where there is some."""
    numbers = Counter(row.state for row in rows)
    unproven = sum(map(is_unproven, rows))
    told = [(str(state), label, numbers[state]) for state, label in labels().items()]
    return [*told, (UNPROVEN, _("Came unchecked"), unproven)] if unproven else told
