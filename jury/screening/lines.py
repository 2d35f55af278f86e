"""Rows of dots: areas, statements, themes and traits, leader against team, with the same in numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from award.content.reading import Content
from jury.charts.dots import dots
from jury.screening.groupings import Grouped, Grouping, answered_by, by_area, regrouped
from jury.screening.words import NONE, answer, figure, signed
from surveys.counting.results import AreaResult, ItemResult, Result

Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """A row of a dot plot: what it is about, the drawing, the same in numbers, and what else is to be said of it."""

    name: str
    plot: SafeString
    cells: Cells
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sides:
    """What the rows of one candidate have in common: the scale, whose answers stand on it, and whose baseline."""

    scale: tuple[int, int]
    is_group: bool = False
    has_own: bool = True
    has_baseline: bool = False

    @classmethod
    def of(cls, result: Result, scale: tuple[int, int], *, is_group: bool) -> "Sides":
        return cls(
            scale,
            is_group=is_group,
            has_own=any(own is not None for own in own_sides(result)),
            has_baseline=any(each.baseline is not None for each in result.areas),
        )

    def cells(self, *cells: tuple[str, str]) -> Cells:
        """Without a leader's side there is nothing to say of it: a column of dashes would look like a finding."""
        return cells if self.has_own else tuple(each for each in cells if each[0] in (_("team"), _("level")))


def own_sides(result: Result) -> Iterator[float | None]:
    yield from (area.own for area in result.areas)
    yield from (item.own for item in result.items)


def nothing_of(code: str) -> AreaResult:
    """An area of which nothing was released."""
    return AreaResult(code, None, None, None, None, None, scored=False)


def with_team(area: AreaResult, scale: tuple[int, int]) -> AreaResult:
    """An area that could not be compared has no mean of the compared statements; its level gives one."""
    if area.team is not None or area.level is None:
        return area
    low, high = scale
    return replace(area, team=round(low + area.level * (high - low) / 100, 1))


def area_lines(result: Result, content: Content, sides: Sides) -> Iterator[Line]:
    """Every area of the survey; one of which nothing was released is there and says so."""
    found = {area.code: area for area in result.areas}
    for code, name in by_area(content).names.items():
        area = with_team(found.get(code) or nothing_of(code), sides.scale)
        baseline = ((_("any leader"), figure(area.baseline)),) if sides.has_baseline else ()
        cells = sides.cells(
            (_("leader"), figure(area.own)),
            (_("team"), team_of(area)),
            (_("gap"), gap_of(area, area.bias)),
            (_("agreement"), figure(area.agreement)),
            *baseline,
            (_("level"), figure(area.level)),
        )
        yield Line(name, _plot(area, figure(area.own), sides), cells)


def statement_parts(result: Result, content: Content, sides: Sides) -> Iterator[Part]:
    found = {item.code: item for item in result.items}
    for area in content.survey.areas:
        lines = tuple(
            statement_line(str(item.leader), found[item.code], sides)
            for item in content.survey.items_in(area)
            if item.code in found
        )
        if lines:
            yield Part(str(area.name), lines)


def statement_line(name: str, item: ItemResult, sides: Sides) -> Line:
    own = answer(item.own, is_mean=sides.is_group)
    cells = sides.cells((_("leader"), own), (_("team"), team_of(item)), (_("gap"), gap_of(item, item.gap)))
    return Line(name, _plot(item, own, sides), cells, tuple(_notes(item, sides)))


def grouped_lines(groups: Iterable[Grouped], grouping: Grouping, sides: Sides) -> tuple[Line, ...]:
    """Themes or traits: the same rows, reckoned from the statements that are shown."""
    return tuple(_grouped_line(grouping.names.get(each.code, each.code), each, sides) for each in groups)


def leader_parts(result: Result, content: Content, sides: Sides) -> tuple[Part, ...]:
    """A group's leaders one by one, area by area; nothing for a single leader, or where only one has answered."""
    areas = by_area(content)
    found = [
        {each.code: each for each in regrouped(answered_by(result.items, leader), areas.items, sides.scale)}
        for leader in range(max((len(item.leaders) for item in result.items), default=0))
    ]
    return tuple(
        Part(name, tuple(_leader(n, each[code], sides) for n, each in enumerate(found, 1)))
        for code, name in areas.names.items()
        if found and code in found[0]
    )


def team_of(shown: AreaResult | ItemResult) -> str:
    """The team's mean, with the sign of an open end."""
    return " ".join(filter(None, (shown.team_sign, figure(shown.team))))


def gap_of(shown: AreaResult | ItemResult, gap: float | None) -> str:
    """Leader minus team: what is at least 4.5 lies at most so far below the leader."""
    other = {"≤": "≥ ", "≥": "≤ "}.get(shown.team_sign, "")
    return NONE if gap is None else other + signed(gap)


def thirds_words(thirds: Sequence[int] | None) -> str:
    """How many percent chose the lower, middle and upper part of the scale; never none and never all."""
    if thirds is None:
        return ""
    low, middle, high = map(percent, thirds)
    return _("team: low %(low)s, middle %(middle)s, high %(high)s") % {"low": low, "middle": middle, "high": high}


def percent(tens: int) -> str:
    """A share to ten percent; at either end only that it is no more, or no less."""
    return {10: "≤ 10 %", 90: "≥ 90 %"}.get(tens, f"{tens} %")


def _notes(item: ItemResult, sides: Sides) -> Iterator[str]:
    """Why a number is missing, how a group's leaders answered, and how the team's answers lie."""
    if item.team is None:
        yield _("the team’s answers are withheld")
    if item.own is None and sides.has_own:
        yield _("the leader gave no answer")
    if item.leaders:
        answers = " · ".join(answer(each, is_mean=False) for each in item.leaders)
        yield _("leaders, one by one: %(answers)s") % {"answers": answers}
    if item.thirds is not None:
        yield thirds_words(item.thirds)


def _grouped_line(name: str, each: Grouped, sides: Sides) -> Line:
    notes = []
    if each.statements == 1:
        notes.append(_("one statement only"))
    if each.own is None and sides.has_own:
        notes.append(_("the leader gave no answer"))
    cells = sides.cells(
        (_("leader"), figure(each.own)),
        (_("team"), figure(each.team)),
        (_("gap"), signed(each.gap)),
        (_("agreement"), figure(each.agreement)),
    )
    plot = dots(each.own, each.team, *sides.scale, label=_marks(figure(each.own), figure(each.team), sides))
    return Line(name, plot, ((_("statements"), str(each.statements)), *cells), tuple(notes))


def _leader(n: int, one: Grouped, sides: Sides) -> Line:
    line = _grouped_line(_("Leader %(n)s") % {"n": n}, one, sides)
    return Line(line.name, line.plot, line.cells[1:], line.notes)


def _plot(shown: AreaResult | ItemResult, own: str, sides: Sides) -> SafeString:
    return dots(
        shown.own,
        shown.team,
        *sides.scale,
        label=_marks(own, team_of(shown) or NONE, sides),
        sign=shown.team_sign,
        spread=shown.spread,
        leaders=shown.leaders if isinstance(shown, ItemResult) else (),
    )


def _marks(own: str, team: str, sides: Sides) -> str:
    if not sides.has_own:
        return _("team %(team)s") % {"team": team}
    return _("leader %(own)s, team %(team)s") % {"own": own, "team": team}
