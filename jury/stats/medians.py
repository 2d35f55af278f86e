"""The middle answer of every team to every statement, and how far the answers lie from it."""

import numpy as np

from jury.stats.groups import Groups
from jury.stats.ratio import ratio
from jury.stats.scale import Floats


def medians(team: Groups, n: Floats) -> Floats:
    """The median of the valid answers, items × groups, NaN for nobody; `n` says how many answers there are.

    All groups are sorted in one go: each lies in a band of numbers of its own, its gaps at the end of the band.
    """
    band = np.nanmax(team.answers, initial=0.0) + 2
    blank = np.where(np.isnan(team.answers), band - 1, team.answers)
    order = np.argsort(blank + team.spread(np.arange(team.sizes.size) * band), axis=-1, kind="stable")
    sorted_answers = np.take_along_axis(team.answers, order, axis=-1)
    starts = np.cumsum(team.sizes) - team.sizes
    count = n.astype(int)
    out = np.full(n.shape, np.nan)
    item, group = np.nonzero(count)
    lower, upper = ((count[item, group] - shift) // 2 + starts[group] for shift in (1, 0))
    out[item, group] = (sorted_answers[item, lower] + sorted_answers[item, upper]) / 2
    return out


def ad_median(team: Groups, n: Floats) -> Floats:
    """AD_Md: the mean distance of the answers from their median (Burke, Finkelstein & Dusig 1999), NaN below two."""
    away = np.abs(team.answers - team.spread(medians(team, n)))
    return ratio(team.total(np.where(np.isnan(away), 0.0, away)), n, n >= 2)
