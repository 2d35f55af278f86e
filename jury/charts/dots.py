"""Leader and team on the scale of the survey: a diamond and a circle, and the way between them."""

from django.utils.safestring import SafeString

from jury.charts.drawing import GAP, GRID, PAPER, SELF, TEAM, Axis, plot, scale

WIDTH, HEIGHT, MARGIN, MIDDLE = 340, 28, 14, 14
NEAR = 0.25  # closer than this share of a point the two marks touch, and no line is drawn between them


def dots(own: float | None, team: float | None, low: int, high: int, label: str) -> SafeString:
    """One row: the diamond is the leader, the circle the team; either may be missing."""
    axis = Axis(low, high, WIDTH, MARGIN)
    parts = [
        f'<path class="c-grid" stroke="{GRID}" d="M{axis(point)} 3V{HEIGHT - 3}"/>' for point in range(low, high + 1)
    ]
    if own is not None and team is not None and abs(own - team) > NEAR:
        parts.append(f'<path class="c-gap" stroke="{GAP}" stroke-width="2" d="M{axis(own)} {MIDDLE}H{axis(team)}"/>')
    if team is not None:
        parts.append(
            f'<circle class="c-team" fill="{TEAM}" stroke="{PAPER}" stroke-width="1.5" cx="{axis(team)}" '
            f'cy="{MIDDLE}" r="8"/>'
        )
    if own is not None:
        parts.append(
            f'<path class="c-self" fill="{SELF}" stroke="{PAPER}" stroke-width="1.5" '
            f'd="M{axis(own)} {MIDDLE - 7.5}l7.5 7.5-7.5 7.5-7.5-7.5z"/>'
        )
    return plot(parts, width=WIDTH, height=HEIGHT, label=label)


def dots_scale(low: int, high: int) -> SafeString:
    """The points of the scale, over a column of rows."""
    return scale(Axis(low, high, WIDTH, MARGIN), range(low, high + 1))
