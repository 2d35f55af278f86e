"""How far a panel of judges, or a team, can be relied on: intraclass correlations and Krippendorff's α."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

from jury.stats.jackknife import CONFIDENCE
from jury.stats.scale import Floats

Level = Literal["nominal", "ordinal", "interval"]
NAMES = ["ICC(1,1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)"]


def icc(table: pd.DataFrame, *, drop_incomplete: bool = False) -> pd.DataFrame:
    """The six intraclass correlations of a matrix targets × judges, with their 95 % intervals.

    Rows ICC(1,1), ICC(A,1), ICC(C,1) (one judge: one-way, absolute agreement, consistency) and ICC(1,k), ICC(A,k),
    ICC(C,k) (the mean of the k judges); columns value, low, high. Shrout & Fleiss (1979) name them (1,1), (2,1), (3,1)
    and (1,k), (2,k), (3,k); the names and the intervals of A are those of McGraw & Wong (1996).

    NaN where nothing varies between what is compared, or no error is left to estimate an interval from. Raises
    ValueError for gaps, unless incomplete targets are to be dropped, and for fewer than two targets or judges.
    """
    rated = complete(table, drop_incomplete)
    n, k = rated.shape
    between, judges, within, error = mean_squares(rated)
    one_way = form(between, within, k)
    consistent = form(between, error, k)
    absolute = divide(between - error, between + (k - 1) * error + k * (judges - error) / n)
    singles = [
        (one_way, *f_interval(between, within, n - 1, n * (k - 1), k)),
        (absolute, *absolute_interval(absolute, between, judges, error, n, k)),
        (consistent, *f_interval(between, error, n - 1, (n - 1) * (k - 1), k)),
    ]
    means = [
        (divide(between - within, between), *(stepped_up(end, k) for end in singles[0][1:])),
        (divide(between - error, between + (judges - error) / n), *(stepped_up(end, k) for end in singles[1][1:])),
        (divide(between - error, between), *(stepped_up(end, k) for end in singles[2][1:])),
    ]
    return pd.DataFrame([*singles, *means], index=NAMES, columns=["value", "low", "high"], dtype=float)


def complete(table: pd.DataFrame, drop_incomplete: bool) -> Floats:
    """The matrix without gaps; a target is dropped only when that was asked for."""
    gaps = table.isna().any(axis=1)
    if gaps.any() and not drop_incomplete:
        raise ValueError(f"the target {table.index[gaps][0]!r} was not judged by everybody; see drop_incomplete")
    rated = table[~gaps].to_numpy(dtype=float)
    if min(rated.shape) < 2:
        raise ValueError(f"an intraclass correlation needs two targets and two judges, not {rated.shape}")
    return rated


def mean_squares(rated: Floats) -> tuple[float, float, float, float]:
    """Mean squares between targets, between judges, within targets, and of the error; rounding noise is taken as 0."""
    n, k = rated.shape
    target = rated.mean(axis=1, keepdims=True) - rated.mean()
    judge = rated.mean(axis=0, keepdims=True) - rated.mean()
    rest = rated - rated.mean() - target - judge
    noise = 64 * np.finfo(float).eps * float(np.square(rated).sum())
    sums = [k * np.square(target).sum(), n * np.square(judge).sum(), np.square(rest).sum()]
    between, judges, error = (0.0 if squares <= noise else float(squares) for squares in sums)
    within = (judges + error) / (n * (k - 1))
    return between / (n - 1), judges / (k - 1), within, error / ((n - 1) * (k - 1))


def form(between: float, error: float, k: int) -> float:
    """(MSB − MSE)/(MSB + (k − 1)MSE), the reliability of a single judge."""
    return divide(between - error, between + (k - 1) * error)


def divide(above: float, below: float) -> float:
    """A quotient, NaN where there is nothing to divide by."""
    return above / below if below > 0 else float("nan")


def quantile(first: float, second: float) -> float:
    """The quantile of F with these degrees of freedom for a two-sided 95 % interval."""
    return float(special.fdtri(first, second, (1 + CONFIDENCE) / 2))


def f_interval(between: float, error: float, targets: float, errors: float, k: int) -> tuple[float, float]:
    """The interval of a single judge's reliability from the F ratio and its degrees of freedom (Shrout & Fleiss)."""
    f = divide(between, error)
    low, high = f / quantile(targets, errors), f * quantile(errors, targets)
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def absolute_interval(value: float, between: float, judges: float, error: float, n: int, k: int) -> tuple[float, float]:
    """The interval of ICC(A,1), with Satterthwaite's degrees of freedom (McGraw & Wong 1996, table 7)."""
    if not value < 1 or not (judges > 0 or error > 0):
        return float("nan"), float("nan")
    a = k * value / (n * (1 - value)) * judges
    b = (1 + k * value * (n - 1) / (n * (1 - value))) * error
    freedom = divide((a + b) ** 2, a**2 / (k - 1) + b**2 / ((n - 1) * (k - 1)))
    lower, upper = quantile(n - 1, freedom), quantile(freedom, n - 1)
    rest = k * judges + (k * n - k - n) * error
    return (
        divide(n * (between - lower * error), lower * rest + n * between),
        divide(n * (upper * between - error), rest + n * upper * between),
    )


def stepped_up(single: float, k: int) -> float:
    """The reliability of the mean of k judges from that of one (Spearman and Brown)."""
    return divide(k * single, 1 + (k - 1) * single)


@dataclass(frozen=True)
class TeamReliability:
    """ICC(1): how much of an answer the team explains; ICC(2): how reliable a team's mean is.

    `mean_size` is the n̄ used, the arithmetic mean of the team sizes; `teams` says over how many teams.
    """

    icc1: float
    icc2: float
    mean_size: float
    teams: int


def team_icc(answers: pd.Series) -> TeamReliability:
    """ICC(1) = (MSB − MSW)/(MSB + (n̄ − 1)MSW) and ICC(2) = (MSB − MSW)/MSB of answers in teams (Bliese 2000).

    `answers` is indexed by team (or by team first), NaN for no answer. NaN for fewer than two teams, teams of one
    person only, and where nothing varies (ICC(2): nothing varies between the teams).
    """
    known = answers.dropna().astype(float)
    teams = known.groupby(level=0)
    sizes, means = teams.size(), teams.mean()
    count, people = len(sizes), len(known)
    mean_size = people / count if count else float("nan")
    if count < 2 or people == count:
        return TeamReliability(float("nan"), float("nan"), mean_size, count)
    noise = 64 * np.finfo(float).eps * float((known**2).sum())
    between = float((sizes * (means - known.mean()) ** 2).sum())
    within = float(((known - teams.transform("mean")) ** 2).sum())
    msb = (between if between > noise else 0.0) / (count - 1)
    msw = (within if within > noise else 0.0) / (people - count)
    return TeamReliability(divide(msb - msw, msb + (mean_size - 1) * msw), divide(msb - msw, msb), mean_size, count)


def krippendorff_alpha(table: pd.DataFrame, level: Level = "interval") -> float:
    """Krippendorff's α = 1 − D_o/D_e of a matrix judges × units, by coincidences (Krippendorff 2011).

    Gaps (NaN) are allowed; a unit judged only once says nothing. 1 is perfect agreement, 0 what chance would give.
    NaN where no unit was judged twice or nothing varies. Raises ValueError for another level of measurement.
    """
    if level not in ("nominal", "ordinal", "interval"):
        raise ValueError(f"the level of measurement must be nominal, ordinal or interval, not {level!r}")
    rated = table.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(rated)
    known &= known.sum(axis=0) >= 2
    values, code = np.unique(rated[known], return_inverse=True)
    counts = np.zeros((rated.shape[1], len(values)))
    np.add.at(counts, (np.nonzero(known)[1], code), 1)
    counts = counts[counts.sum(axis=1) >= 2]
    weight = 1 / (counts.sum(axis=1) - 1)
    observed = counts.T @ (counts * weight[:, None]) - np.diag(weight @ counts)
    totals = counts.sum(axis=0)
    far = difference(values, totals, level)
    expected = float(totals @ far @ totals)
    return 1 - (totals.sum() - 1) * float((observed * far).sum()) / expected if expected > 0 else float("nan")


def difference(values: Floats, totals: Floats, level: Level) -> Floats:
    """δ² between every two values: unlike or not, ranks between them, or the squared distance."""
    if level == "nominal":
        return np.asarray((values[:, None] != values), dtype=float)
    place = np.cumsum(totals) - totals / 2 if level == "ordinal" else values
    return np.asarray((place[:, None] - place) ** 2)
