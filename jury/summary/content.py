"""What the year's summary says, in sentences."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jury.screening.enumerating import joined
from jury.screening.words import figure, signed
from jury.summary.figures import Together, Year
from jury.summary.telling import FEW, LEAST, MOST, SOME

CHOSEN = {
    MOST: gettext_lazy("in most teams"),
    SOME: gettext_lazy("in some teams"),
    FEW: gettext_lazy("in few teams"),
}
NEAR = 0.2  # leaders and teams closer than this on average see a trait alike


def sentences(found: Year, scale: tuple[int, int]) -> list[str]:
    """The finding in words, from the figures beside it."""
    told = [each for each in found.traits if each.teams is not None]
    return [*_chosen(found), *_ends(told, scale), *_apart(told)]


def _chosen(found: Year) -> list[str]:
    most = [each.name for each in found.traits if each.chosen == MOST]
    if most:
        traits = joined([_("“%(name)s”") % {"name": name} for name in most])
        return [_("In most teams, %(traits)s is among the first traits chosen for the leader.") % {"traits": traits}]
    if any(each.chosen for each in found.traits):
        return [_("No trait is among the first chosen in most teams: good leaders are described in different words.")]
    return []


def _ends(told: Sequence[Together], scale: tuple[int, int]) -> list[str]:
    high, low = _at(told, max, lambda each: each.teams), _at(told, min, lambda each: each.teams)
    if not told or high == low:
        return []
    words = {
        "high": joined([each.name for each in high]),
        "high_mean": figure(high[0].teams),
        "low": joined([each.name for each in low]),
        "low_mean": figure(low[0].teams),
        "from": scale[0],
        "to": scale[1],
    }
    return [
        _(
            "Teams agree most with the statements on %(high)s (%(high_mean)s on the scale %(from)s to %(to)s) and "
            "least with those on %(low)s (%(low_mean)s)."
        )
        % words
    ]


def _apart(told: Sequence[Together]) -> list[str]:
    known = [each for each in told if each.bias is not None]
    if not known:
        return []
    widest = max(abs(each.bias or 0.0) for each in known)
    if widest < NEAR:
        return [_("On every trait, leaders and teams answer almost alike on average.")]
    higher = [each.name for each in known if each.bias == widest]
    lower = [each.name for each in known if each.bias == -widest]
    said = []
    if higher:
        said.append(
            _("Leaders stand furthest above their teams on %(traits)s, by %(gap)s points on average.")
            % {"traits": joined(higher), "gap": figure(widest)}
        )
    if lower:
        said.append(
            _("Leaders stand furthest below their teams on %(traits)s, by %(gap)s points on average.")
            % {"traits": joined(lower), "gap": figure(widest)}
        )
    return said


def _at(
    told: Sequence[Together], end: Callable[..., float], number: Callable[[Together], float | None]
) -> list[Together]:
    if not told:
        return []
    found = end(number(each) or 0.0 for each in told)
    return [each for each in told if number(each) == found]


def heading(found: Year) -> str:
    return ngettext("%(n)s team, taken together", "%(n)s teams, taken together", found.teams) % {"n": found.teams}


def too_few() -> str:
    """Why there is nothing to read."""
    return _(
        "Too few teams have a result this year for a summary. It would take the winner’s and at least %(n)s more: with "
        "fewer, somebody could work out what a single team answered."
    ) % {"n": LEAST}


def bias_words(each: Together) -> str:
    """“+0.4”, the leaders stand higher; “−0.2”, the teams do."""
    return signed(each.bias)
