"""The answers of the employees and of the leaders, checked and laid side by side.

Everything that measures agreement reads them from here: arrays with one row per statement and one column per person
or candidate, counted in steps above the lowest option (an answer of 4 on the scale 1..5 is 3.0), NaN for no answer.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jury.stats.groups import Groups
from jury.stats.scale import Floats, Scale
from jury.stats.weights import Weights, shares


@dataclass(frozen=True)
class Answers:
    """What both sides said: the usable respondents of every team, and their leader.

    `own` (items × candidates) is the leader's answer, for a group of leaders the mean of theirs; `members`
    (areas × items) holds 1 where the statement belongs to the area; `weights` (areas) sums to 1.
    """

    candidates: pd.Index
    areas: pd.Index
    scale: Scale
    team: Groups
    own: Floats
    members: Floats
    weights: Floats


def read_answers(
    employees: pd.DataFrame, selves: pd.DataFrame, areas: pd.Series, scale: Scale, area_weights: Weights | None
) -> Answers:
    """Check the tables of `jury.stats.agreement` and lay them out; the statements are those of `areas`.

    The candidates are those of either table, sorted. A table without rows may come without columns too. Raises
    ValueError, naming the statement, area or candidate, for whatever would make a number mean something else.
    """
    check_areas(areas)
    keys, leaders = teams_of(employees), leaders_of(selves)
    candidates = candidates_of(keys, leaders)
    given = read_steps(employees, areas.index, scale, "employees")
    usable = is_usable(given)
    code, names = pd.factorize(areas)
    names = pd.Index(names)
    return Answers(
        candidates=candidates,
        areas=names,
        scale=scale,
        team=Groups.gather(given[:, usable], candidates.get_indexer(keys)[usable], len(candidates)),
        own=Groups.gather(
            read_steps(selves, areas.index, scale, "selves"), candidates.get_indexer(leaders), len(candidates)
        ).means()[1],
        members=(code == np.arange(len(names))[:, None]).astype(float),
        weights=shares(area_weights, names),
    )


def is_usable(given: Floats) -> NDArray[np.bool_]:
    """Rule 1: a respondent is usable who answered at least half of all statements (items × people, one per person)."""
    answered = np.count_nonzero(~np.isnan(given), axis=0)
    return np.asarray(2 * answered >= given.shape[0])


def check_areas(areas: pd.Series) -> None:
    """Refuse a questionnaire without statements, a statement listed twice, and one that belongs to no area."""
    if areas.empty:
        raise ValueError("areas: the questionnaire has no statement")
    if not areas.index.is_unique:
        raise ValueError(f"areas: the statement {areas.index[areas.index.duplicated()][0]!r} is listed twice")
    for item in areas.index[areas.isna()]:
        raise ValueError(f"areas: the statement {item!r} belongs to no area")


def teams_of(employees: pd.DataFrame) -> pd.Index:
    """The candidate each row of the employees' table speaks of; every respondent may speak once of a candidate."""
    if not len(employees):
        return pd.Index([], dtype=object)
    if employees.index.nlevels != 2:
        raise ValueError("employees: the rows must be indexed by (candidate, respondent)")
    if not employees.index.is_unique:
        raise ValueError(f"employees: {employees.index[employees.index.duplicated()][0]!r} answered twice")
    return employees.index.get_level_values(0)


def leaders_of(selves: pd.DataFrame) -> pd.Index:
    """The candidate each row of the leaders' table belongs to."""
    if selves.index.nlevels != 1:
        raise ValueError("selves: the rows must be indexed by candidate")
    return selves.index


def candidates_of(keys: pd.Index, leaders: pd.Index) -> pd.Index:
    """Everyone whom either table speaks of, sorted, so that the order of the ballots shows nowhere."""
    candidates = keys.append(leaders).unique().infer_objects()
    if candidates.hasnans:
        raise ValueError("a row of answers belongs to no candidate")
    try:
        return candidates.sort_values()
    except TypeError:
        raise ValueError("employees and selves must name their candidates by keys of one kind") from None


def read_steps(frame: pd.DataFrame, items: pd.Index, scale: Scale, name: str) -> Floats:
    """One table as steps above the lowest option, items × rows."""
    if not len(frame):
        return np.empty((len(items), 0))
    check_columns(frame.columns, items, name)
    answers = to_floats(frame if frame.columns.equals(items) else frame[items], name)
    check_within(answers, items, scale, name)
    return answers - scale.lo


def check_columns(columns: pd.Index, items: pd.Index, name: str) -> None:
    """Refuse a table whose columns are not the statements, each once; their order does not matter."""
    if not columns.is_unique:
        raise ValueError(f"{name}: the column {columns[columns.duplicated()][0]!r} stands there twice")
    for column in columns.difference(items, sort=False):
        raise ValueError(f"{name}: the column {column!r} is no statement of the questionnaire")
    for item in items.difference(columns, sort=False):
        raise ValueError(f"{name}: there is no column for the statement {item!r}")


def to_floats(frame: pd.DataFrame, name: str) -> Floats:
    """The table as numbers, items × rows, NaN where there is no answer."""
    try:
        return np.ascontiguousarray(frame.to_numpy(dtype=float, na_value=np.nan).T)
    except (TypeError, ValueError):
        read = frame.apply(pd.to_numeric, errors="coerce")
        item = frame.columns[(read.isna() & frame.notna()).any()][0]
        raise ValueError(f"{name}: an answer to the statement {item!r} is not a number") from None


def check_within(answers: Floats, items: pd.Index, scale: Scale, name: str) -> None:
    """Refuse an answer outside the scale: it would move every mean it enters."""
    lowest, highest = np.fmin.reduce(answers, axis=1), np.fmax.reduce(answers, axis=1)
    for item, low, high in zip(items, lowest, highest, strict=True):
        if low < scale.lo or high > scale.hi:
            wrong = low if low < scale.lo else high
            raise ValueError(
                f"{name}: the answer {wrong:g} to the statement {item!r} is outside the scale {scale.lo}..{scale.hi}"
            )
