"""How numbers of 0 to 100 are distributed: one dot a number, stacked over the class it falls into."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from jury.charts.drawing import EDGE, INK, TEAM, Axis, plot

WIDTH, MARGIN, STEP, FOOT = 340, 14, 5, 20
TALLEST, DOT = 84, 12  # the room for the tallest pile, and for one dot where there is room
TICKS = (0, 25, 50, 75, 100)


def classes(values: Sequence[float]) -> list[tuple[int, int, int]]:
    """(from, to, how many) for every class of five points that holds anybody; 100 belongs to the last."""
    counts: dict[int, int] = {}
    for value in values:
        low = min(int(value // STEP) * STEP, 100 - STEP)
        counts[low] = counts.get(low, 0) + 1
    return [(low, low + STEP, n) for low, n in sorted(counts.items())]


def stacks(values: Sequence[float], *, label: str, gate: float | None = None) -> SafeString:
    """The piles over their axis; the gate, where there is one, is a dashed line. Tall piles have flatter dots."""
    axis, found = Axis(0, 100, WIDTH, MARGIN), classes(values)
    tallest = max((n for _low, _high, n in found), default=1)
    height = min(DOT, TALLEST / tallest)
    floor = round(max(tallest * height, 3 * DOT)) + 4
    parts = [f'<path class="c-axis" stroke="{EDGE}" d="M{MARGIN} {floor}H{WIDTH - MARGIN}"/>']
    if gate is not None:
        parts.append(f'<path class="c-gate" stroke="{INK}" stroke-dasharray="2 3" d="M{axis(gate)} 0V{floor}"/>')
    parts.extend(
        f'<ellipse class="c-point" fill="{TEAM}" cx="{axis(low + STEP / 2)}" cy="{floor - height * (place + 0.5):.1f}" '
        f'rx="5" ry="{max(height / 2 - 0.5, 0.5):.1f}"/>'
        for low, _high, n in found
        for place in range(n)
    )
    parts.extend(
        f'<text x="{axis(tick)}" y="{floor + 15}" text-anchor="middle" font-size="12">{tick}</text>' for tick in TICKS
    )
    return plot(parts, width=WIDTH, height=floor + FOOT, label=label)
