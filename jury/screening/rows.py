"""A candidate on the screening list, every figure as it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.editions.models import Edition
from jury.charts.intervals import interval
from jury.screening.words import (
    CATEGORIES,
    FLAGS,
    NONE,
    NOT_SHORTLISTED,
    RESPONSE,
    SHORTLISTED,
    SIZES,
    Word,
    badge,
    figure,
    obstacles,
    signed,
)
from nominations.candidates.models import Candidate
from surveys.counting.results import Result

STRIP = 150


@dataclass(frozen=True)
class Frame:
    """What all rows of one list share: whether names stand in it, where the shortlist ends, where drawings begin."""

    edition: Edition
    has_names: bool
    last: float | None
    start: int


@dataclass(frozen=True)
class Row:
    code: str
    path: str
    name: str  # empty while names are hidden: the code stands for the candidate
    employer: str
    result: Result
    place: str
    index: str
    strip: SafeString | str
    agreement: str
    over: str
    level: str
    category: str
    answers: str
    flags: SafeString
    states: SafeString
    decision: bool | None
    decided: SafeString | str
    is_near: bool  # its interval reaches the last place of the shortlist

    @property
    def is_below(self) -> bool:
        return self.result.gate_passed is False


def row_of(result: Result, candidate: Candidate, decision: bool | None, frame: Frame) -> Row:
    index, low, high = result.shortlist_index, result.low, result.high
    is_near = reaches(result, frame.last)
    return Row(
        code=result.code,
        path=quote(result.code, safe=""),
        name=candidate.name if frame.has_names else "",
        employer=candidate.employer if frame.has_names else "",
        result=result,
        place=f"{'≈ ' if is_near else ''}{result.rank or NONE}",
        index=figure(index),
        strip="" if index is None else _strip(index, low, high, frame.start, get_language() or ""),
        agreement=figure(result.agreement),
        over=signed(over_baseline(result)),
        level=figure(result.level),
        category=category_words(result),
        answers=answers_words(result),
        flags=_badges(FLAGS[each] for each in result.flags if each != "below_gate"),
        states=_badges(states_of(result, frame.edition)),
        decision=decision,
        decided="" if decision is None else badge(SHORTLISTED if decision else NOT_SHORTLISTED),
        is_near=is_near,
    )


def states_of(result: Result, edition: Edition) -> list[Word]:
    """What keeps a candidate from a rank, or asks for a reason: never an opinion about them."""
    below = [FLAGS["below_gate"]] if result.gate_passed is False else []
    return [*obstacles(result, edition), *below]


def reaches(result: Result, last: float | None) -> bool:
    """Whether a candidate cannot be told apart from the last place of the shortlist."""
    if last is None or not result.is_ranked:
        return False
    low = 0.0 if result.low is None else result.low
    high = 100.0 if result.high is None else result.high
    return low <= last <= high


def over_baseline(result: Result) -> float | None:
    """How far agreement lies above what any leader would get; None where the release does not say."""
    if result.agreement is None or result.baseline is None:
        return None
    return round(result.agreement - result.baseline, 1)


def category_words(result: Result) -> str:
    word = CATEGORIES.get(result.category or "")
    return f"{word.sign} {word.name}" if word else NONE


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


@lru_cache(maxsize=2048)
def _strip(index: float, low: float | None, high: float | None, start: int, language: str) -> SafeString:
    """Drawn once per figure and language: released figures never change."""
    return interval(index, low, high, width=STRIP, start=start, label=interval_words(low, high))


def _badges(words: Iterable[Word]) -> SafeString:
    return mark_safe(" ".join(map(badge, words)))  # noqa: S308  # each was escaped
