"""What any leader would get: the agreement of a leader's answers with the other teams, who know nothing of them.

A good part of every agreement is what leaders and teams in general have in common. An agreement is therefore never
shown without this one beside it.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from jury.stats.answers import read_answers
from jury.stats.index import agreement_of
from jury.stats.items import measure_items
from jury.stats.ratio import ratio
from jury.stats.scale import Floats, Scale
from jury.stats.weights import Weights

AT_ONCE = 200
"""Leaders set against all teams at a time: at 2,000 candidates an array of pairs takes 3 MB instead of 32."""


class Baseline(NamedTuple):
    """Points of 0–100: `areas` is areas × candidates, `overall` one value per candidate; NaN where nothing compares."""

    areas: Floats
    overall: Floats


def mismatched(own: Floats, team: Floats, members: Floats, weights: Floats, scale: Scale) -> Baseline:
    """The mean agreement of every leader with every team but their own.

    `own` and `team` are items × candidates, the leaders' answers and the teams' means, NaN where there is none (or none
    is shown); `members` is areas × items, `weights` one share per area. A pair is measured by rules 3, 4 and 6: an area
    needs half of its statements, the whole needs every area that counts; pairs without are left out of the mean.
    """
    candidates = own.shape[1]
    parts = [
        _of_leaders(own, team, members, weights, scale, np.arange(start, min(start + AT_ONCE, candidates)))
        for start in range(0, candidates, AT_ONCE)
    ]
    if not parts:
        return Baseline(np.empty((len(members), 0)), np.empty(0))
    return Baseline(np.concatenate([each.areas for each in parts], axis=1), np.concatenate([p.overall for p in parts]))


def mismatched_baseline(
    employees: pd.DataFrame,
    selves: pd.DataFrame,
    areas: pd.Series,
    scale: Scale,
    *,
    area_weights: Weights | None = None,
    min_respondents: int = 5,
) -> pd.Series:
    """Candidate -> mean agreement with the other teams; NaN without a self-assessment or without another team.

    Takes and refuses what `agreement_table` does. A team below `min_respondents` is nobody's other team.
    """
    answers = read_answers(employees, selves, areas, scale, area_weights)
    items = measure_items(answers)
    team = np.where(items.level & (answers.team.sizes >= min_respondents), items.mean, np.nan)
    found = mismatched(answers.own, team, answers.members, answers.weights, scale).overall
    return pd.Series(found, index=answers.candidates.rename("candidate"), name="baseline")


def _of_leaders(
    own: Floats, team: Floats, members: Floats, weights: Floats, scale: Scale, leaders: np.ndarray
) -> Baseline:
    """The baseline of some of the leaders, set against all teams."""
    by_area, whole = [], np.zeros((leaders.size, own.shape[1]))
    for belongs, weight in zip(members > 0, weights, strict=True):
        gap, n = np.zeros(whole.shape), np.zeros(whole.shape)
        for item in np.flatnonzero(belongs):
            apart = np.abs(own[item, leaders, None] - team[item])
            known = ~np.isnan(apart)
            gap += np.where(known, apart, 0.0)
            n += known
        agreement = agreement_of(ratio(gap, n, (n > 0) & (2 * n >= belongs.sum())), scale)
        agreement[np.arange(leaders.size), leaders] = np.nan
        by_area.append(_mean(agreement))
        if weight > 0:
            whole += weight * agreement
    return Baseline(np.array(by_area), _mean(whole))


def _mean(agreement: Floats) -> Floats:
    """The mean over the teams that can be compared, NaN without any."""
    known = ~np.isnan(agreement)
    n = known.sum(axis=1)
    return ratio(np.where(known, agreement, 0.0).sum(axis=1), n.astype(float), n > 0)
