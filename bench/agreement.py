"""How much the statistics cost beside a bare numpy pass that computes the same (budget x5) and beside other ways.

2,000 candidates x 40 employees x 24 statements in four areas, 5 % of the answers blank. Both are timed in turn in one
run; what counts is the ratio of the medians, for seconds belong to one machine. The bare pass takes a dense cube,
checks nothing, knows no rule but the formulas, and computes index, flags and jackknife. The naive loop (pandas, one
candidate at a time) and pingouin (one ICC per candidate) are run on a part of the candidates and scaled to all.

Run: python bench/agreement.py
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import krippendorff
import numpy as np
import pandas as pd
import pingouin
from scipy import special

sys.path.insert(0, str(Path(__file__).parents[1]))

from jury.stats.agreement import Scale, agreement_table, area_table, item_table, profile_table
from jury.stats.reliability import icc, krippendorff_alpha
from jury.stats.scale import Floats

CANDIDATES, EMPLOYEES, ITEMS, AREAS = 2_000, 40, 24, 4
ROUNDS, BUDGET = 9, 5.0
LOOPED, FEW = 20, 3


def made_up(candidates: int) -> tuple[Floats, Floats]:
    """Answers on 1..5: a cube candidates x employees x items with blanks, and the leaders' candidates x items."""
    rng = np.random.default_rng(1)
    leaning = rng.normal(3.6, 0.5, (candidates, 1, ITEMS))
    cube = np.clip(np.rint(leaning + rng.normal(0, 0.9, (candidates, EMPLOYEES, ITEMS))), 1, 5)
    cube[rng.random(cube.shape) < 0.05] = np.nan
    return cube, np.clip(np.rint(leaning[:, 0] + rng.normal(0, 0.8, (candidates, ITEMS))), 1, 5)


def as_tables(cube: Floats, own: Floats) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    """The same answers as the tables that agreement_table takes."""
    items = [f"item {number}" for number in range(ITEMS)]
    names = [f"candidate {number:06}" for number in range(len(cube))]
    rows = pd.MultiIndex.from_product([names, range(EMPLOYEES)], names=["candidate", "respondent"])
    areas = pd.Series(np.repeat([f"area {number}" for number in range(AREAS)], ITEMS // AREAS), index=items)
    return pd.DataFrame(cube.reshape(-1, ITEMS), rows, items), pd.DataFrame(own, names, items), areas


def bare_scores(mean: Floats, own: Floats) -> Floats:
    """Agreement, level and index (3 x ...) from means and self-assessments (... x items)."""
    by_area = (*mean.shape[:-1], AREAS, ITEMS // AREAS)
    gap = np.abs(own - mean).reshape(by_area).mean(axis=-1)
    agreement = np.maximum(0, 100 * (1 - gap / 2)).mean(axis=-1)
    level = 25 * (mean.mean(axis=-1) - 1)
    return np.stack([agreement, level, np.sqrt(agreement * level)])


def bare_pass(cube: Floats, own: Floats) -> list[Floats]:
    """The index, what the flags need and the jackknife with its interval, for a cube where everyone is usable."""
    given = ~np.isnan(cube)
    filled = np.where(given, cube, 0)
    n, total = given.sum(axis=1), filled.sum(axis=1)
    mean = total / n
    scores = bare_scores(mean, own)
    deviation = np.where(given, cube - mean[:, None], 0)
    polarised = ((deviation**2).sum(axis=1) / (n - 1)).mean(axis=-1) > 2
    weak = ((np.abs(deviation)).sum(axis=1) / n).mean(axis=-1) > 5 / 6
    blank, constant = 1 - given.mean(axis=(1, 2)) > 0.3, own.max(axis=-1) == own.min(axis=-1)
    left_out = bare_scores((total[:, None] - filled) / (n[:, None] - given), own[:, None])
    error = np.sqrt((EMPLOYEES - 1) * left_out.var(axis=-1))
    reach = special.stdtrit(EMPLOYEES - 1, 0.975) * error[2]
    low, high = np.clip(scores[2] - reach, 0, 100), np.clip(scores[2] + reach, 0, 100)
    return [*scores, *error, low, high, polarised, weak & ~polarised, blank, constant]


def milliseconds(work: Callable[[], object]) -> float:
    """One run, timed."""
    start = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - start)


def compare(candidates: int) -> tuple[float, float]:
    """Medians of both in milliseconds, timed in turn, after making sure that both say the same."""
    cube, own = made_up(candidates)
    employees, selves, areas = as_tables(cube, own)

    def table() -> pd.DataFrame:
        return agreement_table(employees, selves, areas, Scale(1, 5))

    names = ["agreement", "level", "shortlist_index", "se_agreement", "se_level", "se_shortlist_index", "low", "high"]
    np.testing.assert_allclose(table()[names].to_numpy().T, np.stack(bare_pass(cube, own)[:8]), atol=1e-9)
    rounds = [(milliseconds(table), milliseconds(lambda: bare_pass(cube, own))) for _ in range(ROUNDS)]
    return median(ours for ours, _ in rounds), median(bare for _, bare in rounds)


def naive(employees: pd.DataFrame, selves: pd.DataFrame, areas: pd.Series) -> None:
    """Index and jackknife one candidate at a time, as one would write it first."""
    for name, team in employees.groupby(level=0):
        for left_out in (None, *team.index):
            mean = (team if left_out is None else team.drop(index=left_out)).mean()
            gap = (selves.loc[name] - mean).abs().groupby(areas).mean()
            level = 25 * (mean.groupby(areas).mean() - 1).mean()
            np.sqrt(np.maximum(0, 100 * (1 - gap / 2)).mean() * level)


def alone(candidates: int) -> dict[str, float]:
    """Medians in milliseconds of everything else, timed in turn; what ran on a part is scaled to all candidates."""
    cube, own = made_up(candidates)
    tables = as_tables(cube, own)
    part = as_tables(cube[:LOOPED], own[:LOOPED])
    full = [pd.DataFrame(np.nan_to_num(one, nan=3.0).T) for one in cube[:LOOPED]]
    judged = pd.DataFrame(cube[:, :, 0].T)
    scale, times = Scale(1, 5), candidates / LOOPED
    assert (
        abs(krippendorff_alpha(judged) - krippendorff.alpha(judged.to_numpy(), level_of_measurement="interval")) < 1e-9
    )

    def by_pingouin() -> None:
        for one in full:
            long = one.rename_axis("target").reset_index().melt("target", var_name="judge")
            pingouin.intraclass_corr(long, targets="target", raters="judge", ratings="value")

    work: dict[str, tuple[Callable[[], object], float]] = {
        "agreement_table": (lambda: agreement_table(*tables, scale), 1),
        f"the naive loop (from {LOOPED})": (lambda: naive(*part), times),
        "area_table": (lambda: area_table(*tables, scale), 1),
        "item_table": (lambda: item_table(*tables, scale), 1),
        "profile_table": (lambda: profile_table(*tables, scale), 1),
        f"icc of each team (from {LOOPED})": (lambda: [icc(one) for one in full], times),
        f"pingouin of each team (from {LOOPED})": (by_pingouin, times),
        "krippendorff_alpha, one statement": (lambda: krippendorff_alpha(judged), 1),
        "krippendorff, one statement": (
            lambda: krippendorff.alpha(judged.to_numpy(), level_of_measurement="interval"),
            1,
        ),
    }
    rounds = [{name: by * milliseconds(run) for name, (run, by) in work.items()} for _ in range(FEW)]
    return {name: median(one[name] for one in rounds) for name in work}


if __name__ == "__main__":
    for candidates in (CANDIDATES // 4, CANDIDATES):
        ours, bare = compare(candidates)
        print(
            f"{candidates:5} x {EMPLOYEES} x {ITEMS}: agreement_table {ours:.0f} ms : bare pass {bare:.0f} ms"
            f" = x{ours / bare:.2f} (budget x{BUDGET:g})"
        )
    others = alone(CANDIDATES)
    whole = others["agreement_table"]
    for name, took in others.items():
        print(f"{name:40} {took:9.1f} ms = x{took / whole:.2f} of agreement_table")
