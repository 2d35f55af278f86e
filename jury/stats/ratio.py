"""Division where a denominator may be nothing: undefined is NaN, never 0, and never a warning."""

import numpy as np

from jury.stats.scale import Floats, Truths


def ratio(numerator: Floats, denominator: Floats, defined: Truths) -> Floats:
    """numerator / denominator where `defined`, NaN elsewhere; the three have the same shape."""
    out = np.full(defined.shape, np.nan)
    np.divide(numerator, denominator, out=out, where=defined)
    return out
