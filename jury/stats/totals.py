"""From the scores of jurors and components to totals of 0–100: what the jury sees before it decides."""

from collections.abc import Sequence
from typing import TypeVar

import pandas as pd

from jury.stats.ranking import apart, competition_rank
from jury.stats.scale import TOLERANCE, Scale
from jury.stats.weights import check_names, shares

Scored = TypeVar("Scored", pd.Series, pd.DataFrame)


def to_hundred(values: Scored, scale: Scale) -> Scored:
    """Scores on lo..hi as points of 0–100 (lo is 0, hi is 100), so that components of different scales can be added."""
    return (values - scale.lo) * (100 / scale.range)


def mean_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """The raw means over the jurors: candidates × criteria, NaN where no juror gave a value.

    `scores` is long, with the columns juror, candidate, criterion and value. Raises ValueError when a juror scored the
    same criterion of a candidate twice.
    """
    twice = scores.duplicated(["juror", "candidate", "criterion"])
    if twice.any():
        juror, candidate, criterion = scores.loc[twice, ["juror", "candidate", "criterion"]].iloc[0]
        raise ValueError(f"juror {juror!r} scored {criterion!r} of candidate {candidate!r} twice")
    return scores.astype({"value": float}).groupby(["candidate", "criterion"])["value"].mean().unstack()


def total_table(parts: pd.DataFrame, weights: pd.Series, *, ties: Sequence[str] = ()) -> pd.DataFrame:
    """The weighted total of every candidate and its rank: the components, then `total` and `rank`.

    `parts` is candidates × components, each 0–100; `weights` gives each component its weight. Who misses a component
    has no total and no rank: a total is never made up from the components that are there. Equal totals share a rank
    (1, 2, 2, 4) unless a component named in `ties`, the first one first, tells them apart. Raises ValueError when
    parts, weights and ties do not name the same components, or a part lies outside 0–100.
    """
    check_names(weights.index, parts.columns)
    check_parts(parts, ties)
    table = parts.assign(total=parts.to_numpy() @ shares(weights, parts.columns))
    rank = competition_rank(table["total"])
    for component in ties:
        rank = apart(rank, parts[component])
    return table.assign(rank=rank)


def check_parts(parts: pd.DataFrame, ties: Sequence[str]) -> None:
    """Refuse parts outside 0–100 and tie-breaks that are no component."""
    for component, values in parts.items():
        if not values.dropna().between(-TOLERANCE, 100 + TOLERANCE).all():
            raise ValueError(f"the component {component!r} must lie within 0–100; see to_hundred")
    for component in ties:
        if component not in parts.columns:
            raise ValueError(f"ties cannot be broken by {component!r}, which is none of {list(parts.columns)}")


def not_separable(totals: pd.Series, margin: float) -> pd.Series:
    """Who lies within `margin` points of the leader of the ranking, so that the jury must deliberate, not count.

    A leader whom nobody comes near stands apart from everyone and is not marked; otherwise the leader is marked with
    the others. Who has no total (NaN) is not marked.
    """
    near: pd.Series = (totals >= totals.max() - margin - TOLERANCE).rename("not_separable")
    if near.sum() == 1:
        near[:] = False
    return near
