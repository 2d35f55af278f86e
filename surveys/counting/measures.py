"""What the count asks of whoever measures: answers go in while the ballots are open, numbers come out.

The surveys know no statistics; the jury hands in something of this shape.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from award.editions.models import Edition

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Terms:
    """Whatever shapes a number of this edition: its statements, its scale, and the rules frozen with them."""

    items: tuple[str, ...]
    areas: tuple[str, ...]  # the area of each statement, in the same order
    low: int
    high: int
    threshold: int
    level_gate: float
    area_weights: Mapping[str, float]
    traits: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()  # open questions that let people choose among the traits
    texts: tuple[str, ...] = ()
    comments_from: int = 8
    comments_least: int = 3

    @property
    def area_of(self) -> dict[str, str]:
        return dict(zip(self.items, self.areas, strict=True))

    @classmethod
    def of(cls, edition: Edition) -> "Terms":
        survey = edition.content.survey
        return cls(
            items=tuple(item.code for item in survey.items),
            areas=tuple(item.area for item in survey.items),
            low=survey.scale.low,
            high=survey.scale.high,
            threshold=edition.threshold,
            level_gate=edition.level_gate,
            area_weights={area.code: float(edition.area_weights.get(area.code, 1)) for area in survey.areas},
            traits=tuple(trait.code for trait in edition.content.traits),
            picks=tuple(question.code for question in survey.open_questions if question.kind == "pick"),
            texts=tuple(question.code for question in survey.open_questions if question.kind == "text"),
            comments_from=edition.comments_from,
            comments_least=edition.comments_least,
        )


@dataclass(frozen=True)
class Team:
    """A candidate's answers, employees and leaders, one column per statement, NaN for no answer.

    The only shape in which respondents ever stand one by one; it lives as long as the measuring takes.
    """

    code: str
    employees: Floats
    leaders: Floats
    leaders_expected: int  # how many persons lead: one, or the members of a group
    invited: int | None  # None: nobody knows, as with imported answers
    beside: Sequence[Mapping[str, Any]] = ()  # picks and texts, ballot by ballot in the order of the rows
    leaders_beside: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class AreaFigures:
    code: str
    own: float | None
    team: float | None
    agreement: float | None
    level: float | None
    scored: bool
    spread: float | None = None  # how far answers lie from the team's mean, on average
    rwg: float | None = None  # r*wg and awg: how much the team agrees among itself, 1 being unanimous
    awg: float | None = None


@dataclass(frozen=True)
class ItemFigures:
    code: str
    own: float | None
    team: float | None
    n: int
    spread: float | None = None
    chosen: tuple[int, ...] = ()  # how many chose each point, from the lowest
    leaders: tuple[float | None, ...] = ()  # of a group: each leader's answer, in the same order for every statement


@dataclass(frozen=True)
class Measured:
    """The unrounded numbers of a counted team. Kept between its count and the release, then emptied."""

    code: str
    n: int
    invited: int | None
    status: str
    reasons: tuple[str, ...]
    agreement: float | None
    level: float | None
    shortlist_index: float | None
    low: float | None
    high: float | None
    bias: float | None
    category: str | None
    flags: tuple[str, ...]
    gate_passed: bool | None
    areas: tuple[AreaFigures, ...]
    items: tuple[ItemFigures, ...]
    se_shortlist_index: float | None = None

    def as_json(self) -> dict[str, Any]:
        rows = {"areas": [vars(each) for each in self.areas], "items": [vars(each) for each in self.items]}
        return {**vars(self), **rows}

    @classmethod
    def of(cls, source: Mapping[str, Any]) -> "Measured":
        return cls(
            **{
                **source,
                "reasons": tuple(source["reasons"]),
                "flags": tuple(source["flags"]),
                "areas": tuple(AreaFigures(**each) for each in source["areas"]),
                "items": tuple(
                    ItemFigures(**{**each, "chosen": tuple(each["chosen"]), "leaders": tuple(each.get("leaders", ()))})
                    for each in source["items"]
                ),
            }
        )


@dataclass(frozen=True)
class Cautious:
    """An index drawn towards the mean of all by as much as it is unsure, and the place to expect."""

    index: float
    rank: float


@dataclass(frozen=True)
class Baseline:
    """The agreement a leader would have with the other teams, on average: overall, and by area."""

    overall: float | None
    areas: Mapping[str, float | None]


class Measure(Protocol):
    """What do these teams' answers say while they are open; and, of all candidates together, three questions more.

    `baselines` is asked of what is released already, candidate by candidate: what it answers holds nothing new.
    """

    def tables(self, teams: Sequence[Team], terms: Terms) -> list[Measured]: ...

    def ranks(self, indices: Mapping[str, float]) -> dict[str, int]: ...

    def cautious(self, ranked: Sequence[Measured]) -> dict[str, Cautious]: ...

    def baselines(self, shown: Sequence[Mapping[str, Any]], terms: Terms) -> dict[str, Baseline]: ...
