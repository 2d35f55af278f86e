"""What the feedback says to a leader, in sentences: kindly, exactly, and no more than the figures bear."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jury.feedback.selectors import Feedback
from jury.feedback.states import Silence, Standing
from jury.screening.bands import FAVOURABLE, LEVEL, MIXED, band
from jury.screening.enumerating import quoted
from jury.screening.gaps import ALIKE, BOTH, HIGHER, LOWER, RATHER_HIGHER, RATHER_LOWER, direction, furthest
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


def in_short(shown: Result, areas: dict[str, str]) -> list[str]:
    """What stands out, in two or three sentences: the strongest area, and where the two sides see it most apart."""
    return [*_strongest(shown, areas), *_apart(shown, areas)]


def _strongest(shown: Result, areas: dict[str, str]) -> Iterator[str]:
    best, worst = _ends(shown)
    if not best:
        return
    if not worst:
        yield _("Your team rates %(areas)s alike.") % {"areas": quoted(_named(best, areas))}
    else:
        words = {"best": quoted(_named(best, areas)), "worst": quoted(_named(worst, areas))}
        yield _("Your team rates %(best)s highest and %(worst)s lowest.") % words


def _apart(shown: Result, areas: dict[str, str]) -> Iterator[str]:
    known = _compared(shown)
    if all(each.own is None for each in shown.areas):
        yield _("There is no self-assessment of yours, so your team’s answers stand alone.")
    higher = [each for each in known if (each.bias or 0) > 0]
    lower = [each for each in known if (each.bias or 0) < 0]
    if known and not higher and not lower:
        yield _("You and your team see every area alike on average.")
    if higher:
        yield _("You rate %(areas)s higher than your team does.") % {"areas": quoted(_named(higher, areas))}
    if lower:
        yield _("You rate %(areas)s lower than your team does.") % {"areas": quoted(_named(lower, areas))}


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
    found = [each for each in _compared(shown) if sign * (each.bias or 0) > 0]
    return quoted(_named(sorted(found, key=lambda each: -abs(each.bias or 0))[:1], areas))


HOW_TO_ASK = gettext_lazy(
    "Ask everybody together, listen, and thank them. Nobody has to answer, and never ask who answered what: the "
    "answers are anonymous, and shall stay so."
)


# ---- what the figures can say ----------------------------------------------------------------------------------------


def limits(found: Feedback, scale: tuple[int, int]) -> list[str]:
    """What the figures can and cannot say, as far as it concerns the ones that are shown."""
    shown = found.shown
    if shown is None:
        return [_not_here(found)]
    origin = (
        _("The survey was run elsewhere and its answers were imported; the rules of this award were applied to them.")
        if found.is_imported
        else _("Your team’s answers were sealed, opened together once after the survey had closed, and counted.")
    )
    span = {"low": scale[0], "high": scale[1]}
    means = _("Every figure of your team is a mean on the scale from %(low)s to %(high)s.") % span
    unsure = _(
        "On another day, or with other people at work, it would come out a little different: take differences of less "
        "than half a point for none. A difference is no mistake, yours or theirs: it is something to talk about."
    )
    bands = _("We call a view favourable from 75 on, mixed from 50 on, and unfavourable below, of 100.")
    return [
        origin,
        f"{means} {unsure}",
        *_coarse(shown),
        bands,
        _("How many answered is not told, not even roughly, and nobody can say what any one person answered."),
        *_group(found),
        _not_here(found),
    ]


def _coarse(shown: Result) -> Iterator[str]:
    if shown.items:
        yield _(
            "Statements stand to the nearest half point; ≤ and ≥ mean “at most” and “at least”, so that nobody’s "
            "answer can be worked out."
        )
    else:
        yield _("In a small team only whole areas are shown, so that nobody’s answer can be worked out.")


def _group(found: Feedback) -> Iterator[str]:
    if found.is_group:
        yield _(
            "You who lead together read the same of your team; your own answers stand here for you alone, and the "
            "others read theirs."
        )


def _not_here(found: Feedback) -> str:
    return _(
        "What nominators wrote and how many they were, what jurors noted and scored, places and totals, and anything "
        "about other candidates is in nobody’s feedback."
    )


def texts_words(found: Feedback) -> str:
    """The same whether nobody wrote, nobody allowed it, or too few wrote to be kept."""
    if found.texts:
        return _(
            "Written by employees who said that you may read it. A moderator has taken out what seemed to name "
            "somebody. The order says nothing, and no text belongs to a figure. Please do not guess who wrote."
        )
    return _(
        "There is no text for you to read. That says nothing about you or your team: texts are passed on only where "
        "enough people wrote, the writers wanted it, and nobody could be recognised."
    )
