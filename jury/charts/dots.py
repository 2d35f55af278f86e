"""Leader and team on the scale of the survey: a diamond and a circle, and the way between them."""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString

from jury.charts.drawing import GAP, GRID, PAPER, SELF, TEAM, Axis, plot, scale

WIDTH, HEIGHT, MARGIN, MIDDLE = 340, 28, 14, 14
NEAR = 0.25  # closer than this share of a point the two marks touch, and no line is drawn between them
TINT = "#e1ecf8"


def dots(
    own: float | None,
    team: float | None,
    low: int,
    high: int,
    label: str,
    *,
    sign: str = "",
    spread: float | None = None,
    leaders: Sequence[float | None] = (),
) -> SafeString:
    """One row: the diamond is the leader, the circle the team; either may be missing.

    `spread` is a band that far to both sides of the team. With a `sign` the mean is an open end: a hollow circle and
    a dotted way to that end of the scale. `leaders` are a group's, a hollow diamond each under that of their mean.
    """
    axis = Axis(low, high, WIDTH, MARGIN)
    parts = [
        f'<path class="c-grid" stroke="{GRID}" d="M{axis(point)} 3V{HEIGHT - 3}"/>' for point in range(low, high + 1)
    ]
    if team is not None:
        parts.extend(_around(team, axis, sign, spread))
    if own is not None and team is not None and abs(own - team) > NEAR:
        parts.append(f'<path class="c-gap" stroke="{GAP}" stroke-width="2" d="M{axis(own)} {MIDDLE}H{axis(team)}"/>')
    if team is not None:
        kind, fill, edge = ("c-open", PAPER, TEAM) if sign else ("c-team", TEAM, PAPER)
        width = "2.5" if sign else "1.5"
        parts.append(
            f'<circle class="{kind}" fill="{fill}" stroke="{edge}" stroke-width="{width}" cx="{axis(team)}" '
            f'cy="{MIDDLE}" r="{7 if sign else 8}"/>'
        )
    parts.extend(_one(each, axis) for each in leaders if each is not None)
    if own is not None:
        parts.append(_diamond(own, axis))
    return plot(parts, width=WIDTH, height=HEIGHT, label=label)


def _around(team: float, axis: Axis, sign: str, spread: float | None) -> Iterator[str]:
    if spread is not None:
        left, right = axis(team - spread), axis(team + spread)
        yield (
            f'<rect class="c-spread" fill="{TINT}" stroke="{TEAM}" x="{left}" y="{MIDDLE - 5}" '
            f'width="{float(right) - float(left):.1f}" height="10" rx="5"/>'
        )
    if sign:
        end = axis.low if sign == "≤" else axis.high
        yield (
            f'<path class="c-end" stroke="{TEAM}" stroke-width="2" stroke-dasharray="2 3" '
            f'd="M{axis(team)} {MIDDLE}H{axis(end)}M{axis(end)} {MIDDLE - 5}v10"/>'
        )


def _diamond(own: float, axis: Axis) -> str:
    return (
        f'<path class="c-self" fill="{SELF}" stroke="{PAPER}" stroke-width="1.5" '
        f'd="M{axis(own)} {MIDDLE - 7.5}l7.5 7.5-7.5 7.5-7.5-7.5z"/>'
    )


def _one(own: float, axis: Axis) -> str:
    """One leader of several."""
    return (
        f'<path class="c-one" fill="{PAPER}" stroke="{SELF}" stroke-width="1.5" '
        f'd="M{axis(own)} {MIDDLE - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z"/>'
    )


def dots_scale(low: int, high: int) -> SafeString:
    """The points of the scale, over a column of rows."""
    return scale(Axis(low, high, WIDTH, MARGIN), range(low, high + 1))
