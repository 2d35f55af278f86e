"""Agreement against level: every candidate a mark that leads to its dossier."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from jury.charts.drawing import EDGE, INK, PAPER, TEAM, plot

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 840, 520, 56, 16, 14, 54
FEW = 60  # up to so many marks are large, with codes and intervals; beyond, they would hide each other
WELL, TINT, SOFT = "#e8eff2", "#fce8ec", "#42555f"
CURVES = range(10, 100, 10)
TIGHT = 3  # marks nearer than so many pixels would cover each other
STEPS = sorted(  # out of each other's way: a little to the right first, then round and round
    ((right * TIGHT, down * TIGHT) for right in range(-5, 6) for down in range(-5, 6)),
    key=lambda step: (step[0] ** 2 + step[1] ** 2, -step[0], step[1]),
)
ROOM = 64  # what the name of a curve needs to the right of its beginning
DIGIT, LINE = 7.5, 14  # how wide a sign of a label is, and how high


@dataclass(frozen=True)
class Point:
    """A candidate with agreement and level: its index with interval, its direction, and in words what it says."""

    agreement: float
    level: float
    index: float | None
    low: float | None
    high: float | None
    shape: str  # over, agree, under, mixed
    is_below: bool
    code: str
    address: str
    words: str


@dataclass(frozen=True)
class Field:
    """What the marks stand in, with its words; both axes run from `start` to 100."""

    start: int
    gate: float
    baseline: float | None
    across: str
    up: str
    gate_words: str
    baseline_words: str
    index_words: str  # said before the number of a curve

    def x(self, agreement: float) -> float:
        return LEFT + (agreement - self.start) * (WIDTH - LEFT - RIGHT) / (100 - self.start)

    def y(self, level: float) -> float:
        return HEIGHT - FOOT - (level - self.start) * (HEIGHT - TOP - FOOT) / (100 - self.start)


def scatter(points: Sequence[Point], field: Field, *, label: str) -> SafeString:
    """Agreement runs across and level up: “high” reads as a good level, and the gate is a floor one stands on.

    Both axes begin at the same full ten and end at 100, so that the eye may compare them; the numbers on them say
    where they begin. The shape of a mark is the direction, hollow is below the gate. The line through a mark is the
    interval of its index, laid along the ray from zero through the mark, where agreement and level keep their
    proportion: agreement and level have intervals of their own that no release shows. Dotted curves join what has
    the same index.
    """
    is_few = len(points) <= FEW
    placed = spread(points, field)
    parts = [*_ground(field), *_curves(field)]
    if is_few:
        parts.extend(_whisker(point, field) for point in points)
    labels = named(placed) if is_few else {}
    parts.extend(_mark(each, x, y, 6.5 if is_few else 4, labels.get(each.code)) for each, x, y in placed)
    return plot(parts, width=WIDTH, height=HEIGHT, label=label, role="group")


def along_the_ray(point: Point, start: float) -> tuple[float, float, float, float] | None:
    """The interval of an index as a line: agreement and level at its low and at its high end, within the axes.

    On the ray from zero through a point both grow with the index in the same proportion, and the index with them.
    """
    index, low, high = point.index, point.low, point.high
    least, most = min(point.agreement, point.level), max(point.agreement, point.level)
    if not index or not least or low is None or high is None:
        return None
    shrunk = min(1.0, max(low / index, start / least))
    grown = min(high / index, 100 / most)
    return point.agreement * shrunk, point.level * shrunk, point.agreement * grown, point.level * grown


def spread(points: Sequence[Point], field: Field) -> list[tuple[Point, float, float]]:
    """Where each mark stands. One that would cover another moves to the nearest place where both can be reached."""
    taken: dict[tuple[int, int], tuple[float, float]] = {}
    placed = []
    for point in points:
        x, y = field.x(point.agreement), field.y(point.level)
        free = ((x + right, y + down) for right, down in STEPS if not _is_covered(x + right, y + down, taken))
        x, y = next(free, (x, y))
        taken[int(x // TIGHT), int(y // TIGHT)] = (x, y)
        placed.append((point, x, y))
    return placed


def _is_covered(x: float, y: float, taken: Mapping[tuple[int, int], tuple[float, float]]) -> bool:
    column, row = int(x // TIGHT), int(y // TIGHT)
    near = (taken.get((column + right, row + down)) for right in (-1, 0, 1) for down in (-1, 0, 1))
    return any(abs(x - each[0]) < TIGHT and abs(y - each[1]) < TIGHT for each in near if each)


def named(placed: Sequence[tuple[Point, float, float]]) -> dict[str, tuple[float, float]]:
    """Where codes can stand beside their marks without touching a mark or another code; some find no room."""
    marks = [(x - 8, y - 8, x + 8, y + 8) for _point, x, y in placed]
    found: dict[str, tuple[float, float]] = {}
    for point, x, y in placed:
        wide = DIGIT * len(point.code)
        for left, base in ((x + 11, y + 4), (x - 11 - wide, y + 4), (x - wide / 2, y - 12), (x - wide / 2, y + 21)):
            box = (left, base - LINE + 3, left + wide, base + 3)
            if box[2] < WIDTH - 2 and not any(_touch(box, other) for other in marks):
                marks.append(box)
                found[point.code] = (left, base)
                break
    return found


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _ground(field: Field) -> Iterator[str]:
    """Where no rank is without a reason, what any leader would get, the gate, and the axes with their numbers."""
    left, right, top, foot = LEFT, WIDTH - RIGHT, TOP, HEIGHT - FOOT
    gate = field.y(field.gate)
    yield _box("c-below", TINT, left, gate, right, foot)
    if field.baseline is not None and field.baseline > field.start:
        edge = field.x(field.baseline)
        yield _box("c-region", WELL, left, top, edge, gate)
        yield f'<path class="c-axis" stroke="{EDGE}" d="M{edge:.1f} {top}V{foot}"/>'
        anchor, x = ("end", edge - 6) if edge - left > (right - left) / 2 else ("start", edge + 6)
        yield _text(field.baseline_words, x, gate - 8, anchor, is_strong=True)
    yield f'<path class="c-axis" fill="none" stroke="{EDGE}" d="M{left} {top}V{foot}H{right}"/>'
    for tick in range(field.start, 101, 10):
        x, y = field.x(tick), field.y(tick)
        yield f'<path class="c-axis" stroke="{EDGE}" d="M{x:.1f} {foot}v4M{left} {y:.1f}h-4"/>'
        yield _text(str(tick), x, foot + 19, "middle") + _text(str(tick), left - 9, y + 4, "end")
    dashed = 'stroke-width="1.5" stroke-dasharray="6 4"'
    yield f'<path class="c-gate" stroke="{INK}" {dashed} d="M{left} {gate:.1f}H{right}"/>'
    yield _text(field.gate_words, left + 8, gate + 16, "start", is_strong=True)
    yield _text(field.across, (left + right) / 2, HEIGHT - 8, "middle", is_strong=True)
    turned = f"rotate(-90 14 {(top + foot) / 2:.0f})"
    yield _text(field.up, 14, (top + foot) / 2, "middle", is_strong=True, turned=turned)


def _curves(field: Field) -> Iterator[str]:
    """Where the index is the same: level = index² / agreement; named at the right, on the curve."""
    for index in CURVES:
        first = max(field.start, index * index / 100)
        if field.start >= index or first >= 100:
            continue
        last = min(100.0, index * index / field.start) if field.start else 100.0
        steps = 24
        reach = [first * (last / first) ** (step / steps) for step in range(steps + 1)]
        way = "L".join(f"{field.x(each):.1f} {field.y(index * index / each):.1f}" for each in reach)
        yield (
            f'<path class="c-axis" fill="none" stroke="{EDGE}" stroke-width="1.5" stroke-dasharray="1 4" '
            f'stroke-linecap="round" d="M{way}"/>'
        )
        named_at = min(last - 1, 100 - ROOM * (100 - field.start) / (WIDTH - LEFT - RIGHT))
        if named_at > first:
            yield _text(
                f"{field.index_words} {index}", field.x(named_at) + 5, field.y(index**2 / named_at) - 3, "start"
            )


def _whisker(point: Point, field: Field) -> str:
    ends = along_the_ray(point, field.start)
    if ends is None:
        return ""
    x0, y0, x1, y1 = field.x(ends[0]), field.y(ends[1]), field.x(ends[2]), field.y(ends[3])
    return (
        f'<path class="c-whisker" fill="none" stroke="{TEAM}" stroke-width="1.5" '
        f'd="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"/>'
    )


FULL = f'class="c-point" fill="{TEAM}" stroke="{PAPER}"'
HOLLOW = f'class="c-hollow" fill="{PAPER}" stroke="{TEAM}" stroke-width="2"'


def _mark(point: Point, x: float, y: float, r: float, named_at: tuple[float, float] | None) -> str:
    words = escape(point.words)
    name = _text(point.code, *named_at, "start", is_strong=True) if named_at else ""
    return (
        f'<a href="{escape(point.address)}" aria-label="{words}"><title>{words}</title>'
        f"{shape(point.shape, x, y, r, HOLLOW if point.is_below else FULL)}{name}</a>"
    )


def shape(kind: str, x: float, y: float, r: float, look: str) -> str:
    """▲ the leader above the team, ▼ below, ● in agreement, ■ mixed; all of about the same ink."""
    if kind == "agree":
        return f'<circle {look} cx="{x:.1f}" cy="{y:.1f}" r="{r}"/>'
    if kind == "mixed":
        return f'<path {look} d="M{x - 0.9 * r:.1f} {y - 0.9 * r:.1f}h{1.8 * r:.1f}v{1.8 * r:.1f}h{-1.8 * r:.1f}z"/>'
    tip, side = (-1.2 * r, 2.1 * r) if kind == "over" else (1.2 * r, -2.1 * r)
    return f'<path {look} d="M{x:.1f} {y + tip:.1f}l{1.2 * r:.1f} {side:.1f}h{-2.4 * r:.1f}z"/>'


def key(kind: str, *, is_below: bool = False) -> SafeString:
    """A mark for the legend."""
    return plot([shape(kind, 9, 9, 6.5, HOLLOW if is_below else FULL)], width=18, height=18, is_fixed=True)


def _box(name: str, fill: str, left: float, top: float, right: float, foot: float) -> str:
    return (
        f'<rect class="{name}" fill="{fill}" x="{left:.1f}" y="{top:.1f}" '
        f'width="{right - left:.1f}" height="{foot - top:.1f}"/>'
    )


def _text(words: str, x: float, y: float, anchor: str, *, is_strong: bool = False, turned: str = "") -> str:
    look = f'class="c-strong" fill="{INK}" font-weight="600"' if is_strong else f'fill="{SOFT}"'
    turn = f' transform="{turned}"' if turned else ""
    return f'<text {look} font-size="12" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{turn}>{escape(words)}</text>'
