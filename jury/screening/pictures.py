"""The list as a picture: agreement across, level up, every candidate a mark that leads to its dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jury.charts.scatter import FEW, Field, Point, key, scatter
from jury.screening.rows import Row
from jury.screening.words import CATEGORIES, NONE, figure

SHAPES = {"over_estimator": "over", "under_estimator": "under", "mixed": "mixed"}


@dataclass(frozen=True)
class Picture:
    """The marks of the rows a reader chose, what they stand in, and how many rows have no place in it."""

    points: tuple[Point, ...]
    field: Field
    rows: int

    @property
    def drawing(self) -> SafeString:
        return scatter(self.points, self.field, label=_("Agreement against level"))

    @property
    def is_crowded(self) -> bool:
        return len(self.points) > FEW

    @property
    def has_intervals(self) -> bool:
        return not self.is_crowded and any(point.low is not None for point in self.points)

    @property
    def missing(self) -> int:
        return self.rows - len(self.points)

    @property
    def keys(self) -> list[tuple[SafeString, str]]:
        """What the marks mean: shape for the direction, hollow for below the gate."""
        return [
            (key("agree"), _("in agreement")),
            (key("over"), str(CATEGORIES["over_estimator"].name)),
            (key("under"), str(CATEGORIES["under_estimator"].name)),
            (key("mixed"), str(CATEGORIES["mixed"].name)),
            (key("agree", is_below=True), _("hollow: level below the gate")),
        ]


def picture(chosen: Sequence[Row], everybody: Sequence[Row], gate: int) -> Picture:
    """The field is that of everybody this seat may read about, so that a choice moves no axis."""
    words = Words()
    points = (point_of(row, words) for row in chosen)
    return Picture(tuple(each for each in points if each), field_of(everybody, gate), len(chosen))


class Words:
    """A mark in words: what a screen reader says and a pointer shows. The language is asked once for all marks."""

    def __init__(self) -> None:
        self.pattern = _("%(who)s: agreement %(agreement)s, level %(level)s, index %(index)s, %(category)s")
        self.categories = {code: str(word.name) for code, word in CATEGORIES.items()}

    def __call__(self, row: Row) -> str:
        return self.pattern % {
            "who": f"{row.code} {row.name}".strip(),
            "agreement": row.agreement,
            "level": row.level,
            "index": row.index,
            "category": self.categories.get(row.result.category or "", NONE),
        }


def point_of(row: Row, words: Words) -> Point | None:
    """A row as a mark; None for somebody who has no agreement or no level."""
    result = row.result
    if result.agreement is None or result.level is None:
        return None
    return Point(
        result.agreement,
        result.level,
        result.shortlist_index,
        result.low,
        result.high,
        SHAPES.get(result.category or "", "agree"),
        row.is_below,
        row.code,
        row.path,
        words(row),
    )


def field_of(everybody: Sequence[Row], gate: int) -> Field:
    """Both axes begin at the full ten below the lowest mark and below the gate, and end at 100."""
    marks = [(row.result.agreement, row.result.level) for row in everybody]
    figures = [number for mark in marks if None not in mark for number in mark if number is not None]
    baselines = [row.result.baseline for row in everybody if row.result.baseline is not None]
    baseline = fmean(baselines) if baselines else None
    return Field(
        start=max(0, int((min([*figures, gate]) - 5) // 10 * 10)),
        gate=gate,
        baseline=baseline,
        across=_("Agreement: 100 where the leader answers as the team does on average"),
        up=_("Level: how favourable the team is"),
        gate_words=_("level %(gate)s, the gate: below it only with the chair’s written reason") % {"gate": gate},
        baseline_words=_("up to %(baseline)s: what any leader would get") % {"baseline": figure(baseline)},
        index_words=_("index"),
    )
