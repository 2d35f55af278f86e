"""The jury's statistics in the shape in which the count asks for them."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from jury.stats.agreement import Scale, agreement_table, area_table
from jury.stats.baseline import mismatched
from jury.stats.ranking import competition_rank
from jury.stats.scale import TOLERANCE
from jury.stats.shrinkage import shrink
from surveys.counting.measures import AreaFigures, Baseline, Cautious, Floats, ItemFigures, Measured, Team, Terms
from surveys.counting.suppression import Shown

FIGURES = ("agreement", "level", "shortlist_index", "low", "high", "bias", "se_shortlist_index")
LOW_RESPONSE = 0.5


class Agreement:
    """How well leaders and teams agree, at what level, how surely: `jury.stats`, and the flags known here alone."""

    def tables(self, teams: Sequence[Team], terms: Terms) -> list[Measured]:
        frames = (*answers_of(teams, terms), pd.Series(terms.areas, index=terms.items), Scale(terms.low, terms.high))
        rules: dict[str, Any] = {"area_weights": terms.area_weights, "min_respondents": terms.threshold}
        overall = records(agreement_table(*frames, **rules))
        areas: dict[str, list[AreaFigures]] = {}
        for key, row in records(area_table(*frames, **rules)).items():
            code, area = cast(tuple[str, str], key)
            areas.setdefault(code, []).append(area_figures(area, row))
        return [measured(team, terms, overall[team.code], areas[team.code]) for team in teams]

    def ranks(self, indices: Mapping[str, float]) -> dict[str, int]:
        """Competition ranks of the unrounded indices: 1, 2, 2, 4."""
        ranks = competition_rank(pd.Series(indices, dtype=float))
        return {str(code): int(rank) for code, rank in ranks.items()}

    def cautious(self, ranked: Sequence[Measured]) -> dict[str, Cautious]:
        """Index and rank as they would be expected of the same leaders another time; nobody if no error is known."""
        columns = ((each.shortlist_index, each.se_shortlist_index, each.n) for each in ranked)
        index, error, sizes = np.array(list(columns), dtype=float).reshape(-1, 3).T
        found = shrink(index, error, sizes.astype(np.intp))
        values = zip(ranked, found.value.tolist(), found.expected_rank.tolist(), strict=True)
        return {each.code: Cautious(value, rank) for each, value, rank in values if not np.isnan(value)}

    def baselines(self, shown: Sequence[Mapping[str, Any]], terms: Terms) -> dict[str, Baseline]:
        """What any leader would get, reckoned from what is shown of leaders and teams, an open end at its middle."""
        counted = [each for each in shown if each["items"]]
        own = [[item["self"] for item in each["items"]] for each in counted]
        team = [[Shown(item["team"], item["team_sign"]).reckoned() for item in each["items"]] for each in counted]
        areas = list(terms.area_weights)
        found = mismatched(
            columns_of(own, terms),
            columns_of(team, terms),
            np.array([[float(each == area) for each in terms.areas] for area in areas]),
            np.array([terms.area_weights[area] for area in areas]) / sum(terms.area_weights.values()),
            Scale(terms.low, terms.high),
        )
        by_area = [[number(value) for value in column] for column in found.areas.T.tolist()]
        return {
            each["code"]: Baseline(number(overall), dict(zip(areas, column, strict=True)))
            for each, overall, column in zip(counted, found.overall.tolist(), by_area, strict=True)
        }


measure = Agreement()


def answers_of(teams: Sequence[Team], terms: Terms) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The answers of all teams as the two tables the statistics take: employees, and the leaders themselves."""
    items = list(terms.items)
    employees = pd.DataFrame(
        np.concatenate([team.employees for team in teams]),
        index=pd.MultiIndex.from_arrays(
            [
                np.repeat([team.code for team in teams], [len(team.employees) for team in teams]),
                np.concatenate([np.arange(len(team.employees)) for team in teams]),
            ]
        ),
        columns=items,
    )
    selves = pd.DataFrame(
        np.concatenate([team.leaders for team in teams]),
        index=np.repeat([team.code for team in teams], [len(team.leaders) for team in teams]),
        columns=items,
    )
    return employees, selves


def columns_of(rows: Sequence[Sequence[float | None]], terms: Terms) -> Floats:
    """Statements × candidates, NaN for what is not there."""
    return np.array(rows, dtype=float).reshape(-1, len(terms.items)).T


def measured(team: Team, terms: Terms, row: Mapping[str, Any], areas: Sequence[AreaFigures]) -> Measured:
    level = number(row["level"])
    gate_passed = None if level is None else level >= terms.level_gate - TOLERANCE
    return Measured(
        code=team.code,
        n=int(row["n_respondents"]),
        invited=team.invited,
        status=row["status"],
        reasons=tuple(row["reasons"]),
        **{name: number(row[name]) for name in FIGURES},
        category=row["category"],
        flags=tuple(sorted({*row["flags"], *flags(team, terms, int(row["n_respondents"]), gate_passed)})),
        gate_passed=gate_passed,
        areas=tuple(areas),
        items=item_figures(team, terms),
    )


def flags(team: Team, terms: Terms, n: int, gate_passed: bool | None) -> set[str]:
    """What is known here and not in the answers alone: the invited, the members of a group, the edition's gate."""
    raised = {
        "low_response": bool(team.invited) and n < LOW_RESPONSE * (team.invited or 0),
        "self_incomplete": bool(len(team.leaders))
        and (bool(np.isnan(team.leaders).any()) or len(team.leaders) < team.leaders_expected),
        "leaders_differ": distance(team.leaders) > (terms.high - terms.low + 1) / 6 + TOLERANCE,
        "below_gate": gate_passed is False,
    }
    return {name for name, holds in raised.items() if holds}


def distance(leaders: Floats) -> float:
    """How far the leaders of a group answer from their common mean, on average over the statements (mean AD_M)."""
    if len(leaders) < 2:
        return 0.0
    answered = leaders[:, ~np.isnan(leaders).any(axis=0)]
    return float(np.abs(answered - answered.mean(axis=0)).mean()) if answered.size else 0.0


def item_figures(team: Team, terms: Terms) -> tuple[ItemFigures, ...]:
    own, _ = means(team.leaders)
    mean, n = means(team.employees)
    spread, _ = means(np.abs(team.employees - mean))
    chosen = np.stack([(team.employees == point).sum(axis=0) for point in range(terms.low, terms.high + 1)])
    one_by_one = team.leaders.T if len(team.leaders) > 1 else np.empty((len(terms.items), 0))
    columns = (own.tolist(), mean.tolist(), n.tolist(), spread.tolist(), chosen.T.tolist(), one_by_one.tolist())
    return tuple(
        ItemFigures(
            code, number(own), number(theirs), answers, number(spread), tuple(points), tuple(map(number, leaders))
        )
        for code, own, theirs, answers, spread, points, leaders in zip(terms.items, *columns, strict=True)
    )


def means(answers: Floats) -> tuple[Floats, Floats]:
    """The mean of each statement, NaN without an answer, and how many gave one."""
    n = np.count_nonzero(~np.isnan(answers), axis=0)
    return np.where(n > 0, np.nansum(answers, axis=0) / np.maximum(n, 1), np.nan), n


def area_figures(code: str, row: Mapping[str, Any]) -> AreaFigures:
    return AreaFigures(
        code=code,
        own=number(row["self_mean"]),
        team=number(row["team_mean"]),
        agreement=number(row["agreement"]),
        level=number(row["level"]),
        scored=bool(row["scored"]),
        spread=number(row["ad_mean"]),
        rwg=number(row["rwg_star"]),
        awg=number(row["awg_j"]),
    )


def records(table: pd.DataFrame) -> dict[Hashable, dict[str, Any]]:
    """The rows of a table by their key, as plain Python values."""
    columns = {str(name): table[name].tolist() for name in table.columns}
    rows = zip(*columns.values(), strict=True)
    return {key: dict(zip(columns, row, strict=True)) for key, row in zip(table.index, rows, strict=True)}


def number(value: Any) -> float | None:
    """Undefined is None: JSON and pages know no NaN."""
    return None if value is None or np.isnan(value) else float(value)
