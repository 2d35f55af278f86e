"""The examples and rules of the page that says what the numbers mean, every figure as it is printed."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from award.editions.models import Edition
from jury.charts.dots import dots, dots_scale
from jury.charts.intervals import interval, interval_scale
from jury.numbers import examples
from jury.numbers.examples import TEAM, Case, Ground
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
            agreement=figure(case.agreement),
            level=figure(case.level),
            index=figure(case.index),
            low=figure(case.low),
            high=figure(case.high),
            bias=signed(round(case.bias, 1)),
            gap=figure(case.gap),
            category=CATEGORIES.get(case.category),
            flags=tuple(FLAGS[each] for each in case.flags),
            strip=interval(case.index, case.low, case.high, label=words),
        )


def explained(edition: Edition) -> dict[str, Any]:
    """Everything the page prints. Nothing of a candidate is in it."""
    ground, scale = Ground.of(edition), edition.content.survey.scale
    found = examples.cases(ground)
    r = examples.in_step(ground)
    own, others = found["step"].agreement, examples.mismatched(ground)
    return {
        "statements": statements(edition, ground),
        "areas": areas(edition, ground),
        "scale": dots_scale(scale.low, scale.high),
        "interval_scale": interval_scale(),
        "cases": {name: Shown.of(case) for name, case in found.items()},
        "without_one": [figure(each) for each in examples.without_one(ground)],
        "constant_wins": found["constant"].agreement > found["step"].agreement,
        "in_step": "" if r is None else correlation(r),
        "own": figure(own),
        "others": figure(others),
        "above_others": figure(round(own, 1) - round(others, 1)),
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
        "half": _short(scale.range / 2),
        "count": str(scale.options),
        "high": str(ground.high),
        "middle": str(ground.middle),
        "low": str(ground.low),
        "cost": _short(200 / scale.range),
        "eighth": _short(scale.range / 8),
        "sixth": _short(scale.options / 6),
    }


def _short(number: float) -> str:
    """Two decimals at most, and none that is a nought."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", get_format("DECIMAL_SEPARATOR"))


def statements(edition: Edition, ground: Ground) -> list[dict[str, Any]]:
    """The worked example, statement by statement."""
    worded = {item.code: str(item.leader) for item in edition.content.survey.items}
    table, team = examples.statements(ground), ground.team(ground.high, TEAM)
    return [_statement(worded[str(code)], row, team[code], ground) for code, row in table.iterrows()]


def _statement(name: str, row: pd.Series, team: pd.Series, ground: Ground) -> dict[str, Any]:
    own, mean = float(row["self"]), float(row["mean"])
    words = _("leader %(own)s, team %(team)s") % {"own": figure(own), "team": figure(mean)}
    return {
        "name": name,
        "plot": dots(own, mean, ground.scale.lo, ground.scale.hi, label=words),
        "answers": " · ".join(f"{each:g}" for each in team),
        "own": f"{own:g}",
        "team": figure(mean),
        "gap": figure(abs(row["gap"])),
    }


def areas(edition: Edition, ground: Ground) -> list[dict[str, str]]:
    """The same example, area by area, with what each area counts."""
    names = {area.code: str(area.name) for area in edition.content.survey.areas}
    table = examples.areas(ground)
    weights = shares(ground.weights, table.index)
    return [
        {
            "name": names[str(code)],
            "gap": figure(row["gap"]),
            "team": figure(row["team_mean"]),
            "agreement": figure(row["agreement"]),
            "level": figure(row["level"]),
            "lost": figure(100 - row["agreement"]),
            "above": figure(row["team_mean"] - ground.scale.lo),
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
