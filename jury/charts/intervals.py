"""A number of 0 to 100 with its 95 % interval: a point on a whisker."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from jury.charts.drawing import GRID, INK, TEAM, Axis, plot, scale

HEIGHT, MARGIN, MIDDLE = 22, 8, 11
TICKS = (0, 50, 100)


def interval(
    value: float,
    low: float | None = None,
    high: float | None = None,
    *,
    label: str,
    width: int = 240,
    start: int = 0,
    gate: float | None = None,
) -> SafeString:
    """One strip; the gate, where there is one, is a dashed line across it."""
    axis = Axis(start, 100, width, MARGIN)
    parts = [f'<path class="c-grid" stroke="{GRID}" d="M{MARGIN} {MIDDLE}H{width - MARGIN}"/>']
    if gate is not None:
        parts.append(f'<path class="c-gate" stroke="{INK}" stroke-dasharray="2 3" d="M{axis(gate)} 1V21"/>')
    if low is not None and high is not None:
        parts.append(
            f'<path class="c-whisker" stroke="{TEAM}" stroke-width="2" '
            f'd="M{axis(low)} 4v14M{axis(high)} 4v14M{axis(low)} {MIDDLE}H{axis(high)}"/>'
        )
    parts.append(f'<circle class="c-point" fill="{TEAM}" cx="{axis(value)}" cy="{MIDDLE}" r="3.5"/>')
    return plot(parts, width=width, height=HEIGHT, label=label, is_fixed=True)


def interval_scale(width: int = 240, start: int = 0, ticks: Sequence[int] = TICKS) -> SafeString:
    """The numbers under a strip, or over a column of strips."""
    return scale(Axis(start, 100, width, MARGIN), ticks, is_fixed=True)
