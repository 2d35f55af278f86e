"""Where the leader stands higher than the team, where lower, and by how much."""

from collections.abc import Iterable
from dataclasses import dataclass

from jury.screening.groupings import reckoned
from surveys.counting.results import ItemResult

HALF_STEP = 0.5
TOLERANCE = 1e-9
SHOWN = 5


@dataclass(frozen=True)
class Directions:
    """How many statements lie where: the leader higher or lower than the team, or alike within half a step."""

    higher: int
    lower: int
    alike: int


def distance(item: ItemResult) -> float | None:
    """Leader minus team, an open end taken at its middle; None where one side is not shown."""
    team = reckoned(item)
    return None if team is None or item.own is None else item.own - team


def directions(items: Iterable[ItemResult]) -> Directions:
    found = [gap for item in items if (gap := distance(item)) is not None]
    higher = sum(gap > HALF_STEP + TOLERANCE for gap in found)
    lower = sum(gap < -HALF_STEP - TOLERANCE for gap in found)
    return Directions(higher, lower, len(found) - higher - lower)


def largest(items: Iterable[ItemResult]) -> list[ItemResult]:
    """The five statements on which leader and team lie furthest apart; those that are alike are no gaps."""
    return [item for item in reversed(_nearest_first(items)) if abs(distance(item) or 0) > HALF_STEP + TOLERANCE][
        :SHOWN
    ]


def closest(items: Iterable[ItemResult]) -> list[ItemResult]:
    """The five statements on which they lie closest; a gap of more than half a step is no agreement."""
    return [item for item in _nearest_first(items) if abs(distance(item) or 0) <= HALF_STEP + TOLERANCE][:SHOWN]


def _nearest_first(items: Iterable[ItemResult]) -> list[ItemResult]:
    return sorted(
        (item for item in items if distance(item) is not None), key=lambda item: round(abs(distance(item) or 0), 6)
    )
