"""How much each part counts: the weights an edition has chosen, as shares of one."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from jury.stats.scale import Floats

Weights = Mapping[Any, float] | pd.Series


def shares(weights: Weights | None, names: pd.Index) -> Floats:
    """The weights in the order of `names`, divided by their sum; without weights every name counts the same.

    A weight of nought is allowed: that part is shown and does not count. Raises ValueError when a name has no weight,
    a weight belongs to no name, a weight is negative or not a number, or nothing counts at all.
    """
    if weights is None:
        return np.full(len(names), 1 / len(names))
    chosen = pd.Series(weights, dtype=float)
    check_names(chosen.index, names)
    values = chosen.reindex(names).to_numpy()
    for name, value in zip(names, values, strict=True):
        if not (np.isfinite(value) and value >= 0):
            raise ValueError(f"the weight of {name!r} must be a number of at least 0, not {value}")
    if not values.sum() > 0:
        raise ValueError("at least one weight must be above 0")
    return np.asarray(values / values.sum())


def check_names(weighted: pd.Index, names: pd.Index) -> None:
    """Refuse weights that do not match the parts they are meant for, one to one."""
    if not weighted.is_unique:
        raise ValueError(f"two weights for {weighted[weighted.duplicated()][0]!r}")
    for name in weighted.difference(names, sort=False):
        raise ValueError(f"a weight for {name!r}, which is none of {list(names)}")
    for name in names.difference(weighted, sort=False):
        raise ValueError(f"no weight for {name!r}")
