"""A candidate's released figures, laid out as the jury reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from award.editions.models import Edition
from jury.charts.dots import dots, dots_scale
from jury.charts.intervals import interval, interval_scale
from jury.screening.rows import interval_words
from jury.screening.words import (
    CATEGORIES,
    FLAGS,
    NONE,
    RESPONSE,
    SHARES,
    SIZES,
    Word,
    answer,
    figure,
    obstacles,
    signed,
)
from jury.shortlist.models import ShortlistDecision
from jury.shortlist.selectors import decision_on
from nominations.candidates.models import Candidate
from nominations.candidates.states import Kind
from surveys.comments.selectors import Asked, texts_for_jury
from surveys.counting.results import AreaResult, ItemResult, Result, Results
from surveys.counting.selectors import results
from surveys.counting.states import Origin


@dataclass(frozen=True)
class Figure:
    """One of the three numbers on top, with what stands under it and its drawing."""

    label: str
    value: str
    words: str
    strip: SafeString


@dataclass(frozen=True)
class Line:
    """A row of a dot plot: what it is about, the drawing, and the same in numbers."""

    name: str
    plot: SafeString
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class PicksRead:
    """The traits that leader and team chose to describe the leader, side by side."""

    question: str
    leader: tuple[str, ...]
    team: tuple[tuple[str, str], ...]  # the trait, and its place or how many chose it, in words


@dataclass(frozen=True)
class Dossier:
    candidate: Candidate
    result: Result
    ranked: int
    figures: tuple[Figure, ...]
    category: Word | None
    obstacles: tuple[Word, ...]
    flags: tuple[Word, ...]
    caveats: tuple[str, ...]
    response: str
    size: str
    areas: tuple[Line, ...]
    parts: tuple[Part, ...]
    picks: tuple[PicksRead, ...]
    texts: tuple[Asked, ...]
    decision: ShortlistDecision | None
    following: Result | None

    @property
    def needs_reason(self) -> bool:
        """Whether shortlisting is an exception that the report prints with its reason."""
        return not self.result.is_ranked or self.result.gate_passed is False


def dossier(edition: Edition, candidate: Candidate) -> Dossier | None:
    """The dossier of a candidate; None until the release, or if it does not speak of them."""
    released = results(edition)
    result = released.by_code.get(candidate.code) if released else None
    if released is None or result is None:
        return None
    order = sorted(released.candidates, key=lambda each: (each.rank or float("inf"), each.code))
    place = order.index(result)
    return Dossier(
        candidate=candidate,
        result=result,
        ranked=sum(each.is_ranked for each in order),
        figures=tuple(_figures(result, edition)),
        category=CATEGORIES.get(result.category or ""),
        obstacles=obstacles(result, edition),
        flags=tuple(FLAGS[each] for each in result.flags),
        caveats=tuple(_caveats(result, released)),
        response=RESPONSE[result.response_class],
        size=SIZES.get(result.size_band or "", NONE),
        areas=tuple(_areas(result, released, edition)),
        parts=tuple(_parts(result, released, edition, is_group=candidate.kind == Kind.GROUP)),
        picks=tuple(_picks(result, edition)),
        texts=tuple(texts_for_jury(candidate)),
        decision=decision_on(candidate),
        following=order[place + 1] if place + 1 < len(order) else None,
    )


def scale_of(edition: Edition) -> SafeString:
    points = edition.content.survey.scale
    return dots_scale(points.low, points.high)


INTERVAL_SCALE = interval_scale()


def _figures(result: Result, edition: Edition) -> Iterator[Figure]:
    if result.shortlist_index is not None:
        words = interval_words(result.low, result.high)
        strip = interval(result.shortlist_index, result.low, result.high, label=words)
        yield Figure(_("Shortlist index"), figure(result.shortlist_index), words, strip)
    if result.agreement is not None:
        words = _("100: the leader answers as the team’s average")
        strip = interval(result.agreement, label=_("agreement %(n)s of 100") % {"n": figure(result.agreement)})
        yield Figure(_("Agreement, leader and team"), figure(result.agreement), words, strip)
    if result.level is not None:
        words = _("gate at %(gate)s") % {"gate": edition.level_gate}
        label = _("level %(n)s of 100, %(gate)s") % {"n": figure(result.level), "gate": words}
        strip = interval(result.level, label=label, gate=edition.level_gate)
        yield Figure(_("Level, as the team sees it"), figure(result.level), words, strip)


def _areas(result: Result, released: Results, edition: Edition) -> Iterator[Line]:
    names = {area.code: str(area.name) for area in edition.content.survey.areas}
    for area in result.areas:
        yield Line(
            names.get(area.code, area.code),
            dots(area.own, area.team, *released.scale, label=_marks(figure(area.own), team_of(area))),
            _area_cells(area),
        )


def _area_cells(area: AreaResult) -> tuple[tuple[str, str], ...]:
    return (
        (_("leader"), figure(area.own)),
        (_("team"), team_of(area)),
        (_("agreement"), figure(area.agreement)),
        (_("level"), figure(area.level)),
        (_("direction"), gap_of(area, area.bias)),
    )


def _parts(result: Result, released: Results, edition: Edition, *, is_group: bool) -> Iterator[Part]:
    found = {item.code: item for item in result.items}
    for area in edition.content.survey.areas if found else ():
        lines = tuple(
            _statement(str(item.leader), found[item.code], released, is_group=is_group)
            for item in edition.content.survey.items_in(area)
            if item.code in found
        )
        yield Part(str(area.name), lines)


def _statement(name: str, item: ItemResult, released: Results, *, is_group: bool) -> Line:
    own = answer(item.own, is_mean=is_group)
    team = team_of(item)
    cells = ((_("leader"), own), (_("team"), team), (_("gap"), gap_of(item, item.gap)))
    return Line(name, dots(item.own, item.team, *released.scale, label=_marks(own, team)), cells)


def team_of(shown: AreaResult | ItemResult) -> str:
    """The team's mean, with the sign of an open end."""
    return " ".join(filter(None, (shown.team_sign, figure(shown.team))))


def gap_of(shown: AreaResult | ItemResult, gap: float | None) -> str:
    """Leader minus team: what is at least 4.5 lies at most so far below the leader."""
    other = {"≤": "≥ ", "≥": "≤ "}.get(shown.team_sign, "")
    return NONE if gap is None else other + signed(gap)


def _picks(result: Result, edition: Edition) -> Iterator[PicksRead]:
    questions = {question.code: str(question.leader) for question in edition.content.survey.open_questions}
    names = {trait.code: str(trait.name) for trait in edition.content.traits}
    for each in result.picks:
        team = (
            (names[chosen.trait], _place(chosen.place) if chosen.place else SHARES[chosen.share])
            for chosen in each.team
        )
        yield PicksRead(questions[each.code], tuple(names[trait] for trait in each.leader), tuple(team))


def _place(place: int) -> str:
    return _("place %(n)s") % {"n": place}


def _marks(own: str, team: str) -> str:
    return _("leader %(own)s, team %(team)s") % {"own": own, "team": team}


def _caveats(result: Result, released: Results) -> Iterator[str]:
    """What a careful reader should know of these numbers; only what is true of them."""
    yield _("A team and a leader can agree that things are bad: read agreement and level together.")
    if result.size_band == "5-9":
        yield _(
            "Fewer than ten answered. Means are shown to the half point, and near an end of the scale as “≤” or “≥”; "
            "areas are reckoned from that, so that no single answer can be read from them. The three figures on top "
            "are exact."
        )
    if result.size_band in ("5-9", "10-19"):
        yield _(
            "Small teams read lower: about 3 points of agreement with five answers, hardly any with forty. "
            "This is not corrected."
        )
    if any(item.team is None for item in result.items):
        yield _(
            "A statement marked “–” was answered by fewer than %(n)s of the team and counts nowhere; or, in a team "
            "below ten, its answers could have been worked out."
        ) % {"n": released.threshold}
    if released.origin == Origin.IMPORTED:
        yield _("These answers were collected elsewhere and imported: how many were invited is not known here.")
