"""The texts of an edition: traits, survey and round two, as its pages read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from award.content.text import Text


@dataclass(frozen=True)
class Points:
    """An answer scale and the words of its points; inner points may have none."""

    low: int
    high: int
    labels: Mapping[int, Text]

    @classmethod
    def of(cls, source: Mapping[str, Any], labels: Any = None) -> "Points":
        words = {int(point): Text.of(text) for point, text in dict(labels or source.get("labels") or {}).items()}
        return cls(int(source["min"]), int(source["max"]), words)

    def __iter__(self) -> Any:
        return iter(range(self.low, self.high + 1))

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and self.low <= value <= self.high

    @property
    def worded(self) -> list[tuple[int, Text]]:
        return [(point, self.labels.get(point, Text({}))) for point in self]


@dataclass(frozen=True)
class Area:
    code: str
    name: Text
    prompt: Text


@dataclass(frozen=True)
class Trait:
    """One of the traits of a good contact-centre leader, with what an observer sees at 1, 3 and 5."""

    code: str
    name: Text
    description: Text
    points: Points


@dataclass(frozen=True)
class Item:
    """A paired statement: the employee and the leader answer the same, each in their own wording."""

    code: str
    area: str
    trait: str
    employee: Text
    leader: Text
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """What several statements of different areas are about; optional in own texts."""

    code: str
    name: Text


@dataclass(frozen=True)
class OpenQuestion:
    """A question beside the statements: a pick of traits, or a text."""

    code: str
    kind: str
    most: int
    employee: Text
    leader: Text
    notice_employee: Text
    notice_leader: Text
    consents: Mapping[str, Text]


@dataclass(frozen=True)
class Survey:
    scale: Points
    dont_know: Text
    areas: tuple[Area, ...]
    items: tuple[Item, ...]
    open_questions: tuple[OpenQuestion, ...]
    themes: tuple[Theme, ...] = ()

    def items_in(self, area: Area) -> list[Item]:
        return [item for item in self.items if item.area == area.code]


@dataclass(frozen=True)
class RoundTwo:
    """What a shortlisted candidate describes: areas with a prompt, a word limit, anchors for the score, key figures."""

    scale: Points
    max_words: int
    areas: tuple[Area, ...]
    key_figures_min: int
    key_figures_max: int
    suggestions: tuple[Text, ...]


class Content:
    """All texts of an edition, read from its frozen JSON."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        self.source = source

    @classmethod
    def of(cls, source: Mapping[str, Any]) -> "Content":
        return cls(source)

    @cached_property
    def traits(self) -> tuple[Trait, ...]:
        source = self.source["traits"]
        return tuple(
            Trait(
                each["code"],
                Text.of(each["name"]),
                Text.of(each.get("description")),
                Points.of(source["scale"], each.get("anchors")),
            )
            for each in source["traits"]
        )

    @cached_property
    def survey(self) -> Survey:
        source = self.source["survey"]
        return Survey(
            scale=Points.of(source["scale"]),
            dont_know=Text.of(source["scale"].get("dont_know") or DONT_KNOW),
            areas=tuple(_area(each) for each in source["areas"]),
            items=tuple(
                Item(
                    each["code"],
                    each["area"],
                    each.get("trait") or "",
                    Text.of(each["employee"]),
                    Text.of(each["leader"]),
                    themes=_codes(each.get("theme")),
                )
                for each in source["items"]
            ),
            open_questions=tuple(_question(each, source) for each in source.get("open_questions") or ()),
            themes=tuple(Theme(str(each["code"]), Text.of(each["name"])) for each in source.get("themes") or ()),
        )

    @cached_property
    def round_two(self) -> RoundTwo:
        source = self.source["round_two"]
        figures = source.get("key_figures") or {}
        return RoundTwo(
            scale=Points.of(source["scale"], source.get("anchors")),
            max_words=int(source.get("max_words") or 600),
            areas=tuple(_area(each) for each in source["areas"]),
            key_figures_min=int(figures.get("min", 0)),
            key_figures_max=int(figures.get("max", 6)),
            suggestions=tuple(Text.of(each) for each in figures.get("suggestions") or ()),
        )

    def trait(self, code: str) -> Trait | None:
        return next((each for each in self.traits if each.code == code), None)


DONT_KNOW = {"en": "Don't know", "nb": "Vet ikke", "da": "Ved ikke"}


def _area(source: Mapping[str, Any]) -> Area:
    return Area(source["code"], Text.of(source["name"]), Text.of(source.get("prompt")))


def _codes(themes: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in (themes if isinstance(themes, list) else [themes] if themes else []))


def _question(source: Mapping[str, Any], survey: Mapping[str, Any]) -> OpenQuestion:
    like = source.get("notice_like")
    twin = next((each for each in survey["open_questions"] if each["code"] == like), source)
    notice = twin.get("notice") or {}
    return OpenQuestion(
        code=source["code"],
        kind=source["kind"],
        most=int(source.get("max") or source.get("max_length") or 2000),
        employee=Text.of(source["employee"]),
        leader=Text.of(source["leader"]),
        notice_employee=Text.of(notice.get("employee")),
        notice_leader=Text.of(notice.get("leader")),
        consents={name: Text.of(text) for name, text in (twin.get("consent") or {}).items()},
    )
