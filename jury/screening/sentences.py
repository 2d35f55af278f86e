"""What a candidate's released numbers say, in whole sentences; each stands only where its numbers bear it."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jury.screening.bands import (
    AGREEMENT,
    FAVOURABLE,
    LEVEL,
    MIXED,
    ONE_MIND,
    SPLIT,
    SPREAD,
    band,
    consensus,
)
from jury.screening.enumerating import quoted
from jury.screening.gaps import directions, furthest
from jury.screening.lines import gap_of
from jury.screening.words import figure, signed
from surveys.counting.results import AreaResult, ItemResult, Result

Names = Mapping[str, str]
NAMED = 2  # of statements that tie, so many are named; of more, how many there are

MINDS = {
    ONE_MIND: gettext_lazy("The team is of one mind on %(areas)s."),
    SPREAD: gettext_lazy("The team’s answers are somewhat spread on %(areas)s."),
    SPLIT: gettext_lazy("The team is split on %(areas)s."),
}
EVERYWHERE = {
    ONE_MIND: gettext_lazy("The team is of one mind in every area."),
    SPREAD: gettext_lazy("The team’s answers are somewhat spread in every area."),
    SPLIT: gettext_lazy("The team is split in every area."),
}


def agreement_words(agreement: float | None, baseline: float | None) -> str:
    """How near leader and team are, and how much of that any leader would get: never the one without the other."""
    if agreement is None or baseline is None:
        return ""
    points = round(agreement - baseline)
    words = {"band": band(agreement, AGREEMENT).name, "n": abs(points)}
    if points > 0:
        return (
            ngettext(
                "%(band)s, %(n)s point above what any leader would get",
                "%(band)s, %(n)s points above what any leader would get",
                points,
            )
            % words
        )
    if points < 0:
        return (
            ngettext(
                "%(band)s, %(n)s point below what any leader would get",
                "%(band)s, %(n)s points below what any leader would get",
                -points,
            )
            % words
        )
    return _("%(band)s, as much as any leader would get") % words


def cautious(result: Result) -> str:
    """The index drawn towards the mean of all; only where the whole edition is read."""
    if result.cautious_index is None or result.expected_rank is None:
        return ""
    return _(
        "Drawn towards the mean of all by as much as it is unsure, the index is about %(index)s and the place about "
        "%(place)s. Neither is used for the order."
    ) % {"index": result.cautious_index, "place": result.expected_rank}


def reading(result: Result, areas: Names, statements: Names, scale: tuple[int, int]) -> tuple[str, ...]:
    """Level, agreement, where they see alike and where they differ, and whether the team is of one mind."""
    return (
        *_level(result),
        *_agreement(result),
        *_areas(result, areas),
        *_gaps(result, statements),
        *_mind(result, areas, scale),
    )


def _level(result: Result) -> Iterator[str]:
    if result.level is None:
        return
    number, found = {"level": figure(result.level)}, band(result.level, LEVEL)
    if found == FAVOURABLE:
        yield _("The team’s view is favourable (level %(level)s).") % number
    elif found == MIXED:
        yield _("The team’s view is mixed (level %(level)s).") % number
    else:
        yield _("The team’s view is unfavourable (level %(level)s).") % number


def _agreement(result: Result) -> Iterator[str]:
    if result.agreement is None:
        yield _("There is no agreement to speak of: one of the two sides is missing, or too little could be compared.")
        return
    words = {"n": figure(result.agreement)}
    if result.baseline is None:
        yield (
            _(
                "Leader and team agree to %(n)s of 100; what any leader would get is not known here, so "
                "no word is put to it."
            )
            % words
        )
        return
    points = round(result.agreement - result.baseline)
    words |= {"band": str(band(result.agreement, AGREEMENT).name), "points": str(abs(points))}
    if points > 0:
        sentence = ngettext(
            "Leader and team agree to %(n)s of 100, which we call “%(band)s”: %(points)s point above "
            "what any leader would get.",
            "Leader and team agree to %(n)s of 100, which we call “%(band)s”: %(points)s points above "
            "what any leader would get.",
            points,
        )
    elif points < 0:
        sentence = ngettext(
            "Leader and team agree to %(n)s of 100, which we call “%(band)s”: %(points)s point below "
            "what any leader would get.",
            "Leader and team agree to %(n)s of 100, which we call “%(band)s”: %(points)s points below "
            "what any leader would get.",
            -points,
        )
    else:
        sentence = _(
            "Leader and team agree to %(n)s of 100, which we call “%(band)s”: as much as any leader would get."
        )
    yield sentence % words


def _areas(result: Result, names: Names) -> Iterator[str]:
    """Where the two sides see most alike, and where least."""
    found = {each: each.agreement for each in result.areas if each.agreement is not None}
    if not found:
        return
    best, worst = max(found.values()), min(found.values())
    alike = quoted(_called([each for each in found if found[each] == best], names))
    if len(found) == 1:
        yield _("Only on %(areas)s could leader and team be compared.") % {"areas": alike}
    elif best == worst:
        yield _("The team and the leader agree to the same degree on %(areas)s.") % {"areas": alike}
    else:
        least = [each for each in found if found[each] == worst]
        words = {"alike": alike, "least": quoted(_called(least, names)), "gap": signed(least[0].bias)}
        yield _differing(least) % words


def _differing(least: Sequence[AreaResult]) -> str:
    """They see one thing most alike and differ on another: which way, if that is one area."""
    bias = least[0].bias
    if len(least) > 1 or bias is None:
        return _("The team and the leader see %(alike)s most alike; they differ most on %(least)s.")
    if bias > 0:
        return _(
            "The team and the leader see %(alike)s most alike; they differ most on %(least)s, where the leader stands "
            "higher on average (%(gap)s)."
        )
    if bias < 0:
        return _(
            "The team and the leader see %(alike)s most alike; they differ most on %(least)s, where the leader stands "
            "lower on average (%(gap)s)."
        )
    return _(
        "The team and the leader see %(alike)s most alike; they differ most on %(least)s, in both directions at once."
    )


def _gaps(result: Result, names: Names) -> Iterator[str]:
    found = directions(result.items)
    higher, lower = furthest(result.items, 1), furthest(result.items, -1)
    if found.alike and not higher and not lower:
        yield _("On no statement do leader and team lie more than half a step apart.")
    if 0 < len(higher) <= NAMED:
        yield _("The leader answers higher above all on %(statements)s (%(gap)s).") % _gap(higher, names)
    elif higher:
        yield _("The leader answers higher above all on %(n)s statements (%(gap)s each).") % _gap(higher, names)
    if 0 < len(lower) <= NAMED:
        yield _("The leader answers lower above all on %(statements)s (%(gap)s).") % _gap(lower, names)
    elif lower:
        yield _("The leader answers lower above all on %(n)s statements (%(gap)s each).") % _gap(lower, names)


def _gap(items: Sequence[ItemResult], names: Names) -> dict[str, str]:
    return {
        "statements": quoted([names.get(each.code, each.code) for each in items]),
        "gap": gap_of(items[0], items[0].gap),
        "n": str(len(items)),
    }


def _mind(result: Result, names: Names, scale: tuple[int, int]) -> Iterator[str]:
    """Whether the team is of one mind, area by area where the release says so."""
    minds: dict[str, list[AreaResult]] = {ONE_MIND: [], SPREAD: [], SPLIT: []}
    for area in result.areas:
        if area.spread is not None:
            minds[consensus(area.spread, area.rwg, scale)].append(area)
    if "polarised_team" in result.flags:
        yield _("The team is divided: its means speak for few.")
    elif "weak_consensus" in result.flags and not any(minds.values()):
        yield _("Within the team, answers lie far from their mean.")
    for mind, members in minds.items():
        if len(members) > 1 and len(members) == len(result.areas):
            yield str(EVERYWHERE[mind])
        elif members:
            yield MINDS[mind] % {"areas": quoted(_called(members, names))}


def _called(areas: Sequence[AreaResult], names: Names) -> list[str]:
    return [names.get(each.code, each.code) for each in areas]
