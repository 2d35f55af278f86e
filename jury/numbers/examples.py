"""Invented teams and leaders, measured by the same functions as the real ones, so that words and code cannot drift.

All answers are steps from a point of the edition's own scale; what would fall off an end of it stays at that end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

import numpy as np
import pandas as pd

from award.editions.models import Edition
from jury.stats.agreement import Scale, agreement_table, area_table, item_table, mismatched_baseline, profile_table

PER_AREA = 2  # statements of each area in the examples
EMPLOYEES = 5
TEAM = (
    (1, 1, 1, 0, 0),
    (0, 0, 0, -1, 0),
    (0, 1, 0, 0, 0),
    (-1, 0, -1, -1, 0),
    (1, -1, 0, 0, 0),
    (1, 0, 1, 0, 0),
)  # statement × employee: steps from the point below the highest
HONEST = (1, -1, 1, -1, 1, 1)  # a leader who knows what goes well and what does not, and says so with full strength
CONSTANT = (0,)
EVEN = ((0, 1, -1, 0, 0),)  # a team that is of one mind but for two people

Cases = Mapping[str, tuple[pd.DataFrame, pd.Series | None]]  # name -> employees × statements, one leader's answers


@dataclass(frozen=True)
class Ground:
    """What examples are measured with: the edition's scale, areas and weights, and two of its statements an area."""

    scale: Scale
    areas: pd.Series
    weights: Mapping[str, float] | None

    @classmethod
    def of(cls, edition: Edition) -> "Ground":
        survey = edition.content.survey
        pairs = [(item.code, area.code) for area in survey.areas for item in survey.items_in(area)[:PER_AREA]]
        return cls(
            Scale(survey.scale.low, survey.scale.high),
            pd.Series(dict(pairs), dtype=object),
            {code: edition.area_weights.get(code, 0) for code in dict.fromkeys(area for _item, area in pairs)}
            if edition.area_weights
            else None,
        )

    @property
    def high(self) -> int:
        """The point below the highest: 4 on a five-point scale."""
        return max(self.scale.lo, self.scale.hi - 1)

    @property
    def middle(self) -> int:
        return self.scale.lo + self.scale.range // 2

    @property
    def low(self) -> int:
        """The point above the lowest, or the lowest on a scale of two."""
        return min(self.scale.lo + 1, self.high)

    def leader(self, around: int, steps: Sequence[int]) -> pd.Series:
        """One answer to every statement."""
        answers = around + np.array(list(islice(cycle(steps), len(self.areas))), dtype=float)
        return pd.Series(np.clip(answers, self.scale.lo, self.scale.hi), index=self.areas.index)

    def team(self, around: int, steps: Sequence[Sequence[int]]) -> pd.DataFrame:
        """Employees × statements."""
        answers = around + np.array(list(islice(cycle(steps), len(self.areas))), dtype=float).T
        return pd.DataFrame(np.clip(answers, self.scale.lo, self.scale.hi), columns=self.areas.index)

    def measure(self, cases: Cases) -> pd.DataFrame:
        """The agreement table of these teams and leaders, in their order."""
        return agreement_table(*self.frames(cases), area_weights=self.weights).loc[list(cases)]

    def frames(self, cases: Cases) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series, Scale]:
        """What all of `jury.stats.agreement` takes; a team without a leader is there for the others’ baseline."""
        employees = pd.concat({name: team for name, (team, _leader) in cases.items()})
        selves = pd.DataFrame({name: leader for name, (_team, leader) in cases.items() if leader is not None}).T
        return employees, selves, self.areas, self.scale


@dataclass(frozen=True)
class Case:
    """What an example comes to."""

    agreement: float
    level: float
    index: float
    low: float
    high: float
    bias: float
    gap: float
    category: str
    flags: tuple[str, ...]

    @classmethod
    def of(cls, row: pd.Series) -> "Case":
        return cls(
            agreement=float(row["agreement"]),
            level=float(row["level"]),
            index=float(row["shortlist_index"]),
            low=float(row["low"]),
            high=float(row["high"]),
            bias=float(row["bias"]),
            gap=float(row["gap"]),
            category=str(row["category"]),
            flags=tuple(row["flags"]),
        )


def cases(ground: Ground) -> dict[str, Case]:
    """All examples by name.

    step        the worked example: a team and a leader who tells what goes well from what does not
    step_large  the same team four times over, so that only its size differs
    constant    the same team, its leader answering the point below the highest throughout
    above       a team in the middle, its leader one point above it everywhere; below: one point below
    poor        a team low on the scale, its leader low with it
    """
    team, even = ground.team(ground.high, TEAM), ground.team(ground.middle, EVEN)
    honest = ground.leader(ground.high, HONEST)
    table = ground.measure(
        {
            "step": (team, honest),
            "step_large": (pd.concat([team] * 4, ignore_index=True), honest),
            "constant": (team, ground.leader(ground.high, CONSTANT)),
            "above": (even, ground.leader(ground.middle, (1,))),
            "below": (even, ground.leader(ground.middle, (-1,))),
            "poor": (ground.team(ground.low, EVEN), ground.leader(ground.low, CONSTANT)),
        }
    )
    return {str(name): Case.of(row) for name, row in table.iterrows()}


def worked(ground: Ground) -> Cases:
    """The worked example alone."""
    return {"step": (ground.team(ground.high, TEAM), ground.leader(ground.high, HONEST))}


def statements(ground: Ground) -> pd.DataFrame:
    """The worked example statement by statement: columns self, mean, gap (leader − team) and more."""
    return item_table(*ground.frames(worked(ground))).droplevel("candidate")


def areas(ground: Ground) -> pd.DataFrame:
    """The worked example area by area: columns gap, team_mean, agreement, level and more."""
    return area_table(*ground.frames(worked(ground)), area_weights=ground.weights).droplevel("candidate")


def without_one(ground: Ground) -> list[float]:
    """The worked example's index, one employee after the other left out: what its interval is made of."""
    team, honest = worked(ground)["step"]
    parts = {f"{left}": (team.drop(index=left), honest) for left in team.index}
    return [float(value) for value in ground.measure(parts)["shortlist_index"]]


def mismatched(ground: Ground) -> float:
    """The worked example's leader against two other teams: the same answers, given to other statements."""
    count = len(TEAM)
    others = {
        f"{turn}": (ground.team(ground.high, TEAM[turn:] + TEAM[:turn]), None) for turn in (count // 3, count // 2)
    }
    cases: Cases = {**worked(ground), **others}
    return float(mismatched_baseline(*ground.frames(cases), area_weights=ground.weights)["step"])


def in_step(ground: Ground) -> float | None:
    """Pearson's r of the worked example's leader and team over the statements; None where it is not defined."""
    r = float(profile_table(*ground.frames(worked(ground)))["r"].iloc[0])
    return None if np.isnan(r) else r
