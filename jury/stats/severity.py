"""How strict each juror scored, and what the candidates' scores are once that is taken out.

When not every juror scores every candidate, who happened to get the strict ones would pay for it. The adjusted value
stands beside the raw mean; both are for the jury to look at. Adjusting needs jurors and candidates who are connected:
between two groups that share no juror, strictness and merit cannot be told apart, so each group is ranked by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jury.stats.index import over_areas
from jury.stats.ranking import competition_rank
from jury.stats.ratio import ratio
from jury.stats.scale import Truths
from jury.stats.totals import mean_scores
from jury.stats.weights import Weights, shares


@dataclass(frozen=True)
class Additive:
    """One criterion: candidates' values without the jurors' strictness, and that strictness.

    `severity` is b_j, above 0 for a juror who scores higher than the others do (lenient), below 0 for a strict one; it
    sums to 0 within each component. `components` names the candidates who can be compared with each other, one
    tuple per group, in the order of the table. Who has no score has no value (NaN) and stands in no component.
    """

    adjusted: pd.Series
    severity: pd.Series
    components: tuple[tuple[str, ...], ...]


def additive(table: pd.DataFrame) -> Additive:
    """Least squares x_jc = a_c + b_j with Σ b_j = 0 over the jurors of each component; jurors × candidates, NaN: none.

    Solved for the jurors first: the candidates' part is eliminated, and the smallest solution of what remains is the
    one whose severities sum to 0 in every component. A complete panel gives the raw means.
    """
    scores = table.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(scores)
    filled = np.where(known, scores, 0.0)
    n = known.sum(axis=0).astype(float)
    each = ratio(np.ones(n.shape), n, n > 0)
    part = np.where(known, each, 0.0)
    equations = np.diag(known.sum(axis=1).astype(float)) - part @ known.T
    excess = filled.sum(axis=1) - part @ filled.sum(axis=0)
    severity = np.linalg.lstsq(equations, excess)[0]
    adjusted = np.where(known, filled - severity[:, None], 0.0).sum(axis=0) * each
    return Additive(
        adjusted=pd.Series(adjusted, index=table.columns, name="adjusted"),
        severity=pd.Series(np.where(known.any(axis=1), severity, np.nan), index=table.index, name="severity"),
        components=named(component_of(known), table.columns),
    )


def component_of(known: Truths) -> NDArray[np.intp]:
    """The number of each candidate's component (jurors × candidates -> candidates), −1 for who has no score."""
    component = np.full(known.shape[1], -1)
    for first in range(known.shape[1]):
        if component[first] >= 0 or not known[:, first].any():
            continue
        reached, before = np.arange(known.shape[1]) == first, 0
        while reached.sum() > before:
            before = int(reached.sum())
            reached = known[known[:, reached].any(axis=1)].any(axis=0)
        component[reached] = component.max() + 1
    return component


def named(component: NDArray[np.intp], candidates: pd.Index) -> tuple[tuple[str, ...], ...]:
    """The candidates of each component by name."""
    return tuple(tuple(candidates[component == number]) for number in range(component.max(initial=-1) + 1))


def composite(scores: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """The weighted mean over the criteria of every candidate, raw and without the jurors' strictness.

    `scores` is long: juror, candidate, criterion, value (NaN: none); `weights` criterion -> weight. Rows candidate,
    sorted; columns raw, adjusted, rank_raw, rank_adjusted, component (1, 2, …). Candidates share a component if they
    are connected on every criterion that counts; both ranks are places within the component, so more than one
    component means that there is no order between them. Who misses a criterion that counts has no numbers (NaN).
    Raises ValueError for weights that do not fit the criteria and for a juror who scored something twice.
    """
    raw = mean_scores(scores)
    share = shares(weights, raw.columns)
    adjusted, parts = [], []
    for criterion in raw.columns:
        panel = scores[scores["criterion"] == criterion].astype({"value": float})
        table = panel.pivot(index="juror", columns="candidate", values="value").reindex(columns=raw.index)
        adjusted.append(additive(table).adjusted.to_numpy())
        parts.append(component_of(table.notna().to_numpy()))
    table = pd.DataFrame(index=raw.index)
    table["raw"] = over_areas(raw.to_numpy().T, share)
    table["adjusted"] = over_areas(np.array(adjusted).reshape(raw.shape[::-1]), share)
    component = joined([part for part, counts in zip(parts, share > 0, strict=True) if counts], table["raw"].notna())
    for name in ("raw", "adjusted"):
        table[f"rank_{name}"] = table[name].groupby(component).transform(competition_rank)
    return table.assign(component=component)


def joined(parts: Sequence[NDArray[np.intp]], known: pd.Series) -> pd.Series:
    """Components over all criteria, numbered from 1 in the order of the candidates; NaN for who has no numbers."""
    keys = pd.Series(list(zip(*parts, strict=True)), index=known.index, dtype=object)
    numbers = pd.Series(pd.factorize(keys[known])[0] + 1.0, index=known.index[known])
    return numbers.reindex(known.index)


def leave_one_juror_out(scores: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """How far a candidate's place (rank_adjusted) hangs on one juror: rows candidate; columns best_rank, worst_rank.

    Every juror is left out in turn. A round counts for a component only if all its candidates still have their numbers
    and are still connected: places of a list that fell apart cannot be held against the whole. NaN if no round counts,
    as with a single juror.
    """
    whole = composite(scores, weights)
    rounds = pd.DataFrame(index=whole.index)
    for number, juror in enumerate(scores["juror"].unique()):
        rest = composite_without(scores, weights, juror).reindex(whole.index)
        broken = rest["component"].groupby(whole["component"]).transform(lambda part: part.nunique(dropna=False) > 1)
        rounds[number] = rest["rank_adjusted"].where(~broken.astype(bool) & rest["component"].notna())
    return pd.DataFrame({"best_rank": rounds.min(axis=1), "worst_rank": rounds.max(axis=1)})


def composite_without(scores: pd.DataFrame, weights: Weights, juror: object) -> pd.DataFrame:
    """The composite as if one juror had scored nothing; criteria and candidates stay."""
    return composite(scores.assign(value=scores["value"].astype(float).mask(scores["juror"] == juror)), weights)
