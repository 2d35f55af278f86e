"""The released result as pages and reports read it."""

from bisect import bisect_left
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from surveys.counting.measures import Baseline
from surveys.counting.states import Coverage, Outcome
from surveys.counting.suppression import set_against, totals


@dataclass(frozen=True)
class AreaResult:
    """An area: means of leader and team, agreement and level; None where it cannot be said.

    `spread` is how far answers lie from the mean on average; `thirds` how many percent chose the lower, middle and
    upper part of the scale, to ten percent, 10 being at most a tenth and 90 at least nine. `rwg` (r*wg) and `awg` say
    how much the team agrees among itself, 1 being unanimous. `baseline` is the agreement this leader would have with
    the other teams, on average.
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
    rwg: float | None = None
    awg: float | None = None
    baseline: float | None = None


@dataclass(frozen=True)
class ItemResult:
    """A statement; `team_sign` is ≤ or ≥ where a small team's mean lies at an end of the scale.

    `spread` and `thirds` as of an area, and of large teams only. `leaders` are the answers of a group's leaders one by
    one, None for no answer; empty for a single leader.
    """

    code: str
    own: float | None
    team: float | None
    team_sign: str
    gap: float | None
    spread: float | None = None
    thirds: tuple[int, ...] | None = None
    leaders: tuple[float | None, ...] = ()


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
    """One candidate of a release. Of a team with too few answers only the outcome says anything.

    `baseline` is the agreement this leader would have with the other teams, on average: what any leader would get.
    `cautious_index` is the index drawn towards the mean of all by as much as it is unsure, `expected_rank` the place
    that goes with it; both to whole numbers, and of the whole edition only. `coverage` is how much of the team was
    asked, against a headcount that a second contact at the workplace has confirmed or not.
    """

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
    baseline: float | None = None
    cautious_index: int | None = None
    expected_rank: int | None = None
    coverage: str = Coverage.UNKNOWN.value
    headcount_confirmed: bool = False

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

    def among(self, codes: Set[str]) -> "Results":
        """The release as if it spoke of these candidates only: nobody else is in a rank or an average of it.

        What was reckoned over all candidates is left out; `against` brings back what can be reckoned again.
        """
        if codes >= self.by_code.keys():
            return self
        kept = [each for each in self.candidates if each.code in codes]
        places = sorted(each.rank for each in kept if each.rank is not None)
        return replace(
            self,
            candidates=tuple(
                Result.of(
                    {
                        **set_against(each.source, None),
                        "rank": None if each.rank is None else 1 + bisect_left(places, each.rank),
                        "cautious_index": None,
                        "expected_rank": None,
                    }
                )
                for each in kept
            ),
            totals=Totals.of(totals([each.source for each in kept], list(self.totals.items))),
        )

    def against(self, baselines: Mapping[str, Baseline]) -> "Results":
        """The release with these baselines beside the agreements it shows."""
        beside = (set_against(each.source, baselines.get(each.code)) for each in self.candidates)
        return replace(self, candidates=tuple(map(Result.of, beside)))

    def __hash__(self) -> int:
        return hash(self.sha256)

    @cached_property
    def by_code(self) -> dict[str, Result]:
        return {each.code: each for each in self.candidates}


def _as_fields(source: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in source.items()}
    return {"own": fields.pop("self"), **fields}
