"""What other weights of the areas would do to the places of the shortlist, from released figures of the areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jury.stats.ranking import competition_rank
from jury.stats.weightings import index_under, share_within
from surveys.counting.results import Result

SEED = 2027  # the same page shows the same shares to everybody, every time
BESIDE = 3  # so many places on either side of the last one are near it


@dataclass(frozen=True)
class Move:
    """A candidate whose membership of the shortlist's places changes: the released place, and the reckoned one."""

    code: str
    before: int
    after: int


@dataclass(frozen=True)
class Moves:
    """Who would come into the places and who would fall out; who cannot be reckoned because an area is not shown.

    Those who cannot be reckoned keep the index they were released with, and with it a place that others cannot take.
    """

    entering: tuple[Move, ...]
    leaving: tuple[Move, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Hold:
    """A candidate near the last place: the share of all weightings in which they are within the places."""

    code: str
    place: int
    share: float | None


def area_frames(ranked: Sequence[Result], areas: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Agreement and level as released, candidates × areas, NaN where a figure was not released."""
    codes = [each.code for each in ranked]
    found = [{area.code: area for area in each.areas} for each in ranked]
    agreement = [[of[code].agreement if code in of else None for code in areas] for of in found]
    level = [[of[code].level if code in of else None for code in areas] for of in found]
    return tuple(  # type: ignore[return-value]  # two of them
        pd.DataFrame(rows, index=codes, columns=list(areas), dtype=float) for rows in (agreement, level)
    )


def moves(ranked: Sequence[Result], areas: Sequence[str], weights: Mapping[str, float] | None, places: int) -> Moves:
    """Other weights, reckoned from rounded figures: an approximation near the last place.

    Before is the place as released; after, the place by the reckoned index. Within are the places up to the last one,
    ties with it included.
    """
    index, released = index_under(*area_frames(ranked, areas), weights or None), released_index(ranked)
    after = competition_rank(index.fillna(released))
    moved = sorted(
        (
            Move(each.code, each.rank, int(place))
            for each, place in zip(ranked, after, strict=True)
            if each.rank is not None
        ),
        key=lambda move: (move.after, move.code),
    )
    return Moves(
        entering=tuple(each for each in moved if each.before > places >= each.after),
        leaving=tuple(each for each in moved if each.before <= places < each.after),
        unknown=tuple(index.index[index.isna()]),
    )


def doubled(
    ranked: Sequence[Result], areas: Sequence[str], weights: Mapping[str, float] | None, places: int
) -> dict[str, Moves]:
    """Area -> who would move if it counted twice as much as it does; areas that count for nothing are left out."""
    own = {code: (weights or {}).get(code, 0.0 if weights else 1.0) for code in areas}
    return {code: moves(ranked, areas, {**own, code: 2 * weight}, places) for code, weight in own.items() if weight > 0}


def released_index(ranked: Sequence[Result]) -> pd.Series:
    return pd.Series({each.code: each.shortlist_index for each in ranked}, dtype=float)


def holds(ranked: Sequence[Result], areas: Sequence[str], places: int) -> list[Hold]:
    """How firmly those near the last place are within or without, by place; nobody where there are places for all."""
    if len(ranked) <= places:
        return []
    agreement, level = area_frames(ranked, areas)
    hidden = agreement.isna().any(axis=1) | level.isna().any(axis=1)
    agreement = alike_where(hidden, agreement, [each.agreement for each in ranked])
    level = alike_where(hidden, level, [each.level for each in ranked])
    share = share_within(agreement, level, places, np.random.default_rng(SEED))
    near = [each for each in ranked if each.rank is not None and abs(each.rank - places - 0.5) < BESIDE]
    return [
        Hold(each.code, each.rank or 0, None if hidden[each.code] else float(share[each.code]))
        for each in sorted(near, key=lambda each: (each.rank or 0, each.code))
    ]


def alike_where(hidden: pd.Series, points: pd.DataFrame, whole: Sequence[float | None]) -> pd.DataFrame:
    """Who has an area that is not shown stands with the figure over all areas in each of them: no weights move them."""
    overall = pd.Series(np.array(whole, dtype=float), index=points.index)
    return pd.DataFrame({area: points[area].where(~hidden, overall) for area in points})
