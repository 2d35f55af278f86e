"""The released result as pages and reports read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from surveys.counting.states import Outcome


@dataclass(frozen=True)
class AreaResult:
    """An area: means of leader and team, agreement and level; None where it cannot be said."""

    code: str
    own: float | None
    team: float | None
    bias: float | None
    agreement: float | None
    level: float | None
    scored: bool


@dataclass(frozen=True)
class ItemResult:
    """A statement; `team_sign` is ≤ or ≥ where a small team's mean lies at an end of the scale."""

    code: str
    own: float | None
    team: float | None
    team_sign: str
    gap: float | None


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
        return tuple(AreaResult(own=each["self"], **_without_self(each)) for each in self.source["areas"])

    @cached_property
    def items(self) -> tuple[ItemResult, ...]:
        return tuple(ItemResult(own=each["self"], **_without_self(each)) for each in self.source["items"])


@dataclass(frozen=True)
class Results:
    """What was released of an edition, once, and the hash that proves it unchanged."""

    edition: str
    origin: str
    threshold: int
    rules_hash: str
    scale: tuple[int, int]
    candidates: tuple[Result, ...]
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
            sha256=sha256,
        )

    @cached_property
    def by_code(self) -> dict[str, Result]:
        return {each.code: each for each in self.candidates}


def _without_self(source: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in source.items() if name != "self"}
