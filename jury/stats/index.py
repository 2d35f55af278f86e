"""From gaps and means to the shortlist index: rules 4 to 6, the same for a whole team and for one without one voice."""

from typing import NamedTuple

import numpy as np

from jury.stats.scale import TOLERANCE, Floats, Scale


class Scores(NamedTuple):
    """Agreement, level and shortlist index in points of 0–100, one value per candidate (or per voice left out)."""

    agreement: Floats
    level: Floats
    shortlist_index: Floats


def agreement_of(gap: Floats, scale: Scale) -> Floats:
    """Rule 4: AI = max(0, 100·(1 − gap / (R/2))), where `gap` is a mean |leader − team| in steps.

    100 means that the leader answers as the team's average, 0 that they are half the scale or more apart.
    """
    return within_hundred(100 * (1 - gap / (scale.range / 2)))


def level_of(mean: Floats, scale: Scale) -> Floats:
    """Rule 5: LV = 100·(mean − lo)/R, `mean` in steps above lo; 100 is the most favourable team there can be."""
    return within_hundred(100 * mean / scale.range)


def score(agreement: Floats, level: Floats, weights: Floats) -> Scores:
    """Rule 6: AI and LV are weighted means over the areas (areas × …), and SI = √(AI·LV).

    The geometric mean is high only where both are: little compensation between agreement and level.
    """
    agreed, favourable = (within_hundred(over_areas(points, weights)) for points in (agreement, level))
    return Scores(agreed, favourable, np.sqrt(agreed * favourable))


def over_areas(values: Floats, weights: Floats) -> Floats:
    """The weighted mean over the areas (areas × … -> …).

    NaN as soon as an area that counts has no value: no area's weight is ever handed to the others.
    """
    counts = weights > 0
    return np.asarray(weights[counts] @ values[counts])


def within_hundred(values: Floats) -> Floats:
    """Keep points within 0–100 and take rounding noise off the lower end.

    The root of a noise of 1e-15 is 3e-8: it would part two candidates who both stand at 0.
    """
    return np.clip(np.where(np.abs(values) <= TOLERANCE, 0.0, values), 0.0, 100.0)
