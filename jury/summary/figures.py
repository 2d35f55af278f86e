"""What marks a good leader this year: the teams of an edition taken together, from what was released of each.

A pure function of the release and the texts, so it stands still from the count on. Every team counts the same,
whatever its size. A statement's mean is made of the teams' means as they are shown; the mean of a trait or a theme is
made of the statements' means as they stand here. So a group says nothing that its statements do not say, and whoever
subtracts the one from the other finds nothing new.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from award.content.reading import Content
from jury.screening.groupings import Grouping, by_theme, by_trait
from jury.summary.telling import MOST, may_tell, share_of
from surveys.counting.results import Picked, Result, Results
from surveys.counting.suppression import Shown

ENDS = 3  # how many statements are named as those teams agree with most, and least
FIRST = 3  # a trait in the first three places counts as among the first chosen


@dataclass(frozen=True)
class Together:
    """The teams' mean and the leaders' mean of one statement or group of them; None where too few teams have one.

    `leaders` is over the same teams. `chosen` says in how many teams a trait is among the first chosen.
    """

    code: str
    name: str
    teams: float | None
    leaders: float | None
    chosen: str = ""

    @property
    def bias(self) -> float | None:
        """From the two figures shown: + the leaders stand higher, − the teams do."""
        if self.leaders is None or self.teams is None:
            return None
        return round(self.leaders - self.teams, 1)


@dataclass(frozen=True)
class Year:
    """The summary of an edition: how many teams are in it, the traits, the themes, and the statements at both ends."""

    teams: int
    traits: tuple[Together, ...]
    themes: tuple[Together, ...]
    most: tuple[Together, ...]
    least: tuple[Together, ...]


def year(released: Results, content: Content, shown: Set[str]) -> Year | None:
    """The summary, given whose results are public beside it; None where there are too few teams to tell."""
    counted = [each for each in released.candidates if each.is_counted]
    if not may_tell({each.code for each in counted}, shown):
        return None
    items = statements(counted, content, shown)
    chosen, traits = picks(counted, content, shown), by_trait(content)
    ordered = sorted((each for each in items if each.teams is not None), key=lambda each: -(each.teams or 0))
    ends = min(ENDS, len(ordered) // 2)
    return Year(
        teams=len(counted),
        traits=tuple(group(traits, code, items, chosen.get(code, "")) for code in traits.names),
        themes=tuple(group(themes, code, items) for themes in [by_theme(content)] for code in themes.names),
        most=tuple(ordered[:ends]),
        least=tuple(reversed(ordered[len(ordered) - ends :])),
    )


def statements(counted: list[Result], content: Content, shown: Set[str]) -> list[Together]:
    """Every statement of the survey, told where enough teams have a mean of it and a leader's answer to it."""
    found = {each.code: {item.code: item for item in each.items} for each in counted}
    told = []
    for item in content.survey.items:
        teams, leaders = {}, {}
        for code, answers in found.items():
            answer = answers.get(item.code)
            mean = Shown(answer.team, answer.team_sign).reckoned() if answer else None
            if answer is not None and mean is not None and answer.own is not None:
                teams[code], leaders[code] = mean, answer.own
        may = may_tell(teams.keys(), shown)
        told.append(
            Together(
                item.code,
                str(item.employee),
                mean_of(teams.values()) if may else None,
                mean_of(leaders.values()) if may else None,
            )
        )
    return told


def group(grouping: Grouping, code: str, items: Iterable[Together], chosen: str = "") -> Together:
    """The statements of a trait or a theme taken together."""
    told = [each for each in items if each.code in grouping.items[code] and each.teams is not None]
    return Together(
        code,
        grouping.names[code],
        mean_of(each.teams for each in told if each.teams is not None),
        mean_of(each.leaders for each in told if each.leaders is not None),
        chosen,
    )


def picks(counted: list[Result], content: Content, shown: Set[str]) -> dict[str, str]:
    """Trait -> in how many teams it is among the first chosen to describe their leader; empty if too few teams chose.

    In a small team those are the first three places, ties together; in a larger one what more than two thirds chose.
    Of several questions that let people choose, the first one speaks.
    """
    first = {each.code: each.picks[0].team for each in counted if each.picks and each.picks[0].team}
    if not may_tell(first.keys(), shown):
        return {}
    return {
        trait.code: share_of(sum(_is_first(trait.code, team) for team in first.values()), len(first))
        for trait in content.traits
    }


def _is_first(trait: str, team: Iterable[Picked]) -> bool:
    return any(
        each.trait == trait and (each.share == MOST or (each.place is not None and each.place <= FIRST))
        for each in team
    )


def mean_of(numbers: Iterable[float]) -> float | None:
    known = list(numbers)
    return round(sum(known) / len(known), 1) if known else None
