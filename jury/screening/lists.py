"""The screening list as one seat reads it: who stands where, how many places there are, and where they end."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.editions.barriers import Thing, may_see
from award.editions.models import Edition
from award.tables.files import Table
from jury.charts.intervals import interval_scale
from jury.conflicts.selectors import readable, released_to, shows_names
from jury.screening.asked import asked_of_all
from jury.screening.pictures import Picture, picture
from jury.screening.rows import STRIP, Frame, Row, over_baseline, row_of
from jury.screening.wishes import Column, Wish, columns
from jury.screening.words import figure
from jury.shortlist.selectors import decisions_known_to, places
from nominations.candidates.selectors import accepted
from surveys.counting.results import Result
from surveys.counting.states import Origin


@dataclass(frozen=True)
class Screening:
    wish: Wish
    has_names: bool
    places: int
    everybody: tuple[Row, ...] = ()
    shortlisted: int = 0
    is_released: bool = False
    cut: str = ""
    scale: SafeString | str = ""
    gate: int = 50
    asked: str = ""
    origin: str = ""

    @property
    def is_imported(self) -> bool:
        return self.origin == Origin.IMPORTED

    @cached_property
    def rows(self) -> list[Row]:
        return self.wish.ordered(self.wish.chosen(self.everybody))

    @cached_property
    def columns(self) -> dict[str, Column]:
        return columns(self.wish, has_names=self.has_names)

    @property
    def ranked(self) -> int:
        return sum(row.result.is_ranked for row in self.everybody)

    @property
    def has_baseline(self) -> bool:
        return any(row.result.baseline is not None for row in self.everybody)

    @cached_property
    def picture(self) -> Picture:
        return picture(self.rows, self.everybody, self.gate)

    @property
    def near_words(self) -> str:
        words = _(
            "≈ Not separable from place %(n)s: the interval reaches %(cut)s. "
            "The jury decides these by reading, not by the number."
        )
        return words % {"n": self.places, "cut": self.cut}

    @cached_property
    def first_near(self) -> str:
        """The row above which the table says who cannot be told apart from the last place."""
        near = (row.code for row in self.rows if row.is_near)
        return next(near, "") if self.wish.is_default_order else ""

    @cached_property
    def last_inside(self) -> str:
        """The row below which the places of the shortlist end."""
        if not self.cut or not self.wish.is_default_order:
            return ""
        inside = [row.code for row in self.rows if (row.result.rank or self.places + 1) <= self.places]
        return inside[-1] if inside else ""


def screening(edition: Edition, seat: Seat, asked: Mapping[str, str]) -> Screening:
    """The candidates this seat may read about, ranked among themselves; nobody before the count."""
    has_names = shows_names(edition, seat)
    wish = Wish.of(asked, has_names=has_names)
    room = places(edition, accepted(edition).count())
    released = released_to(edition, seat) if may_see(seat.role, Thing.SURVEY_NUMBERS, edition.phase) else None
    if released is None:
        return Screening(wish, has_names, room)
    people = {each.code: each for each in readable(edition, seat)}
    found = [each for each in released.candidates if each.code in people]
    decisions = decisions_known_to(edition, seat)
    decided = {each.candidate_id: each.is_shortlisted for each, is_open in decisions if is_open}
    last, start = last_place(found, room), axis_start(found)
    frame = Frame(edition, get_language() or "", has_names, last, start)
    return Screening(
        wish,
        has_names,
        room,
        tuple(row_of(each, people[each.code], decided.get(people[each.code].pk), frame) for each in found),
        shortlisted=sum(each.is_shortlisted and each.candidate.code in people for each, _is_open in decisions),
        is_released=True,
        cut="" if last is None else figure(last),
        scale=interval_scale(STRIP, start, (start, 100)),
        gate=edition.level_gate,
        asked=asked_of_all(found) if released.origin != Origin.IMPORTED else "",
        origin=released.origin,
    )


def last_place(found: list[Result], room: int) -> float | None:
    """The index at the last place of the shortlist; None when there are places for all who are ranked."""
    ranked = sorted((each.shortlist_index or 0.0 for each in found if each.is_ranked), reverse=True)
    return ranked[room - 1] if len(ranked) > room else None


def axis_start(found: list[Result]) -> int:
    """Where the drawings of the list begin, in full tens: below the lowest interval."""
    return int(min((each.low for each in found if each.low is not None), default=0) // 10 * 10)


FIGURES = ("shortlist_index", "low", "high", "agreement", "baseline", "level")
WORDS = (
    "category",
    "flags",
    "size_band",
    "response_class",
    "coverage",
    "headcount_confirmed",
    "origin",
    "status",
    "reasons",
    "rank",
    "near_last_place",
    "decision",
)


def as_table(shown: Screening) -> Table:
    """The list as this seat sees it, for a file: the same rows in the same order, one decimal, no number of answers."""
    who = ("code", "name", "employer") if shown.has_names else ("code",)
    return Table("candidates", (*who, *FIGURES, "over_baseline", *WORDS), [_cells(row, shown) for row in shown.rows])


def _cells(row: Row, shown: Screening) -> list[str | float | bool | None]:
    result = row.result
    return [
        row.code,
        *((row.name, row.employer) if shown.has_names else ()),
        *(getattr(result, name) for name in FIGURES),
        over_baseline(result),
        result.category,
        ";".join(result.flags),
        result.size_band,
        result.response_class,
        result.coverage,
        result.headcount_confirmed,
        shown.origin,
        result.status,
        ";".join(result.reasons),
        result.rank,
        row.is_near,
        {True: "shortlisted", False: "not_shortlisted", None: ""}[row.decision],
    ]
