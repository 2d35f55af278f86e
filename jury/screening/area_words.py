"""An area in words: how near and which way leader and team lie apart, whether the team is of one mind, or why not."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.content.reading import Content
from jury.screening.bands import ONE_MIND, SPLIT, Borders, consensus
from jury.screening.gaps import ALIKE, BOTH, HIGHER, LOWER, RATHER_HIGHER, RATHER_LOWER, direction
from jury.screening.groupings import by_area
from jury.screening.lines import Sides, nothing_of, percent, with_team
from jury.screening.sentences import agreement_words
from jury.screening.words import figure
from surveys.counting.results import AreaResult, Result

DIRECTIONS = {
    HIGHER: gettext_lazy("The leader stands higher than the team on average."),
    RATHER_HIGHER: gettext_lazy("The leader stands a little higher than the team on average."),
    ALIKE: gettext_lazy("Leader and team stand alike on average."),
    RATHER_LOWER: gettext_lazy("The leader stands a little lower than the team on average."),
    LOWER: gettext_lazy("The leader stands lower than the team on average."),
    BOTH: gettext_lazy("The leader answers higher here and lower there; on average the two cancel out."),
}


@dataclass(frozen=True)
class AreaRead:
    name: str
    words: tuple[str, ...]


def areas_read(result: Result, content: Content, sides: Sides) -> tuple[AreaRead, ...]:
    found = {area.code: area for area in result.areas}
    return tuple(
        AreaRead(name, tuple(_words(with_team(found.get(code) or nothing_of(code), sides.scale), result, sides)))
        for code, name in by_area(content).names.items()
    )


def conventions(scale: tuple[int, int]) -> str:
    """Where the words for consensus begin and end."""
    borders = Borders.of(scale)
    return _(
        "Own conventions: of one mind, where answers lie at most %(one)s points from their mean on average; split, "
        "where it is more than %(split)s, or where they lie further apart than chance would put them; somewhat spread "
        "between the two. “A little” is up to half a step of the scale."
    ) % {"one": figure(borders.one_mind), "split": figure(int(borders.split * 10) / 10)}


def _words(area: AreaResult, result: Result, sides: Sides) -> Iterator[str]:
    if area.team is None:
        yield _("Too few of its statements have enough answers, so nothing of this area is shown as a whole.")
        return
    yield from _compared(area, sides)
    if area.level is None:
        yield _("Fewer than half of its statements have enough answers, so no level is told.")
    yield from _minds(area, result, sides.scale)


def _compared(area: AreaResult, sides: Sides) -> Iterator[str]:
    if not sides.has_own:
        return
    if area.own is None:
        yield _("The leader answered none of these statements, so there is nothing to compare.")
        return
    words = agreement_words(area.agreement, area.baseline)
    if words:
        yield _("Agreement of leader and team: %(words)s.") % {"words": words}
    elif area.agreement is None:
        yield _("Fewer than half of its statements could be compared, so no agreement is told.")
    which = direction(area, sides.scale)
    if which:
        yield str(DIRECTIONS[which])


def _minds(area: AreaResult, result: Result, scale: tuple[int, int]) -> Iterator[str]:
    """How far the team is of one mind: in words, and in numbers where the release has them."""
    if area.spread is None:
        if result.size_band == "5-9":
            yield _("How far its answers lie apart is not shown of a team below ten.")
        else:
            yield _(
                "How far its answers lie apart is not shown: fewer than ten answered one of its statements, or fewer "
                "than three of them are shown."
            )
        return
    number = {"n": figure(area.spread)}
    mind = consensus(area.spread, area.rwg, scale)
    if mind == ONE_MIND:
        yield _("The team is of one mind: answers lie %(n)s points from their mean on average.") % number
    elif mind == SPLIT:
        yield _("The team is split: answers lie %(n)s points from their mean on average.") % number
    else:
        yield _("The team is somewhat spread: answers lie %(n)s points from their mean on average.") % number
    named = ((_("r*wg %(n)s"), area.rwg), (_("a_wg %(n)s"), area.awg))
    numbers = [name % {"n": figure(each)} for name, each in named if each is not None]
    if numbers:
        yield _("Agreement among the team itself, 1 being unanimous: %(numbers)s.") % {"numbers": " · ".join(numbers)}
    if area.thirds is not None:
        low, middle, high = map(percent, area.thirds)
        words = _("Its answers, to ten per cent: lower part of the scale %(low)s, middle %(middle)s, upper %(high)s.")
        yield words % {"low": low, "middle": middle, "high": high}
