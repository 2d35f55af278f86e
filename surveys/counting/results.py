"""The released result as pages and reports read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from surveys.counting.states import Outcome


@dataclass(frozen=True)
class AreaResult:
    """An area: means of leader and team, agreement and level; None where it cannot be said.

    `spread` is how far answers lie from the mean on average; `thirds` how many percent chose the lower, middle and
    upper part of the scale, to ten percent, 10 being at most a tenth and 90 at least nine.
    """

    code: str
    own: float | None
    team: float | None
    bias: float | None
    agreement: float | None
    level: float | None
    scored: bool
    team_sign: str = ""
    spread: float | None = None
    thirds: tuple[int, ...] | None = None


@dataclass(frozen=True)
class ItemResult:
    """A statement; `team_sign` is ≤ or ≥ where a small team's mean lies at an end of the scale.

    `spread` and `thirds` as of an area, and of large teams only.
    """

    code: str
    own: float | None
    team: float | None
    team_sign: str
    gap: float | None
    spread: float | None = None
    thirds: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Picked:
    """A trait the team chose to describe its leader: its place in a small team, else whether few, some or most did."""

    trait: str
    place: int | None = None
    share: str = ""


@dataclass(frozen=True)
class Picks:
    """What leader and team answered to a question that lets them choose among the traits."""

    code: str
    leader: tuple[str, ...]
    team: tuple[Picked, ...]


@dataclass(frozen=True)
class Totals:
    """The whole edition: means of what is shown of each candidate."""

    agreement: float | None
    level: float | None
    items: Mapping[str, float | None]

    @classmethod
    def of(cls, source: Mapping[str, Any]) -> "Totals":
        items = {each["code"]: each["team"] for each in source.get("items", ())}
        return cls(source.get("agreement"), source.get("level"), items)


@dataclass(frozen=True)
class Result:
    """One candidate of a release. Of a team with too few answers only the outcome says anything."""

    code: str
    outcome: str
    status: str
    reasons: tuple[str, ...]
    rank: int | None
    agreement: float | None
    level: float | None
    shortlist_index: float | None
    low: float | None
    high: float | None
    bias: float | None
    category: str | None
    flags: tuple[str, ...]
    gate_passed: bool | None
    response_class: str
    size_band: str | None
    source: Mapping[str, Any]

    @classmethod
    def of(cls, source: Mapping[str, Any]) -> "Result":
        single = {name: source[name] for name in cls.__dataclass_fields__ if name in source}
        return cls(**{**single, "reasons": tuple(source["reasons"]), "flags": tuple(source["flags"])}, source=source)

    @property
    def is_counted(self) -> bool:
        return self.outcome == Outcome.COUNTED

    @property
    def is_ranked(self) -> bool:
        return self.status == "ranked"

    @cached_property
    def areas(self) -> tuple[AreaResult, ...]:
        return tuple(AreaResult(**_as_fields(each)) for each in self.source["areas"])

    @cached_property
    def items(self) -> tuple[ItemResult, ...]:
        return tuple(ItemResult(**_as_fields(each)) for each in self.source["items"])

    @cached_property
    def picks(self) -> tuple[Picks, ...]:
        return tuple(
            Picks(each["code"], tuple(each["leader"]), tuple(Picked(**picked) for picked in each["team"]))
            for each in self.source.get("picks", ())
        )


@dataclass(frozen=True)
class Results:
    """What was released of an edition, once, and the hash that proves it unchanged."""

    edition: str
    origin: str
    threshold: int
    rules_hash: str
    scale: tuple[int, int]
    candidates: tuple[Result, ...]
    totals: Totals
    sha256: str

    @classmethod
    def of(cls, payload: Mapping[str, Any], sha256: str) -> "Results":
        return cls(
            edition=payload["edition"],
            origin=payload["origin"],
            threshold=payload["threshold"],
            rules_hash=payload["rules_hash"],
            scale=(payload["scale"][0], payload["scale"][1]),
            candidates=tuple(Result.of(each) for each in payload["candidates"]),
            totals=Totals.of(payload.get("totals", {})),
            sha256=sha256,
        )

    @cached_property
    def by_code(self) -> dict[str, Result]:
        return {each.code: each for each in self.candidates}


def _as_fields(source: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in source.items()}
    return {"own": fields.pop("self"), **fields}
