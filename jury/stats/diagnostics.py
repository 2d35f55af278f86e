"""What stands behind the index for whoever looks closer: statement by statement, and the two profiles as wholes.

Both functions take what those of `jury.stats.agreement` take, raise what they raise, and are used for no order.
"""

import numpy as np
import pandas as pd

from jury.stats.answers import read_answers
from jury.stats.consensus import awg, rwg_star
from jury.stats.items import measure_items
from jury.stats.medians import ad_median
from jury.stats.profile import (
    concordance,
    concordance_interval,
    correlation,
    distances,
    double_entry,
    measure_profiles,
)
from jury.stats.scale import Scale
from jury.stats.weights import Weights

MIN_RESPONDENTS = 5


def item_table(
    employees: pd.DataFrame,
    selves: pd.DataFrame,
    areas: pd.Series,
    scale: Scale,
    *,
    area_weights: Weights | None = None,
    min_respondents: int = MIN_RESPONDENTS,
) -> pd.DataFrame:
    """One row per candidate and statement (statements in the order of the questionnaire).

    area              the area of the statement
    self, mean        the leader's answer and the mean of the usable respondents, in points of the scale
    n, variance       how many of them answered; the variance of their answers with n − 1
    gap               self − mean, NaN unless the statement is compared
    rwg, rwg_raw      1 − s²/σ² held at 0 or more, and as it is (James, Demaree & Wolf 1984)
    awg               Brown & Hauenstein (2005)
    ad_mean, ad_median        mean distance from the mean and from the median, in points of the scale

    The measures of consensus need two answers; what is undefined is NaN. Threshold and weights change nothing here.
    """
    answers = read_answers(employees, selves, areas, scale, area_weights)
    items = measure_items(answers)
    raw = rwg_star(items.variance, scale)
    columns = {
        "self": answers.own + scale.lo,
        "n": items.n.astype(int),
        "mean": items.mean + scale.lo,
        "variance": items.variance,
        "gap": items.gap,
        "rwg": np.maximum(raw, 0.0),
        "rwg_raw": raw,
        "awg": awg(items.mean, items.variance, items.n, scale),
        "ad_mean": items.ad_mean,
        "ad_median": ad_median(answers.team, items.n),
    }
    rows = pd.MultiIndex.from_product([answers.candidates, areas.index], names=["candidate", "item"])
    table = pd.DataFrame({name: values.T.ravel() for name, values in columns.items()}, index=rows)
    table.insert(0, "area", np.tile(areas.to_numpy(dtype=object), len(answers.candidates)))
    return table


def profile_table(
    employees: pd.DataFrame,
    selves: pd.DataFrame,
    areas: pd.Series,
    scale: Scale,
    *,
    area_weights: Weights | None = None,
    min_respondents: int = MIN_RESPONDENTS,
) -> pd.DataFrame:
    """One row per candidate: how alike leader and team are over the k compared statements, unweighted.

    d2, elevation, scatter, shape     squared distance and the parts of d2/k (Cronbach & Gleser 1953); NaN for k = 0
    r                                 Pearson's correlation; NaN for k < 3 or a side that answers all alike
    ccc, ccc_low, ccc_high            Lin's concordance (1989, 2000) with its 95 % interval; NaN for k < 3 (4)
    icc_de                            double-entry correlation (McCrae 2008); NaN for k < 2

    Threshold and weights change nothing here: they are taken, and the weights checked, so that one call fits all.
    """
    answers = read_answers(employees, selves, areas, scale, area_weights)
    profiles = measure_profiles(answers.own, measure_items(answers))
    r, ccc = correlation(profiles), concordance(profiles)
    low, high = concordance_interval(profiles, r, ccc)
    columns = {
        "k": profiles.k.astype(int),
        **distances(profiles),
        "r": r,
        "ccc": ccc,
        "ccc_low": low,
        "ccc_high": high,
        "icc_de": double_entry(profiles),
    }
    return pd.DataFrame(columns, index=answers.candidates.rename("candidate"))
