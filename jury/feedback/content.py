"""What the feedback says to a leader, in sentences: kindly, exactly, and no more than the figures bear."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jury.feedback.selectors import Feedback
from jury.feedback.states import Silence, Standing
from jury.screening.bands import FAVOURABLE, LEVEL, MIXED, band
from jury.screening.enumerating import quoted
from jury.screening.gaps import (
    ALIKE,
    BOTH,
    HALF_STEP,
    HIGHER,
    LOWER,
    RATHER_HIGHER,
    RATHER_LOWER,
    TOLERANCE,
    direction,
    furthest,
)
from jury.screening.words import figure
from surveys.counting.results import AreaResult, Result

STANDING = {
    Standing.TOOK_PART: gettext_lazy("You took part. The jury’s shortlist went to others this year."),
    Standing.SHORTLISTED: gettext_lazy("You were on the jury’s shortlist."),
    Standing.FINALIST: gettext_lazy("You were among the finalists whom the jury visited at work."),
    Standing.WINNER: gettext_lazy("You are this year’s winner."),
}
THANKS = gettext_lazy(
    "Somebody thought your leadership worth a nomination, and you let your team be asked. Here is what came of it. It "
    "is meant for you: to be glad of, to wonder about, and to talk about with your team."
)
THANKS_ALL = gettext_lazy(
    "Somebody thought your leadership worth a nomination, and you let your team be asked. Here is what came of it. It "
    "is meant for you who lead together: to be glad of, to wonder about, and to talk about with your team."
)
SILENCES = {
    Silence.NOT_COUNTED: gettext_lazy("The survey of this award was not counted, so there is no result to show."),
    Silence.NO_PART: gettext_lazy("There is no survey result for you, because you do not take part in this award."),
}
TOO_FEW = gettext_lazy(
    "Too few of your team answered for a result to be shown. To keep everybody anonymous their answers were destroyed, "
    "and nothing about them is known to anybody, the jury included. There are many ordinary reasons for it: a "
    "busy month, holidays, shifts. It says nothing about how you lead."
)
TOO_FEW_IMPORTED = gettext_lazy(
    "Too few of your team answered for a result to be shown. To keep everybody anonymous nothing about their answers "
    "was kept here. There are many ordinary reasons for it: a busy month, holidays, shifts. It says nothing about how "
    "you lead."
)
DIRECTIONS = {
    HIGHER: gettext_lazy("You rate this area higher than your team does."),
    RATHER_HIGHER: gettext_lazy("You rate this area a little higher than your team does."),
    ALIKE: gettext_lazy("You and your team rate this area alike."),
    RATHER_LOWER: gettext_lazy("You rate this area a little lower than your team does."),
    LOWER: gettext_lazy("You rate this area lower than your team does."),
    BOTH: gettext_lazy("You answer higher here and lower there; on average the two cancel out."),
}


def silence_words(found: Feedback) -> str:
    """Why no figure is shown; never how many answered."""
    if found.result == Silence.TOO_FEW:
        return str(TOO_FEW_IMPORTED if found.is_imported else TOO_FEW)
    return str(SILENCES[Silence(str(found.result))])


def area_words(area: AreaResult, scale: tuple[int, int]) -> str:
    """An area in a line: which way leader and team lie apart, how far, and how the team sees it."""
    return " ".join(_area_words(area, scale)) or _("Too little was answered for anything to be shown of this area.")


def _area_words(area: AreaResult, scale: tuple[int, int]) -> Iterator[str]:
    which = "" if area.team_sign else direction(area, scale)
    if which:
        yield str(DIRECTIONS[which])
    if area.agreement is not None:
        low, high = scale
        apart = figure((100 - area.agreement) / 200 * (high - low))
        if area.agreement > 0:
            yield _("Statement by statement, you lie %(n)s points apart on average.") % {"n": apart}
        else:
            yield _("Statement by statement, you lie at least %(n)s points apart on average.") % {"n": apart}
    if area.level is not None:
        found = band(area.level, LEVEL)
        if found == FAVOURABLE:
            yield _("Your team’s view of it is favourable.")
        elif found == MIXED:
            yield _("Your team’s view of it is mixed.")
        else:
            yield _("Your team’s view of it is unfavourable.")


def in_short(shown: Result, areas: dict[str, str], scale: tuple[int, int]) -> list[str]:
    """What stands out, in two or three sentences: how the team rates the areas, and where the leader sees another."""
    return [*_strongest(shown, areas, scale), *_apart(shown, areas)]


def _strongest(shown: Result, areas: dict[str, str], scale: tuple[int, int]) -> Iterator[str]:
    best, worst = _ends(shown)
    if not worst:
        if len(best) > 1:
            yield _("Your team rates %(areas)s alike.") % {"areas": quoted(_named(best, areas))}
        return
    words = {"best": quoted(_named(best, areas)), "worst": quoted(_named(worst, areas))}
    if (best[0].level or 0) - (worst[0].level or 0) <= 100 * HALF_STEP / (scale[1] - scale[0]):
        yield _("Your team rates the areas much alike: %(best)s a little higher, %(worst)s a little lower.") % words
    else:
        yield _("Your team rates %(best)s highest and %(worst)s lowest.") % words


def _apart(shown: Result, areas: dict[str, str]) -> Iterator[str]:
    known, higher, lower = _compared(shown), _beyond(shown, 1), _beyond(shown, -1)
    if shown.areas and all(each.own is None for each in shown.areas):
        yield _("There is no self-assessment of yours, so your team’s answers stand alone.")
    if known and not higher and not lower:
        yield _("On average, you and your team see every area much alike.")
    if higher:
        yield _("You rate %(areas)s higher than your team does.") % {"areas": quoted(_named(higher, areas))}
    if lower:
        yield _("You rate %(areas)s lower than your team does.") % {"areas": quoted(_named(lower, areas))}


def _beyond(shown: Result, sign: int) -> list[AreaResult]:
    """The areas on which the leader stands more than half a step to that side, the furthest first."""
    found = [each for each in _compared(shown) if sign * (each.bias or 0) > HALF_STEP + TOLERANCE]
    return sorted(found, key=lambda each: -abs(each.bias or 0))


def _compared(shown: Result) -> list[AreaResult]:
    """The areas of which it can be said on which side the leader stands."""
    return [each for each in shown.areas if each.bias is not None and not each.team_sign]


def _ends(shown: Result) -> tuple[list[AreaResult], list[AreaResult]]:
    """The areas the team rates highest, and lowest; no lowest where it rates all alike."""
    levels = {each: each.level for each in shown.areas if each.level is not None}
    if not levels:
        return [], []
    best, worst = max(levels.values()), min(levels.values())
    top = [each for each in levels if levels[each] == best]
    return top, [each for each in levels if levels[each] == worst] if worst < best else []


def _named(areas: Sequence[AreaResult], names: dict[str, str]) -> list[str]:
    return [names.get(each.code, each.code) for each in areas]


# ---- to talk about ---------------------------------------------------------------------------------------------------

GENERAL = (
    gettext_lazy("What should stay exactly as it is, whatever else changes here?"),
    gettext_lazy("Which one thing, if it were different next month, would make your working day better?"),
    gettext_lazy("When did you last need something from me that you did not get?"),
)


def questions(shown: Result | None, areas: dict[str, str], statements: dict[str, str]) -> list[str]:
    """Two or three questions a leader can put to the team; without figures, those that always can be asked."""
    asked = list(_questions(shown, areas, statements)) if shown else []
    return asked if len(asked) > 1 else [str(each) for each in GENERAL]


def _questions(shown: Result, areas: dict[str, str], statements: dict[str, str]) -> Iterator[str]:
    best, worst = _ends(shown)
    if worst:
        words = {"what": quoted(_named(worst[:1], areas))}
        yield _("On %(what)s: which one thing, if it were different next month, would help you most?") % words
    above, below = _furthest(shown, areas, statements, 1), _furthest(shown, areas, statements, -1)
    if above:
        yield _("I see this more favourably than you do: %(what)s. What would you have to notice to agree?") % {
            "what": above
        }
    elif below:
        yield _("You see this more favourably than I do: %(what)s. What do you value there that I overlook?") % {
            "what": below
        }
    if best:
        words = {"what": quoted(_named(best[:1], areas))}
        yield _("On %(what)s: what do we do well that must not get lost?") % words


def _furthest(shown: Result, areas: dict[str, str], statements: dict[str, str], sign: int) -> str:
    """The statement on which the leader stands furthest on that side; the area, where no statement is shown."""
    if shown.items:
        return quoted([statements.get(item.code, item.code) for item in furthest(shown.items, sign)[:1]])
    return quoted(_named(_beyond(shown, sign)[:1], areas))


HOW_TO_ASK = gettext_lazy(
    "Ask everybody together, listen, and thank them. Nobody has to answer, and never ask who answered what: the "
    "answers are anonymous, and shall stay so."
)
