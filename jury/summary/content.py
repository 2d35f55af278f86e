"""What the year's summary says, in sentences."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jury.screening.enumerating import joined
from jury.screening.words import NONE, figure, signed
from jury.summary.figures import Together, Year
from jury.summary.states import Silence
from jury.summary.telling import FEW, LEAST, MOST, SOME, Mean

CHOSEN = {
    MOST: gettext_lazy("in most teams"),
    SOME: gettext_lazy("in some teams"),
    FEW: gettext_lazy("in few teams"),
}
NEAR = 0.2  # leaders and teams closer than this on average see a trait alike


def sentences(found: Year) -> list[str]:
    """The finding in words, from the figures beside it."""
    told = [each for each in found.traits if each.teams is not None]
    return [*_chosen(found), *_ends(told, found.scale), *_apart(told)]


def _chosen(found: Year) -> list[str]:
    most = [each for each in found.traits if each.chosen == MOST]
    if most:
        return [
            ngettext(
                "In most teams, %(traits)s is among the first traits chosen for the leader.",
                "In most teams each, %(traits)s are among the first traits chosen for the leader.",
                len(most),
            )
            % {"traits": _named(most)}
        ]
    if any(each.chosen for each in found.traits):
        return [_("No trait is among the first chosen in most teams: good leaders are described in different words.")]
    return []


def _ends(told: Sequence[Together], scale: tuple[int, int]) -> list[str]:
    means = [each.teams.value for each in told if each.teams]
    if not means or max(means) == min(means):
        return []
    high, low = (_named(each for each in told if each.teams and each.teams.value == end) for end in _both(means))
    words = {
        "high": high,
        "high_mean": figure(max(means)),
        "low": low,
        "low_mean": figure(min(means)),
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


def _both(numbers: Sequence[float]) -> tuple[float, float]:
    return max(numbers), min(numbers)


def _apart(told: Sequence[Together]) -> list[str]:
    """Where leaders and teams differ most, trait by trait; if that is most traits, once for all of them."""
    known = [(each, each.bias) for each in told if each.bias is not None]
    if not known:
        return []
    widest = max(abs(bias) for _each, bias in known)
    if widest < NEAR:
        return [_("On every trait, leaders and teams answer almost alike on average.")]
    higher = [each for each, bias in known if bias == widest]
    lower = [each for each, bias in known if bias == -widest]
    gap = {"gap": figure(widest)}
    said = []
    if 2 * len(higher) > len(known):
        said.append(_("On most traits, leaders answer %(gap)s points higher than their teams.") % gap)
    elif higher:
        said.append(
            _("Leaders stand furthest above their teams on %(traits)s, by %(gap)s points on average.")
            % {"traits": _named(higher), **gap}
        )
    if 2 * len(lower) > len(known):
        said.append(_("On most traits, leaders answer %(gap)s points lower than their teams.") % gap)
    elif lower:
        said.append(
            _("Leaders stand furthest below their teams on %(traits)s, by %(gap)s points on average.")
            % {"traits": _named(lower), **gap}
        )
    return said


def _named(traits: Iterable[Together]) -> str:
    return joined([_("“%(name)s”") % {"name": each.name} for each in traits])


def heading(found: Year) -> str:
    return ngettext("%(n)s team, taken together", "%(n)s teams, taken together", found.teams) % {"n": found.teams}


def why_not(silence: Silence) -> str:
    """Why there is nothing to read."""
    if silence == Silence.NOT_YET:
        return _("This summary is told once the winner is announced.")
    if silence == Silence.BOUND:
        return _("This summary speaks of every candidate. As you may not read about one of them, it is left out here.")
    return _(
        "Too few teams have a result this year for a summary. It would take the winner’s and at least %(n)s more: with "
        "fewer, somebody could work out what a single team answered."
    ) % {"n": LEAST}


def mean_words(mean: Mean | None) -> str:
    """“3.7”, or “≥ 4.5” at an open end."""
    if mean is None:
        return NONE
    return f"{mean.sign} {figure(mean.value)}".strip()


def bias_words(each: Together) -> str:
    """“+0.4”, the leaders stand higher; “−0.2”, the teams do."""
    return signed(each.bias)
