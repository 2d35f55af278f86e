"""What a candidate's released numbers say, in whole sentences; each stands only where its numbers bear it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jury.screening.gaps import distance, largest
from jury.screening.words import figure
from surveys.counting.results import Result

# own conventions, on agreement: on five points a mean gap of 0.4, 0.8 and 1.2
BANDS = (
    (80, gettext_lazy("very close"), gettext_lazy("On average the leader’s answers are very close to the team’s.")),
    (60, gettext_lazy("close"), gettext_lazy("On average the leader’s answers are close to the team’s.")),
    (40, gettext_lazy("moderate"), gettext_lazy("On average the leader’s answers are moderately far from the team’s.")),
    (0, gettext_lazy("wide"), gettext_lazy("On average the leader’s answers are wide apart from the team’s.")),
)
FAVOURABLE, MIXED = 75, 50
APART = 0.2  # of a point: spreads nearer than this are alike


def band(result: Result) -> str:
    """How near leader and team are, in words; without the baseline to set it against, nothing."""
    if result.agreement is None or result.baseline is None:
        return ""
    return str(next(name for least, name, _sentence in BANDS if result.agreement >= least))


def above_baseline(result: Result) -> str:
    """What of the agreement any leader would get."""
    if result.agreement is None or result.baseline is None:
        return ""
    points = round(result.agreement - result.baseline)
    if not points:
        return _("as much as any leader would get")
    if points > 0:
        return ngettext(
            "%(n)s point above what any leader would get", "%(n)s points above what any leader would get", points
        ) % {"n": points}
    return ngettext(
        "%(n)s point below what any leader would get", "%(n)s points below what any leader would get", -points
    ) % {"n": -points}


def level_word(level: float) -> str:
    if level >= FAVOURABLE:
        return _("favourable")
    return _("mixed") if level >= MIXED else _("unfavourable")


def cautious(result: Result) -> str:
    """The index drawn towards the mean of all; only where the whole edition is read."""
    if result.cautious_index is None or result.expected_rank is None:
        return ""
    return _(
        "Drawn towards the mean of all by as much as it is unsure, the index is about %(index)s and the place about "
        "%(place)s. Neither is used for the order."
    ) % {"index": result.cautious_index, "place": result.expected_rank}


def reading(result: Result, areas: Mapping[str, str], statements: Mapping[str, str]) -> tuple[str, ...]:
    """Two to five sentences: level, agreement, where they differ, and whether the team is of one mind."""
    return (
        *_level(result),
        *_agreement(result),
        *_area(result, areas),
        *_gap(result, statements),
        *_mind(result, areas),
    )


def _level(result: Result) -> Iterator[str]:
    if result.level is None:
        return
    number = {"level": figure(result.level)}
    if result.level >= FAVOURABLE:
        yield _("The team’s view is favourable (level %(level)s).") % number
    elif result.level >= MIXED:
        yield _("The team’s view is mixed (level %(level)s).") % number
    else:
        yield _("The team’s view is unfavourable (level %(level)s).") % number


def _agreement(result: Result) -> Iterator[str]:
    if result.agreement is None:
        yield _("There is no agreement to speak of: one of the two sides is missing, or too little could be compared.")
    elif result.baseline is not None:
        agreement = result.agreement
        yield "{} {}".format(
            next(sentence for least, _name, sentence in BANDS if agreement >= least),
            _("Their agreement of %(n)s is %(words)s.") % {"n": figure(agreement), "words": above_baseline(result)},
        )


def _area(result: Result, areas: Mapping[str, str]) -> Iterator[str]:
    found = sorted((each for each in result.areas if each.agreement is not None), key=lambda each: each.agreement or 0)
    if len(found) < 2 or found[0].agreement == found[1].agreement:
        return
    name, bias = {"area": areas.get(found[0].code, found[0].code)}, found[0].bias or 0
    if bias > 0:
        yield _("Leader and team differ most on “%(area)s”: there the leader stands higher on average.") % name
    elif bias < 0:
        yield _("Leader and team differ most on “%(area)s”: there the leader stands lower on average.") % name
    else:
        yield _("Leader and team differ most on “%(area)s”, in both directions.") % name


def _gap(result: Result, statements: Mapping[str, str]) -> Iterator[str]:
    compared = any(distance(item) is not None for item in result.items)
    furthest = next(iter(largest(result.items)), None)
    if furthest is None and compared:
        yield _("On no statement do leader and team lie more than half a step apart.")
    elif furthest is not None:
        name = {"statement": statements.get(furthest.code, furthest.code).rstrip(".")}
        if (distance(furthest) or 0) > 0:
            yield _("The largest gap is on “%(statement)s”: the leader answers higher.") % name
        else:
            yield _("The largest gap is on “%(statement)s”: the leader answers lower.") % name


def _mind(result: Result, areas: Mapping[str, str]) -> Iterator[str]:
    if "polarised_team" in result.flags:
        yield _("The team is divided: its means speak for few.")
        return
    spread = sorted((each for each in result.areas if each.spread is not None), key=lambda each: each.spread or 0)
    if len(spread) > 1 and (spread[-1].spread or 0) - (spread[0].spread or 0) >= APART - 1e-9:
        names = {"one": areas.get(spread[0].code, ""), "other": areas.get(spread[-1].code, "")}
        yield _("Within the team, answers lie closest together on “%(one)s” and furthest apart on “%(other)s”.") % names
    elif "weak_consensus" in result.flags:
        yield _("Within the team, answers lie far from their mean.")
    elif spread:
        yield _("Within the team, answers lie about equally close together in every area.")
