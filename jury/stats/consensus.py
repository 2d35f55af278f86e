"""How much the employees of one team agree among themselves: the usual indices of interrater agreement.

They say nothing about the leader. A mean of 3 that everyone gave and a mean of 3 from a team split in two are different
findings for the jury, so the index is shown with them and flagged where a team is split. Undefined is NaN, never 0.
"""

import numpy as np

from jury.stats.ratio import ratio
from jury.stats.scale import TOLERANCE, Floats, Scale


def random_variance(scale: Scale) -> float:
    """σ² = (A² − 1)/12, the variance if every option were equally likely: 2 on a five-point scale."""
    return (scale.options**2 - 1) / 12


def rwg_star(variance: Floats, scale: Scale) -> Floats:
    """r*wg(J) = 1 − mean s²/σ², from the mean variance of the statements; not truncated.

    1 is unanimity, 0 as spread as chance, below 0 more split than chance (Lindell, Brandt & Whitney 1999).
    """
    return 1 - variance / random_variance(scale)


def rwg_j(variance: Floats, items: Floats, scale: Scale) -> Floats:
    """r_wg(J) = J(1 − q)/(J(1 − q) + q), q = mean s²/σ² capped at 1, J the number of statements averaged.

    Between 0 and 1 and rising with J by itself: not for headlines (James, Demaree & Wolf 1984).
    """
    q = np.minimum(variance / random_variance(scale), 1.0)
    agreed = items * (1 - q)
    return ratio(agreed, agreed + q, ~np.isnan(q))


def awg(mean: Floats, variance: Floats, n: Floats, scale: Scale) -> Floats:
    """a_wg = 1 − 2s²/[((H + L)M − M² − HL)·n/(n − 1)] of single statements, M counted in steps above L.

    The variance is held against half of the largest one that is possible at this mean, so a high mean is not taken for
    consensus: 1 is unanimity, 0 half of the possible variance, −1 all of it (Brown & Hauenstein 2005). A team unanimous
    at an end of the scale is 1. NaN below two answers and where the mean lies so near an end that the largest variance
    cannot be reached with whole answers: its range is (L(n − 1) + H)/n to (H(n − 1) + L)/n, compared on the sums.
    """
    above, below = n * mean, n * (scale.range - mean)
    reachable = (n >= 2) & (np.minimum(above, below) >= scale.range - TOLERANCE)
    agreed = 1 - 2 * ratio(variance * (n - 1), above * (scale.range - mean), reachable)
    unanimous = (n >= 2) & (np.minimum(above, below) <= TOLERANCE)
    return np.where(unanimous, 1.0, agreed)
