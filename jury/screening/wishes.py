"""What a reader asks of the list, as the address says it: an order and a choice of rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from jury.screening.rows import Row, over_baseline
from jury.screening.words import CATEGORIES, FLAGS, REASONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SIZE_ORDER = ("5-9", "10-19", "20+")
SHARE_ORDER = ("unknown", "<30", "30-49", "50-69", ">=70")


@dataclass(frozen=True)
class Order:
    """A column one can sort by, and which end of it comes first when it is chosen."""

    title: "str | _StrPromise"
    key: Callable[[Row], Any]  # None for a row that has nothing in this column
    is_high_first: bool = False
    is_number: bool = False
    needs_names: bool = False


ORDERS: Mapping[str, Order] = {
    "index": Order(_("Index"), lambda row: row.result.shortlist_index, is_high_first=True, is_number=True),
    "code": Order(_("Code"), lambda row: row.code),
    "name": Order(_("Candidate"), lambda row: row.name.casefold() or None, needs_names=True),
    "agreement": Order(_("Agreement"), lambda row: row.result.agreement, is_high_first=True, is_number=True),
    "level": Order(_("Level"), lambda row: row.result.level, is_high_first=True, is_number=True),
    "over": Order(_("Over baseline"), lambda row: over_baseline(row.result), is_high_first=True, is_number=True),
    "category": Order(_("Category"), lambda row: PLACES.get(row.result.category)),
    "answers": Order(_("Answers"), lambda row: _answers(row), is_high_first=True),
    "flags": Order(_("What stands out"), lambda row: _standing_out(row), is_high_first=True),
    "state": Order(_("State"), lambda row: min((_place_of(each) for each in _states(row)), default=None)),
    "decision": Order(_("Decision"), lambda row: row.decision, is_high_first=True),
}
PLACES: Mapping[str | None, int] = {code: place for place, code in enumerate(CATEGORIES)}
STATES = {**REASONS, "below_gate": FLAGS["below_gate"]}
DECISIONS = {"yes": _("shortlisted"), "no": _("not shortlisted"), "none": _("not decided yet")}
CHOICES = {  # what a filter offers: its words by code
    "category": {code: word.name for code, word in CATEGORIES.items()},
    "state": {code: word.name for code, word in STATES.items()},
    "flag": {code: word.name for code, word in FLAGS.items()},
    "decision": DECISIONS,
}


@dataclass(frozen=True)
class Wish:
    sort: str = "index"
    is_turned: bool = False  # the other end of the column first
    text: str = ""
    category: str = ""
    state: str = ""
    flag: str = ""
    decision: str = ""
    is_near: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str], *, has_names: bool) -> "Wish":
        """The wish an address expresses; an unknown column, category or flag is as if it were not there."""
        sort = asked.get("sort", "")
        name = sort.removeprefix("-")
        is_known = name in ORDERS and (has_names or not ORDERS[name].needs_names)
        return cls(
            sort=name if is_known else "index",
            is_turned=is_known and sort.startswith("-"),
            text=asked.get("q", "").replace("\0", "").strip()[:100],
            category=_known(asked.get("category"), CATEGORIES),
            state=_known(asked.get("state"), STATES),
            flag=_known(asked.get("flag"), FLAGS),
            decision=_known(asked.get("decision"), DECISIONS),
            is_near=asked.get("near") == "1",
        )

    @property
    def filters(self) -> dict[str, str]:
        """The part of the address that chooses rows; it survives a change of order."""
        chosen = {
            "q": self.text,
            "category": self.category,
            "state": self.state,
            "flag": self.flag,
            "decision": self.decision,
            "near": "1" if self.is_near else "",
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def is_default_order(self) -> bool:
        return self.sort == "index" and not self.is_turned

    @property
    def sorting(self) -> str:
        """The order as the address says it; empty for the usual one."""
        return "" if self.is_default_order else f"{'-' if self.is_turned else ''}{self.sort}"

    @property
    def address(self) -> str:
        return self.with_sort(self.sorting)

    def with_sort(self, sort: str) -> str:
        return "?" + urlencode({**self.filters, **({"sort": sort} if sort else {})})

    def chosen(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self._fits(row)]

    def ordered(self, rows: Iterable[Row]) -> list[Row]:
        """In the order asked for, ties by code. Who has nothing in the column comes last, whichever end is first."""
        order = ORDERS[self.sort]
        kept = [(order.key(row), row) for row in sorted(rows, key=lambda row: row.code)]
        there = [each for each in kept if each[0] is not None]
        there.sort(key=lambda each: each[0], reverse=order.is_high_first != self.is_turned)
        return [row for _key, row in there] + [row for key, row in kept if key is None]

    def _fits(self, row: Row) -> bool:
        return (
            self.text.casefold() in f"{row.code} {row.name} {row.employer}".casefold()
            and self.category in ("", row.result.category)
            and (not self.state or self.state in _states(row))
            and (not self.flag or self.flag in row.result.flags)
            and (not self.is_near or row.is_near)
            and self.decision in ("", {True: "yes", False: "no", None: "none"}[row.decision])
        )


@dataclass(frozen=True)
class Column:
    """A head of the table: a link that sorts by it, or turns the order round."""

    title: "str | _StrPromise"
    address: str
    aria: str
    sign: str
    is_number: bool


def columns(wish: Wish, *, has_names: bool) -> dict[str, Column]:
    return {name: _column(name, order, wish) for name, order in ORDERS.items() if has_names or not order.needs_names}


def _column(name: str, order: Order, wish: Wish) -> Column:
    is_sorted = wish.sort == name
    turned = f"-{name}" if is_sorted and not wish.is_turned else name
    is_falling = order.is_high_first != wish.is_turned
    aria = ("descending" if is_falling else "ascending") if is_sorted else ""
    sign = ("▼" if is_falling else "▲") if is_sorted else ""
    return Column(order.title, wish.with_sort("" if turned == "index" else turned), aria, sign, order.is_number)


def _known(value: str | None, words: Mapping[str, object]) -> str:
    return value if value in words and value is not None else ""


def _place_of(code: str) -> int:
    return list(STATES).index(code)


def _states(row: Row) -> set[str]:
    """What keeps a candidate from a rank or asks for a reason; which area is not scored does not matter here."""
    return {reason.partition(":")[0] for reason in row.result.reasons} | ({"below_gate"} if row.is_below else set())


def _standing_out(row: Row) -> int | None:
    """How many badges stand in the column; the gate has a column of its own."""
    return len(set(row.result.flags) - {"below_gate"}) or None


def _answers(row: Row) -> tuple[int, int] | None:
    size = row.result.size_band
    return None if size is None else (SIZE_ORDER.index(size), SHARE_ORDER.index(row.result.response_class))
