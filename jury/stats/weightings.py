"""What the shortlist index would be if the areas counted differently: how far an order hangs on the weights chosen."""

import numpy as np
import pandas as pd

from jury.stats.index import score
from jury.stats.scale import TOLERANCE, Floats
from jury.stats.weights import Weights, check_names, shares

DRAWS = 2_000


def index_under(agreement: pd.DataFrame, level: pd.DataFrame, weights: Weights | None) -> pd.Series:
    """The shortlist index of every candidate under these weights of the areas (rule 6), in points of 0–100.

    `agreement` and `level` are candidates × areas, 0–100. NaN for who misses an area that counts. Raises ValueError
    when the two tables do not speak of the same candidates and areas, or the weights do not name these areas.
    """
    check_alike(agreement, level)
    scores = score(*points(agreement, level), shares(weights, agreement.columns))
    return pd.Series(scores.shortlist_index, index=agreement.index, name="shortlist_index")


def share_within(
    agreement: pd.DataFrame, level: pd.DataFrame, places: int, rng: np.random.Generator, *, draws: int = DRAWS
) -> pd.Series:
    """The share (0–1) of all ways to weigh the areas under which a candidate is within the first `places`.

    The ways are drawn evenly from everything that weights can be: Dirichlet(1, …, 1), as in SMAA (Lahdelma, Hokkanen &
    Salminen 1998). Who ties with the last place is within. Tables as in `index_under`; NaN for who misses an area.
    Deterministic for a generator of the same seed. Raises ValueError without a place or a draw, and as `index_under`.
    """
    check_alike(agreement, level)
    if places < 1 or draws < 1:
        raise ValueError(f"at least one place and one draw are needed, not {places} and {draws}")
    known = agreement.notna().all(axis=1) & level.notna().all(axis=1)
    share = pd.Series(np.nan, index=agreement.index, name="share_within")
    if known.any():
        agreed, favourable = points(agreement[known], level[known])
        weights = rng.dirichlet(np.ones(len(agreement.columns)), size=draws)
        index = np.sqrt(np.clip(weights @ agreed, 0, None) * np.clip(weights @ favourable, 0, None))
        share[known] = (index >= last_within(index, places) - TOLERANCE).mean(axis=0)
    return share


def last_within(index: Floats, places: int) -> Floats:
    """The index at the last place in every draw (draws × 1); the lowest where there are places for all."""
    place = max(0, index.shape[1] - places)
    return np.asarray(np.partition(index, place, axis=1)[:, [place]])


def points(agreement: pd.DataFrame, level: pd.DataFrame) -> tuple[Floats, Floats]:
    """Both tables as areas × candidates."""
    return agreement.to_numpy(dtype=float).T, level.to_numpy(dtype=float).T


def check_alike(agreement: pd.DataFrame, level: pd.DataFrame) -> None:
    """Refuse two tables that do not speak of the same candidates and areas in the same order."""
    check_names(level.columns, agreement.columns)
    if not (agreement.index.equals(level.index) and agreement.columns.equals(level.columns)):
        raise ValueError("agreement and level must have the same candidates and areas, in the same order")
