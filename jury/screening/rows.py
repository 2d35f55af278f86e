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

STRIP = 120


@dataclass(frozen=True)
class Frame:
    """What all rows of one list share: its language and names, where the shortlist ends, where drawings begin."""

    edition: Edition
    language: str
    has_names: bool
    last: float | None
    start: int


@dataclass(frozen=True)
class Row:
    """What is known of a candidate; how it is printed is asked for by those who print it, a page or no page."""

    code: str
    name: str  # empty while names are hidden: the code stands for the candidate
    employer: str
    result: Result
    decision: bool | None
    is_near: bool  # its interval reaches the last place of the shortlist
    frame: Frame

    @property
    def is_below(self) -> bool:
        return self.result.gate_passed is False

    @property
    def path(self) -> str:
        """The dossier, seen from the list."""
        return f"{quote(self.code, safe='')}/"

    @property
    def place(self) -> str:
        return f"{'≈ ' if self.is_near else ''}{self.result.rank or NONE}"

    @property
    def index(self) -> str:
        return figure(self.result.shortlist_index, self.frame.language)

    @property
    def strip(self) -> SafeString | str:
        result = self.result
        if result.shortlist_index is None:
            return ""
        return _strip(result.shortlist_index, result.low, result.high, self.frame.start, self.frame.language)

    @property
    def interval(self) -> str:
        return _interval_words(self.result.low, self.result.high, self.frame.language)

    @property
    def agreement(self) -> str:
        return figure(self.result.agreement, self.frame.language)

    @property
    def level(self) -> str:
        return figure(self.result.level, self.frame.language)

    @property
    def marked_level(self) -> str:
        """Below the gate it carries the sign that its badge carries."""
        return f"{FLAGS['below_gate'].sign} {self.level}" if self.is_below else self.level

    @property
    def over(self) -> str:
        return signed(over_baseline(self.result))

    @property
    def category(self) -> str:
        return _category(self.result.category, self.frame.language)

    @property
    def answers(self) -> tuple[str, str]:
        """The band of answers and the class of the response: never a figure."""
        size, share = self.result.size_band, RESPONSE[self.result.response_class]
        return (NONE if size is None else SIZES[size], "" if size is None or share == NONE else share)

    @property
    def flags(self) -> SafeString:
        return _flags(self.result.flags, self.frame.language)

    @property
    def states(self) -> SafeString:
        """What keeps a candidate from a rank, or asks for a reason: never an opinion about them."""
        if not (self.result.reasons or self.is_below):
            return mark_safe("")
        below = [FLAGS["below_gate"]] if self.is_below else []
        return _badges([*obstacles(self.result, self.frame.edition), *below])

    @property
    def decided(self) -> SafeString | str:
        return "" if self.decision is None else badge(SHORTLISTED if self.decision else NOT_SHORTLISTED)


def row_of(result: Result, candidate: Candidate, decision: bool | None, frame: Frame) -> Row:
    return Row(
        code=result.code,
        name=candidate.name if frame.has_names else "",
        employer=candidate.employer if frame.has_names else "",
        result=result,
        decision=decision,
        is_near=reaches(result, frame.last),
        frame=frame,
    )


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


def interval_words(low: float | None, high: float | None) -> str:
    return _interval_words(low, high, get_language() or "")


@lru_cache(maxsize=2048)
def _interval_words(low: float | None, high: float | None, language: str) -> str:
    if low is None or high is None:
        return _("no interval")
    return _("95 %% interval %(low)s to %(high)s") % {"low": figure(low), "high": figure(high)}


@lru_cache(maxsize=2048)
def _strip(index: float, low: float | None, high: float | None, start: int, language: str) -> SafeString:
    """Drawn once per figure and language: released figures never change."""
    return interval(index, low, high, width=STRIP, start=start, label=interval_words(low, high))


@lru_cache(maxsize=64)
def _category(code: str | None, language: str) -> str:
    word = CATEGORIES.get(code or "")
    return f"{word.sign} {word.name}" if word else NONE


@lru_cache(maxsize=512)
def _flags(codes: tuple[str, ...], language: str) -> SafeString:
    return _badges(FLAGS[each] for each in codes if each != "below_gate")


def _badges(words: Iterable[Word]) -> SafeString:
    return mark_safe(" ".join(map(badge, words)))  # noqa: S308  # each was escaped
