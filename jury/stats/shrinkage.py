"""Values drawn towards the mean of all by as much as they are unsure, and the place to expect.

Shown beside the index, never used for the order: of two candidates with the same index, the smaller team says less.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from jury.stats.scale import TOLERANCE, Floats


class Shrunk(NamedTuple):
    """One value per candidate: the shrunk value, its posterior variance, and the expected rank (1 is the highest)."""

    value: Floats
    variance: Floats
    expected_rank: Floats


def shrink(values: Floats, errors: Floats, sizes: NDArray[np.intp]) -> Shrunk:
    """Empirical Bayes in the normal model: value_i ~ N(true_i, se_i²), true_i ~ N(mean, τ²).

    `values`, `errors` (their standard errors) and `sizes` (respondents) have one entry per candidate. An error reckoned
    from few people is itself unsure, so all share one variance per person, Σ (n−1)·n·SE² / Σ (n−1), and se² is that
    over n. τ² is the variance of the values beyond the mean se², at least 0 (Hedges 1983); λ = τ²/(τ²+se²) is how much
    of its distance from the mean a value keeps. The expected rank is 1 + Σ P(another true value is higher) under the
    posteriors (Laird & Louis 1989); values that cannot be told apart share it.

    NaN for a candidate without a value or without people, who has no part in the others' figures either; and for all
    when nobody's error is known. A single candidate keeps their value and is the first.
    """
    shrunk, variance, rank = (np.full(values.shape, np.nan) for _figure in range(3))
    known = ~np.isnan(values) & (sizes > 0)
    measured = known & ~np.isnan(errors) & (sizes >= 2)
    if not measured.any():
        return Shrunk(shrunk, variance, rank)
    people = sizes[measured]
    of_one = np.sum((people - 1) * people * errors[measured] ** 2) / np.sum(people - 1)
    square, found = of_one / sizes[known], values[known]
    between = max(0.0, float(found.var(ddof=1) - square.mean())) if found.size > 1 else 0.0
    whole = between + square
    kept = np.divide(between, whole, out=np.zeros(found.size), where=whole > 0)
    shrunk[known] = found.mean() + kept * (found - found.mean())
    variance[known] = kept * square
    rank[known] = _expected_rank(shrunk[known], variance[known])
    return Shrunk(shrunk, variance, rank)


def _expected_rank(value: Floats, variance: Floats) -> Floats:
    """1 + the sum of the probabilities that each of the others is higher; one candidate is met by half of itself."""
    ahead = value - value[:, None]
    spread = np.sqrt(variance + variance[:, None])
    certain = np.select([ahead > TOLERANCE, ahead < -TOLERANCE], [np.inf, -np.inf], default=0.0)
    standard = np.divide(ahead, spread, out=certain, where=spread > 0)
    return np.asarray(0.5 + special.ndtr(standard).sum(axis=1))
