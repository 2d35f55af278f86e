"""Agreement and level area by area: rules 3 to 5."""

from dataclasses import dataclass

import numpy as np

from jury.stats.answers import Answers
from jury.stats.index import agreement_of, level_of
from jury.stats.items import Items
from jury.stats.ratio import ratio
from jury.stats.scale import Floats, Truths


@dataclass(frozen=True)
class Areas:
    """Area by area, every array areas × candidates; means and gaps in steps above the lowest option.

    NaN unless half of the area's statements are compared: own_mean, team_mean (over the compared ones), bias
    (mean of leader − team), gap (mean of |leader − team|), agreement (0–100). NaN unless half have enough answers:
    level_mean (the team's mean over those) and level (0–100). `compared` counts the compared statements, `levelled`
    those with enough answers.
    """

    compared: Floats
    levelled: Floats
    own_mean: Floats
    team_mean: Floats
    bias: Floats
    gap: Floats
    agreement: Floats
    level_mean: Floats
    level: Floats

    @property
    def scored(self) -> Truths:
        """Rule 3: at least half of the statements are compared, and at least half have enough answers."""
        return ~np.isnan(self.agreement) & ~np.isnan(self.level)


def measure_areas(answers: Answers, items: Items) -> Areas:
    """Rules 3 to 5 for all areas of all candidates at once."""
    members = answers.members
    own_mean, team_mean, bias, gap = (
        mean_over_half(values, items.compared, members)
        for values in (answers.own, items.mean, items.gap, np.abs(items.gap))
    )
    level_mean = mean_over_half(items.mean, items.level, members)
    return Areas(
        compared=members @ items.compared,
        levelled=members @ items.level,
        own_mean=own_mean,
        team_mean=team_mean,
        bias=bias,
        gap=gap,
        agreement=agreement_of(gap, answers.scale),
        level_mean=level_mean,
        level=level_of(level_mean, answers.scale),
    )


def mean_over_half(values: Floats, chosen: Truths, members: Floats) -> Floats:
    """The mean over the chosen statements of each area, NaN unless they are at least half of the area's."""
    enough = 2 * (members @ chosen) >= members.sum(axis=1, keepdims=True)
    return np.where(enough, mean_over(values, chosen, members), np.nan)


def mean_over(values: Floats, chosen: Truths, members: Floats) -> Floats:
    """The mean over the chosen statements of each area (items × candidates -> areas × candidates), NaN without any."""
    n = members @ chosen
    return ratio(members @ np.where(chosen, values, 0.0), n, n > 0)
