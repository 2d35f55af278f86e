from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.editions.barriers import Thing, may_see
from award.editions.models import Edition
from jury.charts.intervals import interval, interval_scale
from jury.screening.words import (
    CATEGORIES,
    FLAGS,
    NONE,
    NOT_SHORTLISTED,
    RESPONSE,
    SHORTLISTED,
    SIZES,
    badge,
    figure,
    obstacles,
)
from jury.shortlist.models import ShortlistDecision
from jury.shortlist.selectors import decisions_of, places
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.counting.results import Result
from surveys.counting.selectors import results

STRIP = 150


@dataclass(frozen=True)
class Row:
    """A candidate on the screening list, every figure as it is printed."""

    code: str
    path: str
    name: str
    employer: str
    result: Result
    place: str
    index: str
    strip: SafeString | str
    agreement: str
    level: str
    category: str
    answers: str
    badges: SafeString
    is_shortlisted: bool
    is_near: bool  # its interval reaches the last place of the shortlist


@dataclass(frozen=True)
class Screening:
    """The list as the jury reads it: who stands where, how many places there are, and where they end."""

    rows: tuple[Row, ...]
    places: int
    shortlisted: int
    is_released: bool
    cut: str = ""
    scale: SafeString | str = ""

    @property
    def ranked(self) -> int:
        return sum(row.result.is_ranked for row in self.rows)


def screening(edition: Edition, seat: Seat, sort: str = "index") -> Screening:
    """All candidates of a release in the order asked for; empty for whom may not see them, or before the count."""
    released = results(edition) if may_see(seat.role, Thing.SURVEY_NUMBERS, edition.phase) else None
    everybody = {each.code: each for each in accepted(edition)}
    if released is None:
        return Screening((), places(edition, len(everybody)), 0, is_released=False)
    decisions = {each.candidate_id: each for each in decisions_of(edition)}
    found = [each for each in released.candidates if each.code in everybody]
    room = places(edition, len(everybody))
    last, start = last_place(found, room), axis_start(found)
    rows = [
        _row(each, everybody[each.code], decisions.get(everybody[each.code].pk), last, start, edition) for each in found
    ]
    return Screening(
        rows=tuple(sorted(rows, key=SORTS.get(sort, SORTS["index"]))),
        places=room,
        shortlisted=sum(row.is_shortlisted for row in rows),
        is_released=True,
        cut="" if last is None else figure(last),
        scale=interval_scale(STRIP, start, (start, 100)),
    )


def last_place(found: list[Result], room: int) -> float | None:
    """The index at the last place of the shortlist; None when there are places for all who are ranked."""
    ranked = sorted((each.shortlist_index or 0.0 for each in found if each.is_ranked), reverse=True)
    return ranked[room - 1] if len(ranked) > room else None


def axis_start(found: list[Result]) -> int:
    """Where the drawings of the list begin, in full tens: below the lowest interval."""
    return int(min((each.low for each in found if each.low is not None), default=0) // 10 * 10)


def _by(number: Callable[[Result], float | None]) -> Callable[[Row], tuple[float, str]]:
    """The highest first, those without a number last."""

    def key(row: Row) -> tuple[float, str]:
        value = number(row.result)
        return (1.0 if value is None else -value), row.code

    return key


def _by_rank(row: Row) -> tuple[float, str]:
    return (row.result.rank or float("inf")), row.code


SORTS: dict[str, Callable[[Row], tuple[float | str, str]]] = {
    "index": _by_rank,
    "agreement": _by(lambda result: result.agreement),
    "level": _by(lambda result: result.level),
    "name": lambda row: (row.name.casefold(), row.code),
}


def _row(
    result: Result,
    candidate: Candidate,
    decision: ShortlistDecision | None,
    last: float | None,
    start: int,
    edition: Edition,
) -> Row:
    index, low, high = result.shortlist_index, result.low, result.high
    is_near = last is not None and result.is_ranked and (low or 0) <= last <= (high or 100)
    category = CATEGORIES.get(result.category or "")
    states = [*obstacles(result, edition), *(FLAGS[each] for each in result.flags)]
    if decision:
        states.insert(0, SHORTLISTED if decision.is_shortlisted else NOT_SHORTLISTED)
    return Row(
        code=result.code,
        path=quote(result.code, safe=""),
        name=candidate.name,
        employer=candidate.employer,
        result=result,
        place=f"{'≈ ' if is_near else ''}{result.rank or NONE}",
        index=figure(index),
        strip="" if index is None else _strip(index, low, high, start, get_language() or ""),
        agreement=figure(result.agreement),
        level=figure(result.level),
        category=f"{category.sign} {category.name}" if category else "",
        answers=answers_words(result),
        badges=mark_safe(" ".join(map(badge, states))),  # noqa: S308  # each was escaped
        is_shortlisted=decision is not None and decision.is_shortlisted,
        is_near=is_near,
    )


@lru_cache(maxsize=2048)
def _strip(index: float, low: float | None, high: float | None, start: int, language: str) -> SafeString:
    """Drawn once per figure and language: released figures never change."""
    return interval(index, low, high, width=STRIP, start=start, label=interval_words(low, high))


def answers_words(result: Result) -> str:
    """The band of answers and the class of the response: never a figure."""
    if result.size_band is None:
        return NONE
    share = RESPONSE[result.response_class]
    return SIZES[result.size_band] if share == NONE else f"{SIZES[result.size_band]} · {share}"


def interval_words(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return _("no interval")
    return _("95 %% interval %(low)s to %(high)s") % {"low": figure(low), "high": figure(high)}
