"""Where the leader stands higher than the team, where lower, and by how much."""

from collections.abc import Iterable
from dataclasses import dataclass

from jury.screening.groupings import reckoned
from surveys.counting.results import AreaResult, ItemResult

HALF_STEP = 0.5
TOLERANCE = 1e-9
SHOWN = 5
HIGHER, RATHER_HIGHER, ALIKE, RATHER_LOWER, LOWER, BOTH = (
    "higher",
    "rather higher",
    "alike",
    "rather lower",
    "lower",
    "±",
)


@dataclass(frozen=True)
class Directions:
    """How many statements lie where: the leader higher or lower than the team, or alike within half a step."""

    higher: int
    lower: int
    alike: int


@dataclass(frozen=True)
class End:
    """The five statements at one end, and how many more lie exactly as far apart as the last of them."""

    items: tuple[ItemResult, ...]
    ties: int = 0


def distance(item: ItemResult) -> float | None:
    """Leader minus team, an open end taken at its middle; None where one side is not shown."""
    team = reckoned(item)
    return None if team is None or item.own is None else item.own - team


def directions(items: Iterable[ItemResult]) -> Directions:
    found = [gap for item in items if (gap := distance(item)) is not None]
    higher = sum(gap > HALF_STEP + TOLERANCE for gap in found)
    lower = sum(gap < -HALF_STEP - TOLERANCE for gap in found)
    return Directions(higher, lower, len(found) - higher - lower)


def largest(items: Iterable[ItemResult]) -> End:
    """The statements on which leader and team lie furthest apart; those that are alike are no gaps."""
    return _end([item for item in _compared(items) if _far(item) > HALF_STEP + TOLERANCE], sign=-1)


def closest(items: Iterable[ItemResult]) -> End:
    """The statements on which they lie closest; a gap of more than half a step is no agreement."""
    return _end([item for item in _compared(items) if _far(item) <= HALF_STEP + TOLERANCE], sign=1)


def furthest(items: Iterable[ItemResult], sign: int) -> tuple[ItemResult, ...]:
    """The statement on which the leader stands furthest above (1) or below (-1) the team; several if they tie."""
    found = [item for item in _compared(items) if sign * (distance(item) or 0) > HALF_STEP + TOLERANCE]
    widest = max(map(_far, found), default=0)
    return tuple(item for item in found if _far(item) == widest)


def direction(area: AreaResult, scale: tuple[int, int]) -> str:
    """Which way an area's means lie apart; both ways where they meet and yet its statements do not."""
    if area.bias is None:
        return ""
    low, high = scale
    apart = 0.0 if area.agreement is None else (100 - area.agreement) / 200 * (high - low)
    if abs(area.bias) <= HALF_STEP + TOLERANCE and apart > (high - low + 1) / 6 + TOLERANCE:
        return BOTH
    if abs(area.bias) > HALF_STEP + TOLERANCE:
        return HIGHER if area.bias > 0 else LOWER
    return ALIKE if not area.bias else RATHER_HIGHER if area.bias > 0 else RATHER_LOWER


def _end(found: list[ItemResult], sign: int) -> End:
    """In the order of the survey where they tie."""
    ordered = sorted(found, key=lambda item: sign * _far(item))
    items = tuple(ordered[:SHOWN])
    return End(items, sum(_far(each) == _far(items[-1]) for each in ordered[SHOWN:]) if items else 0)


def _compared(items: Iterable[ItemResult]) -> list[ItemResult]:
    return [item for item in items if distance(item) is not None]


def _far(item: ItemResult) -> float:
    return round(abs(distance(item) or 0), 6)
