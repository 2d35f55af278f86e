"""The examples and rules of the page that says what the numbers mean, every figure as it is printed."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from award.editions.models import Edition
from jury.charts.dots import dots, dots_scale
from jury.charts.intervals import interval, interval_scale
from jury.numbers.examples import HONEST, TEAM, Case, Ground, cases, in_step, mismatched, without_one
from jury.numbers.panel import correlation
from jury.screening.bands import AGREEMENT, LEVEL
from jury.screening.words import CATEGORIES, FLAGS, Word, figure, signed
from jury.stats.weights import shares
from surveys.counting.suppression import HALF, LARGE, SMALL


@dataclass(frozen=True)
class Shown:
    """An example, printed."""

    agreement: str
    level: str
    index: str
    low: str
    high: str
    bias: str
    gap: str
    category: Word | None
    flags: tuple[Word, ...]
    strip: SafeString

    @classmethod
    def of(cls, case: Case) -> "Shown":
        words = _("95 %% interval %(low)s to %(high)s") % {"low": figure(case.low), "high": figure(case.high)}
        return cls(
            *(figure(each) for each in (case.agreement, case.level, case.index, case.low, case.high)),
            bias=signed(round(case.bias, 1)),
            gap=figure(case.gap),
            category=CATEGORIES.get(case.category),
            flags=tuple(FLAGS[each] for each in case.flags),
            strip=interval(case.index, case.low, case.high, label=words),
        )


def explained(edition: Edition) -> dict[str, Any]:
    """Everything the page prints. Nothing of a candidate is in it."""
    ground, scale = Ground.of(edition), edition.content.survey.scale
    found = cases(ground)
    own, others = mismatched(ground)
    return {
        "statements": statements(edition, ground),
        "areas": areas(edition, ground),
        "scale": dots_scale(scale.low, scale.high),
        "interval_scale": interval_scale(),
        "cases": {name: Shown.of(case) for name, case in found.items()},
        "without_one": [figure(each) for each in without_one(ground)],
        "constant_wins": found["constant"].agreement > found["step"].agreement,
        "in_step": correlation(in_step(ground)),
        "own": figure(own),
        "others": figure(others),
        "above_others": figure(own - others),
        "points": points(ground),
        "bands": bands(ground),
        "levels": levels(),
        "categories": list(CATEGORIES.values()),
        "flags": list(FLAGS.values()),
        "small": SMALL,
        "large": LARGE,
        "half": figure(HALF),
        "has_own_weights": bool(edition.area_weights),
    }


def points(ground: Ground) -> dict[str, str]:
    """The points of the scale that the text names, and what one of them costs."""
    scale = ground.scale
    return {
        "lo": str(scale.lo),
        "hi": str(scale.hi),
        "range": str(scale.range),
        "half": f"{scale.range / 2:g}",
        "count": str(scale.options),
        "high": str(ground.high),
        "middle": str(ground.middle),
        "low": str(ground.low),
        "cost": figure(200 / scale.range),
        "eighth": figure(scale.range / 8),
    }


def statements(edition: Edition, ground: Ground) -> list[dict[str, Any]]:
    """The worked example, statement by statement."""
    worded = {item.code: str(item.leader) for item in edition.content.survey.items}
    team, leader = ground.team(ground.high, TEAM), ground.leader(ground.high, HONEST)
    return [_statement(worded[str(code)], leader[code], team[code], ground) for code in ground.areas.index]


def _statement(name: str, own: float, team: pd.Series, ground: Ground) -> dict[str, Any]:
    mean = float(team.mean())
    words = _("leader %(own)s, team %(team)s") % {"own": figure(own), "team": figure(mean)}
    return {
        "name": name,
        "plot": dots(own, mean, ground.scale.lo, ground.scale.hi, label=words),
        "answers": " · ".join(f"{each:g}" for each in team),
        "own": f"{own:g}",
        "team": figure(mean),
        "gap": figure(abs(own - mean)),
    }


def areas(edition: Edition, ground: Ground) -> list[dict[str, str]]:
    """The same example, area by area, with what each area counts."""
    names = {area.code: str(area.name) for area in edition.content.survey.areas}
    case = {"step": (ground.team(ground.high, TEAM), ground.leader(ground.high, HONEST))}
    table = ground.measure_areas(case).loc["step"]
    weights = shares(ground.weights, table.index)
    return [
        {
            "name": names[str(code)],
            "gap": figure(row["gap"]),
            "agreement": figure(row["agreement"]),
            "level": figure(row["level"]),
            "weight": _("%(n)s %%") % {"n": figure(100 * weight)},
        }
        for (code, row), weight in zip(table.iterrows(), weights, strict=True)
    ]


def bands(ground: Ground) -> list[dict[str, str]]:
    """What agreement is called, by points and by the mean gap on this edition's scale."""
    *named, last = AGREEMENT
    rows = [
        {
            "name": str(band.name),
            "points": _("%(n)s and more") % {"n": band.least},
            "gap": _("up to %(gap)s") % {"gap": figure((100 - band.least) / 200 * ground.scale.range)},
        }
        for band in named
    ]
    return [*rows, {"name": str(last.name), "points": _("below %(n)s") % {"n": named[-1].least}, "gap": _("more")}]


def levels() -> list[dict[str, str]]:
    """What level is called."""
    *named, last = LEVEL
    rows = [{"name": str(band.name), "points": _("%(n)s and more") % {"n": band.least}} for band in named]
    return [*rows, {"name": str(last.name), "points": _("below %(n)s") % {"n": named[-1].least}}]
