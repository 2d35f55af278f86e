"""Places in an order, with ties."""

import numpy as np
import pandas as pd

from jury.stats.scale import TOLERANCE


def competition_rank(values: pd.Series, tolerance: float = TOLERANCE) -> pd.Series:
    """The place of every value, 1 for the highest; equal values share a place and the places after them are skipped.

    Standard competition ranking (1, 2, 2, 4): a place is one more than the number of values that are higher by more
    than `tolerance`, so it depends neither on the order of the rows nor on rounding. Takes and returns a Series with
    the same index; places are floats because what has no value (NaN) has no place (NaN).
    """
    scores = values.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(scores)
    ascending = np.sort(scores[known])
    places = np.full(scores.shape, np.nan)
    places[known] = 1 + ascending.size - np.searchsorted(ascending, scores[known] + tolerance, side="right")
    return pd.Series(places, index=values.index, name="rank")


def apart(rank: pd.Series, by: pd.Series) -> pd.Series:
    """The places again, those who shared one told apart by `by`, the higher value first; everyone else stays."""
    return rank + by.groupby(rank).transform(competition_rank) - 1
