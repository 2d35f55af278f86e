"""How well a leader's self-assessment agrees with the employees' answers, at what level, and how sure that is.

The shortlist index of the award: agreement between the leader's answers and the team's means, and the level of the
team's answers, joined so that little of the one makes up for the other. It is one criterion for the jury and never a
gate by itself. Statements that too few answered are blanked before these tables are called, so that no number here
contains a hidden one; numbers are unrounded.

All functions take

employees        rows (candidate, respondent), one column per statement, NaN for no answer ("don't know" is none)
selves           rows candidate, one column per statement: the leader's own answers. A candidate may be absent; several
                 rows of one candidate are the leaders of a group, who stand for the mean of their answers
areas            the area of every statement (Series statement -> area); its index is the questionnaire
scale            the options, `Scale(1, 5)`
area_weights     area -> weight, equal if left out; a weight of 0 shows an area without counting it (to be ranked, it
                 still has to be scored)
min_respondents  the edition's threshold of usable respondents

and raise ValueError, naming the statement, area or candidate, for tables that do not fit together, answers outside
the scale, a respondent counted twice, and weights that are incomplete, unknown, negative or all nought.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from jury.stats.answers import read_answers
from jury.stats.areas import mean_over, measure_areas
from jury.stats.baseline import mismatched_baseline
from jury.stats.consensus import awg, rwg_j, rwg_star
from jury.stats.diagnostics import MIN_RESPONDENTS, item_table, profile_table
from jury.stats.index import over_areas, score
from jury.stats.items import measure_items
from jury.stats.jackknife import measure_uncertainty
from jury.stats.ranking import competition_rank
from jury.stats.scale import Floats, Objects, Scale
from jury.stats.verdicts import categories, flags, passes_gate, reasons
from jury.stats.weights import Weights

__all__ = ["Scale", "agreement_table", "area_table", "item_table", "mismatched_baseline", "profile_table"]


def agreement_table(
    employees: pd.DataFrame,
    selves: pd.DataFrame,
    areas: pd.Series,
    scale: Scale,
    *,
    area_weights: Weights | None = None,
    min_respondents: int = MIN_RESPONDENTS,
) -> pd.DataFrame:
    """One row per candidate of either table, sorted: the shortlist index with all that must be shown beside it.

    n_respondents        usable respondents: those who answered at least half of all statements
    agreement, level, shortlist_index      points of 0–100
    se_…                 their jackknife standard errors; low, high: the 95 % interval of the index
    bias, gap            area-weighted mean of leader − team and of |leader − team|, in points of the scale
    category             one word for the direction, None where it cannot be said
    flags                sorted tuple of warnings
    gate_passed          level of 50 or more: True, False, or None without a level
    status, reasons      "ranked", or "not_ranked" and why, as a tuple
    rank                 place among the ranked by the index, 1 the highest, ties 1, 2, 2, 4 (float; NaN if not ranked)

    What can be computed for a candidate who is not ranked stands there too; what cannot is NaN. A figure over the areas
    needs every area that counts.
    """
    answers = read_answers(employees, selves, areas, scale, area_weights)
    items = measure_items(answers)
    by_area = measure_areas(answers, items)
    scores = score(by_area.agreement, by_area.level, answers.weights)
    uncertainty = measure_uncertainty(answers, items, by_area, scores)
    bias, gap = over_areas(by_area.bias, answers.weights), over_areas(by_area.gap, answers.weights)
    obstacles = reasons(answers, by_area, min_respondents)
    ranked = np.array([not obstacle for obstacle in obstacles], dtype=bool)

    table = pd.DataFrame(index=answers.candidates.rename("candidate"))
    table["n_respondents"] = answers.team.sizes
    for name, values in scores._asdict().items():
        table[name] = values
    for name, values in uncertainty.errors._asdict().items():
        table[f"se_{name}"] = values
    table["low"], table["high"] = uncertainty.low, uncertainty.high
    table["bias"], table["gap"] = bias, gap
    table["category"] = objects(categories(bias, gap, scores.level, scale), table.index)
    table["flags"] = objects(flags(answers, items, uncertainty.errors), table.index)
    table["gate_passed"] = objects(gate(scores.level), table.index)
    table["status"] = np.where(ranked, "ranked", "not_ranked")
    table["reasons"] = objects(obstacles, table.index)
    table["rank"] = competition_rank(table["shortlist_index"].where(ranked))
    return table


def area_table(
    employees: pd.DataFrame,
    selves: pd.DataFrame,
    areas: pd.Series,
    scale: Scale,
    *,
    area_weights: Weights | None = None,
    min_respondents: int = MIN_RESPONDENTS,
) -> pd.DataFrame:
    """One row per candidate and area (areas in the order of the questionnaire): where the index comes from.

    items, compared      statements of the area, and how many of them are compared
    scored               whether the area counts as scored (rule 3)
    self_mean, team_mean, bias, gap        over the compared statements, in points of the scale
    agreement, level     points of 0–100
    rwg_j, rwg_star, awg_j, ad_mean        consensus of the team over the statements with enough answers

    self_mean to agreement are NaN unless half of the statements are compared, level unless half have enough answers;
    the four measures of consensus need one statement with enough answers (awg_j, the mean of a_wg, one for which it is
    defined). The threshold and the weights change nothing here: they are taken, and the weights checked, so that
    one call fits both functions.
    """
    answers = read_answers(employees, selves, areas, scale, area_weights)
    items = measure_items(answers)
    by_area = measure_areas(answers, items)
    members, level = answers.members, items.level
    variance = mean_over(items.variance, level, members)
    single = awg(items.mean, items.variance, items.n, scale)
    columns = {
        "items": np.broadcast_to(members.sum(axis=1, keepdims=True), by_area.compared.shape).astype(int),
        "compared": by_area.compared.astype(int),
        "scored": by_area.scored,
        "self_mean": by_area.own_mean + scale.lo,
        "team_mean": by_area.team_mean + scale.lo,
        "bias": by_area.bias,
        "gap": by_area.gap,
        "agreement": by_area.agreement,
        "level": by_area.level,
        "rwg_j": rwg_j(variance, by_area.levelled, scale),
        "rwg_star": rwg_star(variance, scale),
        "awg_j": mean_over(single, level & ~np.isnan(single), members),
        "ad_mean": mean_over(items.ad_mean, level, members),
    }
    rows = pd.MultiIndex.from_product([answers.candidates, answers.areas], names=["candidate", "area"])
    return pd.DataFrame({name: values.T.ravel() for name, values in columns.items()}, index=rows)


def gate(level: Floats) -> list[bool | None]:
    """Rule 8 per candidate, None without a level: who has none has neither passed the gate nor failed it."""
    known = ~np.isnan(level)
    return [passed if there else None for passed, there in zip(passes_gate(level).tolist(), known, strict=True)]


def objects(values: Sequence[object] | Objects, index: pd.Index) -> pd.Series:
    """A column whose values pandas leaves as they are (tuples, None)."""
    return pd.Series(values, index=index, dtype=object)
