"""What every statement shows about every candidate: the ground on which areas, flags and uncertainty stand."""

from dataclasses import dataclass

import numpy as np

from jury.stats.answers import Answers
from jury.stats.ratio import ratio
from jury.stats.scale import Floats, Truths

ENOUGH_ANSWERS = 3
"""A statement with fewer valid answers from a team counts neither for agreement nor for level."""


@dataclass(frozen=True)
class Items:
    """Statement by statement, every array items × candidates unless it says otherwise.

    n          valid answers of the team
    mean       their mean in steps above the lowest option, NaN without an answer
    variance   their variance with n − 1, NaN below two answers
    ad_mean    their mean distance from the mean (AD_M; Burke, Finkelstein & Dusig 1999), NaN below two answers
    level      whether the statement counts for the level: enough answers
    compared   whether it counts for the agreement: enough answers and an answer of the leader
    gap        leader minus team in steps, + when the leader answers higher; NaN unless compared
    deviations each answer minus the mean of its team, items × respondents, 0 for no answer
    """

    n: Floats
    mean: Floats
    variance: Floats
    ad_mean: Floats
    level: Truths
    compared: Truths
    gap: Floats
    deviations: Floats


def measure_items(answers: Answers) -> Items:
    """Rule 2 for all statements of all candidates at once."""
    team = answers.team
    n, mean = team.means()
    deviations = team.answers - team.spread(mean)
    deviations[np.isnan(deviations)] = 0.0
    level = n >= ENOUGH_ANSWERS
    compared = level & ~np.isnan(answers.own)
    return Items(
        n=n,
        mean=mean,
        variance=ratio(team.total(deviations**2), n - 1, n >= 2),
        ad_mean=ratio(team.total(np.abs(deviations)), n, n >= 2),
        level=level,
        compared=compared,
        gap=np.where(compared, answers.own - mean, np.nan),
        deviations=deviations,
    )
