from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

INK, EDGE, GRID, TEAM, SELF, PAPER, GAP = "#10222c", "#6b7e88", "#cdd8dd", "#1b508f", "#bd5a08", "#fff", "#42555f"


class Axis:
    """Where the numbers from `low` to `high` lie across a drawing, with room for a mark at both ends."""

    def __init__(self, low: float, high: float, width: int, margin: float) -> None:
        self.low, self.high, self.width, self.margin = low, high, width, margin
        self.step = (width - 2 * margin) / (high - low)

    def __call__(self, number: float) -> str:
        return f"{self.margin + (min(max(number, self.low), self.high) - self.low) * self.step:.1f}"


def plot(
    parts: Iterable[str], *, width: int, height: int, label: str = "", is_fixed: bool = False, role: str = "img"
) -> SafeString:
    """A drawing with its words; one without words repeats what stands beside it and is silent.

    The role is `group` where the drawing holds links of its own.
    """
    spoken = f'role="{role}" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    size = f' width="{width}" height="{height}"' if is_fixed else ""
    start = f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {width} {height}"{size} {spoken}>'
    return mark_safe(start + "".join(parts) + "</svg>")  # noqa: S308  # numbers and constants; the words are escaped


def scale(axis: Axis, ticks: Iterable[float], *, is_fixed: bool = False) -> SafeString:
    """The numbers over a column of drawings that share an axis."""
    return plot(
        (
            f'<text x="{axis(tick)}" y="12" text-anchor="{_anchor(axis, tick)}" font-size="12">{tick:g}</text>'
            for tick in ticks
        ),
        width=axis.width,
        height=16,
        is_fixed=is_fixed,
    )


def _anchor(axis: Axis, tick: float) -> str:
    if axis.margin >= 12:
        return "middle"
    return {axis.low: "start", axis.high: "end"}.get(tick, "middle")
