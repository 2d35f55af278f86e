"""A candidate's released figures, laid out as the jury reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.charts.dots import dots_scale
from jury.charts.intervals import interval, interval_scale
from jury.conflicts.selectors import released_to
from jury.screening.gaps import Directions, closest, directions, largest
from jury.screening.groupings import by_theme, by_trait, regrouped
from jury.screening.lines import Line, Part, area_lines, grouped_lines, leader_parts, statement_line, statement_parts
from jury.screening.rows import interval_words
from jury.screening.sentences import above_baseline, band, cautious, level_word, reading
from jury.screening.words import (
    CATEGORIES,
    FLAGS,
    NONE,
    RESPONSE,
    SHARES,
    SIZES,
    Word,
    figure,
    obstacles,
)
from nominations.candidates.models import Candidate
from nominations.candidates.states import Kind
from surveys.comments.selectors import Asked, texts_for_jury
from surveys.counting.results import Result, Results
from surveys.counting.states import Origin
from surveys.counting.suppression import FEW


@dataclass(frozen=True)
class Figure:
    """One of the three numbers on top, with what stands under it and its drawing."""

    label: str
    value: str
    words: str
    strip: SafeString


@dataclass(frozen=True)
class PicksRead:
    """The traits that leader and team chose to describe the leader, side by side."""

    question: str
    leader: tuple[str, ...]
    team: tuple[tuple[str, str], ...]  # the trait, and its place or how many chose it, in words
    shared: tuple[str, ...]  # what the leader chose and the team too, as far as its choice is shown


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
    reading: tuple[str, ...]
    cautious: str
    directions: Directions
    furthest: tuple[Line, ...]
    closest: tuple[Line, ...]
    themes: tuple[Line, ...]
    traits: tuple[Line, ...]
    leaders: tuple[Part, ...]
    areas: tuple[Line, ...]
    parts: tuple[Part, ...]
    picks: tuple[PicksRead, ...]
    texts: tuple[Asked, ...]
    place: int
    among: int
    previous: Result | None
    following: Result | None

    @property
    def needs_reason(self) -> bool:
        """Whether shortlisting is an exception that the report prints with its reason."""
        return not self.result.is_ranked or self.result.gate_passed is False


def dossier(edition: Edition, candidate: Candidate, seat: Seat) -> Dossier | None:
    """The dossier of a candidate, as this seat reads it; None until the release, or if it does not speak of them."""
    released = released_to(edition, seat)
    result = released.by_code.get(candidate.code) if released else None
    if released is None or result is None:
        return None
    order = sorted(released.candidates, key=lambda each: (each.rank or float("inf"), each.code))
    place = order.index(result)
    survey, scale, is_group = edition.content.survey, released.scale, candidate.kind == Kind.GROUP
    statements = {item.code: str(item.leader) for item in survey.items}
    return Dossier(
        candidate=candidate,
        result=result,
        ranked=sum(each.is_ranked for each in order),
        figures=tuple(_figures(result, edition)),
        category=CATEGORIES.get(result.category or ""),
        obstacles=obstacles(result, edition),
        flags=tuple(FLAGS[each] for each in result.flags),
        caveats=tuple(_caveats(result, released, is_group=is_group)),
        response=RESPONSE[result.response_class],
        size=SIZES.get(result.size_band or "", NONE),
        reading=reading(result, {area.code: str(area.name) for area in survey.areas}, statements),
        cautious=cautious(result),
        directions=directions(result.items),
        furthest=tuple(
            statement_line(statements.get(item.code, item.code), item, scale, is_group=is_group)
            for item in largest(result.items)
        ),
        closest=tuple(
            statement_line(statements.get(item.code, item.code), item, scale, is_group=is_group)
            for item in closest(result.items)
        ),
        themes=grouped_lines(
            regrouped(result.items, by_theme(edition), scale),
            {each.code: str(each.name) for each in survey.themes},
            scale,
        ),
        traits=grouped_lines(
            regrouped(result.items, by_trait(edition), scale),
            {each.code: str(each.name) for each in edition.content.traits},
            scale,
        ),
        leaders=leader_parts(result, edition, scale),
        areas=tuple(area_lines(result, released, edition)),
        parts=tuple(statement_parts(result, released, edition, is_group=is_group)),
        picks=tuple(_picks(result, edition)),
        texts=tuple(texts_for_jury(candidate)),
        place=place + 1,
        among=len(order),
        previous=order[place - 1] if place else None,
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
        words = " · ".join(filter(None, (band(result), above_baseline(result))))
        words = words or _("100: the leader answers as the team’s average")
        strip = interval(result.agreement, label=_("agreement %(n)s of 100") % {"n": figure(result.agreement)})
        yield Figure(_("Agreement, leader and team"), figure(result.agreement), words, strip)
    if result.level is not None:
        words = _("gate at %(gate)s") % {"gate": edition.level_gate}
        label = _("level %(n)s of 100, %(gate)s") % {"n": figure(result.level), "gate": words}
        strip = interval(result.level, label=label, gate=edition.level_gate)
        words = f"{level_word(result.level)} · {words}"
        yield Figure(_("Level, as the team sees it"), figure(result.level), words, strip)


def _picks(result: Result, edition: Edition) -> Iterator[PicksRead]:
    questions = {question.code: str(question.leader) for question in edition.content.survey.open_questions}
    names = {trait.code: str(trait.name) for trait in edition.content.traits}
    for each in result.picks:
        team = (
            (names[chosen.trait], _place(chosen.place) if chosen.place else SHARES[chosen.share])
            for chosen in each.team
        )
        chosen_by_team = {chosen.trait for chosen in each.team if chosen.place or chosen.share != FEW}
        shared = tuple(names[trait] for trait in each.leader if trait in chosen_by_team)
        yield PicksRead(questions[each.code], tuple(names[trait] for trait in each.leader), tuple(team), shared)


def _place(place: int) -> str:
    return _("place %(n)s") % {"n": place}


def _caveats(result: Result, released: Results, *, is_group: bool) -> Iterator[str]:
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
    if result.baseline is not None:
        yield _(
            "“What any leader would get” is the agreement of this leader’s answers with the other teams, on average. "
            "The words for agreement and level are our own conventions."
        )
    if is_group:
        yield _("This is a group of leaders: their side is the mean of their answers.")
    if released.origin == Origin.IMPORTED:
        yield _("These answers were collected elsewhere and imported: how many were invited is not known here.")
