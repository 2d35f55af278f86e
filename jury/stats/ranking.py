"""Places in an order, with ties."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jury.stats.scale import TOLERANCE, Floats
from jury.stats.weights import Weights, shares

TRIES = 1_000
"""How many batches are drawn before a part of the simplex counts as too thin to draw from."""


def competition_rank(values: pd.Series, tolerance: float = TOLERANCE) -> pd.Series:
    """The place of every value, 1 for the highest; equal values share a place and the places after them are skipped.

    Standard competition ranking (1, 2, 2, 4): a place is one more than the number of values that are higher by more
    than `tolerance`, so it depends neither on the order of the rows nor on rounding. Takes and returns a Series with
    the same index; places are floats because what has no value (NaN) has no place (NaN).
    """
    scores = values.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(scores)
    rank = np.full(scores.shape, np.nan)
    rank[known] = places(scores[known], tolerance)
    return pd.Series(rank, index=values.index, name="rank")


def places(scores: Floats, tolerance: float) -> NDArray[np.intp]:
    """One more than the number of scores that are higher by more than `tolerance`; every score is known."""
    ascending = np.sort(scores)
    return 1 + ascending.size - np.searchsorted(ascending, scores + tolerance, side="right")


def apart(rank: pd.Series, by: pd.Series) -> pd.Series:
    """The places again, those who shared one told apart by `by`, the higher value first; everyone else stays."""
    return rank + by.groupby(rank).transform(competition_rank) - 1


def smaa(
    values: pd.DataFrame,
    rng: np.random.Generator,
    draws: int = 10_000,
    around: Weights | None = None,
    spread: float | None = None,
) -> pd.DataFrame:
    """How often each candidate takes each place when the weights are drawn at random (Lahdelma & Salminen 2001).

    `values` is candidates × criteria. The weights are uniform over all that are at least 0 and sum to 1; with `around`
    (criterion -> chosen weight) and `spread` (.1: ten points) uniform over those no further than `spread` from
    any of the chosen ones. Rows candidate, columns 1..n: the share of draws on that place (b¹ is column 1, b^k the
    sum of the first k). Equal totals share a place. Who misses a criterion takes part in no draw (NaN).

    Raises ValueError for weights that do not fit the criteria, for only one of around and spread, a spread below or at
    0, and fewer draws than one.
    """
    if draws < 1:
        raise ValueError(f"smaa needs at least one draw, not {draws}")
    weights = drawn_weights(values.columns, rng, draws, around, spread)
    points = values.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(points).any(axis=1)
    counts = np.zeros((known.sum(), len(values)))
    rows = np.arange(len(counts))
    for totals in weights @ points[known].T:
        counts[rows, places(totals, TOLERANCE) - 1] += 1
    shares_of_places = np.full((len(values), len(values)), np.nan)
    shares_of_places[known] = counts / draws
    return pd.DataFrame(shares_of_places, index=values.index, columns=range(1, len(values) + 1))


def drawn_weights(
    criteria: pd.Index, rng: np.random.Generator, draws: int, around: Weights | None, spread: float | None
) -> Floats:
    """Weight vectors, draws × criteria, uniform over the simplex or over its part around the chosen weights."""
    if (around is None) != (spread is None):
        raise ValueError("around and spread belong together")
    if around is None or spread is None:
        return rng.dirichlet(np.ones(len(criteria)), size=draws)
    if not spread > 0:
        raise ValueError(f"the spread must be above 0, not {spread}")
    return near_weights(shares(around, criteria), spread, rng, draws)


def near_weights(chosen: Floats, spread: float, rng: np.random.Generator, draws: int) -> Floats:
    """Uniform weights within `spread` of the chosen ones: all but the largest are drawn, the largest is what is left.

    Draws that leave too little or too much for the largest are thrown away, which keeps the others uniform.
    """
    low, high = np.maximum(chosen - spread, 0.0), np.minimum(chosen + spread, 1.0)
    last = int(np.argmax(chosen))
    kept, found = [], 0
    for _ in range(TRIES):
        batch = rng.uniform(low, high, (draws, len(chosen)))
        batch[:, last] = 0.0
        batch[:, last] = 1 - batch.sum(axis=1)
        batch = batch[(batch[:, last] >= low[last] - TOLERANCE) & (batch[:, last] <= high[last] + TOLERANCE)]
        kept.append(batch)
        found += len(batch)
        if found >= draws:
            return np.concatenate(kept)[:draws]
    raise ValueError("too few weights lie so near the chosen ones; choose a smaller spread")
