"""Released statements put together anew: by theme, by trait, or as one leader of a group answered them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from award.content.reading import Content
from surveys.counting.results import ItemResult
from surveys.counting.suppression import Shown


@dataclass(frozen=True)
class Grouping:
    """One way to sort the statements: what a group is called, and which statements belong to it; some to several."""

    names: Mapping[str, str]
    items: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Grouped:
    """Some statements as one line, reckoned from what is shown of each and from nothing else."""

    code: str
    own: float | None
    team: float | None
    gap: float | None
    agreement: float | None
    statements: int


def reckoned(item: ItemResult) -> float | None:
    """What others may reckon with of a team's mean: the middle of an open end."""
    return Shown(item.team, item.team_sign).reckoned()


def regrouped(
    items: Iterable[ItemResult], groups: Mapping[str, Collection[str]], scale: tuple[int, int]
) -> tuple[Grouped, ...]:
    """The statements by group; one may belong to several, and a group of which nothing is shown is left out."""
    shown = [item for item in items if reckoned(item) is not None]
    found = ((code, [item for item in shown if item.code in codes]) for code, codes in groups.items())
    return tuple(_grouped(code, members, scale) for code, members in found if members)


def by_theme(content: Content) -> Grouping:
    """The themes, where the survey names them; a statement may belong to several."""
    survey = content.survey
    items = {
        theme.code: tuple(item.code for item in survey.items if theme.code in item.themes) for theme in survey.themes
    }
    return Grouping({theme.code: str(theme.name) for theme in survey.themes}, items)


def by_trait(content: Content) -> Grouping:
    """The traits in the order of the content; a trait without a statement is there with none."""
    items = {
        trait.code: tuple(item.code for item in content.survey.items if item.trait == trait.code)
        for trait in content.traits
    }
    return Grouping({trait.code: str(trait.name) for trait in content.traits}, items)


def by_area(content: Content) -> Grouping:
    survey = content.survey
    items = {area.code: tuple(item.code for item in survey.items_in(area)) for area in survey.areas}
    return Grouping({area.code: str(area.name) for area in survey.areas}, items)


def answered_by(items: Iterable[ItemResult], leader: int) -> list[ItemResult]:
    """The statements as if this leader of a group were the only one."""
    return [
        replace(item, own=item.leaders[leader] if leader < len(item.leaders) else None, leaders=()) for item in items
    ]


def _grouped(code: str, members: list[ItemResult], scale: tuple[int, int]) -> Grouped:
    compared = [(item.own, team) for item in members if item.own is not None and (team := reckoned(item)) is not None]
    team = _mean([mean for _own, mean in compared] or [reckoned(item) or 0.0 for item in members])
    own = _mean([each for each, _mean in compared]) if compared else None
    distance = sum(abs(each - mean) for each, mean in compared) / len(compared) if compared else None
    half = (scale[1] - scale[0]) / 2
    return Grouped(
        code=code,
        own=own,
        team=team,
        gap=None if own is None else round(own - team, 1) + 0.0,
        agreement=None if distance is None else round(max(0.0, 100 * (1 - distance / half)), 1),
        statements=len(compared or members),
    )


def _mean(numbers: list[float]) -> float:
    return round(sum(numbers) / len(numbers), 1) + 0.0
