"""Rows of dots: areas, statements, themes and traits, leader against team, with the same in numbers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from award.editions.models import Edition
from jury.charts.dots import dots
from jury.screening.groupings import Grouped, answered_by, regrouped
from jury.screening.words import NONE, answer, figure, signed
from surveys.counting.results import AreaResult, ItemResult, Result, Results


@dataclass(frozen=True)
class Line:
    """A row of a dot plot: what it is about, the drawing, and the same in numbers."""

    name: str
    plot: SafeString
    cells: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True)
class Part:
    name: str
    lines: tuple[Line, ...]


def area_lines(result: Result, released: Results, edition: Edition) -> Iterator[Line]:
    names = {area.code: str(area.name) for area in edition.content.survey.areas}
    for area in result.areas:
        cells = (
            (_("leader"), figure(area.own)),
            (_("team"), team_of(area)),
            (_("agreement"), figure(area.agreement)),
            (_("level"), figure(area.level)),
            (_("direction"), gap_of(area, area.bias)),
        )
        yield Line(
            names.get(area.code, area.code), _plot(area, figure(area.own), released.scale), cells, _consensus(area)
        )


def statement_parts(result: Result, released: Results, edition: Edition, *, is_group: bool) -> Iterator[Part]:
    found = {item.code: item for item in result.items}
    for area in edition.content.survey.areas if found else ():
        lines = tuple(
            statement_line(str(item.leader), found[item.code], released.scale, is_group=is_group)
            for item in edition.content.survey.items_in(area)
            if item.code in found
        )
        yield Part(str(area.name), lines)


def statement_line(name: str, item: ItemResult, scale: tuple[int, int], *, is_group: bool) -> Line:
    own = answer(item.own, is_mean=is_group)
    cells = ((_("leader"), own), (_("team"), team_of(item)), (_("gap"), gap_of(item, item.gap)))
    return Line(name, _plot(item, own, scale), cells, thirds_words(item.thirds))


def grouped_lines(groups: Iterable[Grouped], names: Mapping[str, str], scale: tuple[int, int]) -> tuple[Line, ...]:
    """Themes or traits: the same rows, reckoned from the statements that are shown."""
    return tuple(
        Line(
            names.get(each.code, each.code),
            dots(each.own, each.team, *scale, label=_marks(figure(each.own), figure(each.team))),
            (
                (_("statements"), str(each.statements)),
                (_("leader"), figure(each.own)),
                (_("team"), figure(each.team)),
                (_("gap"), signed(each.gap)),
                (_("agreement"), figure(each.agreement)),
            ),
        )
        for each in groups
    )


def leader_parts(result: Result, edition: Edition, scale: tuple[int, int]) -> tuple[Part, ...]:
    """A group's leaders one by one, area by area; nothing for a single leader."""
    survey = edition.content.survey
    groups = {area.code: [item.code for item in survey.items_in(area)] for area in survey.areas}
    several = max((len(item.leaders) for item in result.items), default=0)
    found = [
        {each.code: each for each in regrouped(answered_by(result.items, leader), groups, scale)}
        for leader in range(several)
    ]
    return tuple(
        Part(str(area.name), tuple(_leader(n, each[area.code], scale) for n, each in enumerate(found, 1)))
        for area in survey.areas
        if found and area.code in found[0]
    )


def _leader(n: int, one: Grouped, scale: tuple[int, int]) -> Line:
    return Line(
        _("Leader %(n)s") % {"n": n},
        dots(one.own, one.team, *scale, label=_marks(figure(one.own), figure(one.team))),
        (
            (_("leader"), figure(one.own)),
            (_("team"), figure(one.team)),
            (_("gap"), signed(one.gap)),
            (_("agreement"), figure(one.agreement)),
        ),
    )


def team_of(shown: AreaResult | ItemResult) -> str:
    """The team's mean, with the sign of an open end."""
    return " ".join(filter(None, (shown.team_sign, figure(shown.team))))


def gap_of(shown: AreaResult | ItemResult, gap: float | None) -> str:
    """Leader minus team: what is at least 4.5 lies at most so far below the leader."""
    other = {"≤": "≥ ", "≥": "≤ "}.get(shown.team_sign, "")
    return NONE if gap is None else other + signed(gap)


def thirds_words(thirds: tuple[int, ...] | None) -> str:
    """How many percent chose the lower, middle and upper part of the scale; never none and never all."""
    if thirds is None:
        return ""
    low, middle, high = map(_percent, thirds)
    return _("team: low %(low)s, middle %(middle)s, high %(high)s") % {"low": low, "middle": middle, "high": high}


def _percent(tens: int) -> str:
    return {10: "≤ 10 %", 90: "≥ 90 %"}.get(tens, f"{tens} %")


def _consensus(area: AreaResult) -> str:
    """How far the team is of one mind in an area: where the release says so, in words and number."""
    if area.spread is None:
        return ""
    words = [_("answers lie %(n)s of a point from the team’s mean on average") % {"n": figure(area.spread)}]
    if area.rwg is not None:
        words.append(_("r*wg %(n)s") % {"n": figure(area.rwg)})
    if area.awg is not None:
        words.append(_("a_wg %(n)s") % {"n": figure(area.awg)})
    return " · ".join(filter(None, (*words, thirds_words(area.thirds))))


def _plot(shown: AreaResult | ItemResult, own: str, scale: tuple[int, int]) -> SafeString:
    label = _marks(own, team_of(shown))
    return dots(shown.own, shown.team, *scale, label=label, sign=shown.team_sign, spread=shown.spread)


def _marks(own: str, team: str) -> str:
    return _("leader %(own)s, team %(team)s") % {"own": own, "team": team}
