"""A candidate's released figures, laid out as the jury reads them."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.charts.dots import dots_scale
from jury.charts.intervals import interval_scale
from jury.conflicts.selectors import released_to
from jury.screening.area_words import AreaRead, areas_read, conventions
from jury.screening.asked import asked
from jury.screening.caveats import Caveat, caveats, coverage
from jury.screening.figures import Figure, figures
from jury.screening.gaps import Directions, End, closest, directions, largest
from jury.screening.groupings import Grouping, by_area, by_theme, by_trait, regrouped
from jury.screening.lines import (
    Line,
    Part,
    Sides,
    area_lines,
    grouped_lines,
    leader_parts,
    statement_line,
    statement_parts,
)
from jury.screening.picks import PicksRead, picks_read
from jury.screening.sentences import cautious, reading
from jury.screening.words import CATEGORIES, FLAGS, NONE, RESPONSE, SIZES, Word, obstacles
from nominations.candidates.models import Candidate
from nominations.candidates.states import Kind
from surveys.comments.selectors import Asked, texts_for_jury
from surveys.counting.results import Result, Results
from surveys.counting.states import Origin


@dataclass(frozen=True)
class Lines:
    """Statements at one end, as rows, and how many more lie exactly as far apart as the last of them."""

    lines: tuple[Line, ...]
    ties: int


@dataclass(frozen=True)
class Signs:
    """Which signs are drawn at all: a legend explains no other."""

    spread: bool
    open_ends: bool
    each_leader: bool

    @classmethod
    def of(cls, result: Result) -> "Signs":
        areas, items = result.areas, result.items
        return cls(
            spread=any(each.spread is not None for each in areas) or any(each.spread is not None for each in items),
            open_ends=any(each.team_sign for each in areas) or any(each.team_sign for each in items),
            each_leader=any(each.leaders for each in items),
        )


@dataclass(frozen=True)
class Neighbours:
    """Where a candidate stands among those this seat may read of, and who comes before and after."""

    ranked: int
    among: int
    previous: Result | None
    following: Result | None

    @classmethod
    def of(cls, result: Result, released: Results) -> "Neighbours":
        order = sorted(released.candidates, key=lambda each: (each.rank or float("inf"), each.code))
        place = order.index(result)
        return cls(
            ranked=sum(each.is_ranked for each in order),
            among=len(order),
            previous=order[place - 1] if place else None,
            following=order[place + 1] if place + 1 < len(order) else None,
        )


@dataclass(frozen=True)
class Dossier:
    candidate: Candidate
    result: Result
    neighbours: Neighbours
    sides: Sides
    signs: Signs
    figures: tuple[Figure, ...]
    category: Word | None
    obstacles: tuple[Word, ...]
    flags: tuple[Word, ...]
    caveats: tuple[Caveat, ...]
    response: str
    size: str
    coverage: str
    asked: str
    reading: tuple[str, ...]
    cautious: str
    directions: Directions
    furthest: Lines
    closest: Lines
    themes: tuple[Line, ...]
    traits: tuple[Line, ...]
    leaders: tuple[Part, ...]
    areas: tuple[Line, ...]
    areas_read: tuple[AreaRead, ...]
    conventions: str
    parts: tuple[Part, ...]
    picks: tuple[PicksRead, ...]
    texts: tuple[Asked, ...]

    @property
    def needs_reason(self) -> bool:
        """Whether shortlisting is an exception that the report prints with its reason."""
        return not self.result.is_ranked or self.result.gate_passed is False

    @property
    def is_compared(self) -> bool:
        """Whether any statement has both sides."""
        return bool(self.directions.higher or self.directions.lower or self.directions.alike)


def dossier(edition: Edition, candidate: Candidate, seat: Seat) -> Dossier | None:
    """The dossier of a candidate, as this seat reads it; None until the release, or if it does not speak of them."""
    released = released_to(edition, seat)
    result = released.by_code.get(candidate.code) if released else None
    if released is None or result is None:
        return None
    content = edition.content
    sides = Sides.of(result, released.scale, is_group=candidate.kind == Kind.GROUP)
    statements = {item.code: str(item.leader) for item in content.survey.items}
    return Dossier(
        candidate=candidate,
        result=result,
        neighbours=Neighbours.of(result, released),
        sides=sides,
        signs=Signs.of(result),
        figures=tuple(figures(result, edition.level_gate)),
        category=CATEGORIES.get(result.category or ""),
        obstacles=obstacles(result, edition),
        flags=tuple(FLAGS[each] for each in result.flags),
        caveats=tuple(caveats(result, released, candidate)) if result.is_counted else (),
        response=RESPONSE[result.response_class],
        size=SIZES.get(result.size_band or "", NONE),
        coverage=coverage(result),
        asked=asked(result) if result.is_counted and released.origin != Origin.IMPORTED else "",
        reading=reading(result, by_area(content).names, statements, sides.scale),
        cautious=cautious(result),
        directions=directions(result.items),
        furthest=_lines(largest(result.items), statements, sides),
        closest=_lines(closest(result.items), statements, sides),
        themes=_regrouped(result, by_theme(content), sides),
        traits=_regrouped(result, by_trait(content), sides),
        leaders=leader_parts(result, content, sides),
        areas=tuple(area_lines(result, content, sides)),
        areas_read=areas_read(result, content, sides),
        conventions=conventions(sides.scale),
        parts=tuple(statement_parts(result, content, sides)),
        picks=tuple(picks_read(result, content)),
        texts=tuple(texts_for_jury(candidate)),
    )


def scale_of(edition: Edition) -> SafeString:
    points = edition.content.survey.scale
    return dots_scale(points.low, points.high)


INTERVAL_SCALE = interval_scale()


def _lines(end: End, statements: dict[str, str], sides: Sides) -> Lines:
    lines = tuple(statement_line(statements.get(item.code, item.code), item, sides) for item in end.items)
    return Lines(lines, end.ties)


def _regrouped(result: Result, grouping: Grouping, sides: Sides) -> tuple[Line, ...]:
    return grouped_lines(regrouped(result.items, grouping.items, sides.scale), grouping, sides)
