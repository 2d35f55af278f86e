"""What marks a good leader this year: the teams of an edition taken together, from what was released of each.

A pure function of the release and the texts, so it stands still from the count on. Every team counts the same,
whatever its size. A statement's mean is made of the teams' means as they are shown; the mean of a trait or a theme is
made of the statements' means as they stand here. So a group says nothing that its statements do not say, and whoever
subtracts the one from the other finds nothing new.
"""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass

from award.editions.models import Edition
from jury.screening.groupings import by_theme, by_trait
from jury.summary.telling import MOST, SOME, Mean, may_tell, mean_over, share_of, told
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
    teams: Mean | None
    leaders: Mean | None
    chosen: str = ""

    @property
    def bias(self) -> float | None:
        """From the two figures shown: + the leaders stand higher, − the teams do. None beside an open end."""
        if self.leaders is None or self.teams is None or self.leaders.sign or self.teams.sign:
            return None
        return round(self.leaders.value - self.teams.value, 1) + 0.0


@dataclass(frozen=True)
class Year:
    """The summary of an edition: how many teams are in it, the traits, the themes, and the statements at both ends."""

    scale: tuple[int, int]
    teams: int
    traits: tuple[Together, ...]
    themes: tuple[Together, ...]
    most: tuple[Together, ...]
    least: tuple[Together, ...]


def year(released: Results, edition: Edition, shown: Set[str]) -> Year | None:
    """The summary, given whose results are public beside it; None where there are too few teams to tell."""
    counted = [each for each in released.candidates if each.is_counted]
    if not may_tell({each.code for each in counted}, shown):
        return None
    content, scale = edition.content, released.scale
    items, chosen = statements(counted, edition, shown, scale), picks(counted, edition, shown)
    traits, themes = by_trait(content).items, by_theme(content).items
    ordered = sorted((each for each in items if each.teams), key=lambda each: -(each.teams.value if each.teams else 0))
    ends = min(ENDS, len(ordered) // 2)
    return Year(
        scale=scale,
        teams=len(counted),
        traits=tuple(
            group(each.code, str(each.name), traits[each.code], items, scale, chosen.get(each.code, ""))
            for each in content.traits
            if traits[each.code] or chosen
        ),
        themes=tuple(
            group(each.code, str(each.name), themes[each.code], items, scale)
            for each in content.survey.themes
            if themes[each.code]
        ),
        most=tuple(ordered[:ends]),
        least=tuple(reversed(ordered[len(ordered) - ends :])),
    )


def statements(counted: list[Result], edition: Edition, shown: Set[str], scale: tuple[int, int]) -> list[Together]:
    """Every statement of the survey, told where enough teams have a mean of it and a leader's answer to it."""
    found = {each.code: {item.code: item for item in each.items} for each in counted}
    both = []
    for item in edition.content.survey.items:
        teams, leaders = {}, {}
        for code, answers in found.items():
            answer = answers.get(item.code)
            mean = Shown(answer.team, answer.team_sign).reckoned() if answer else None
            if answer is not None and mean is not None and answer.own is not None:
                teams[code], leaders[code] = mean, answer.own
        both.append(
            Together(item.code, str(item.employee), told(teams, shown, scale), told(leaders, shown, scale)),
        )
    return both


def group(
    code: str, name: str, members: Collection[str], items: Iterable[Together], scale: tuple[int, int], chosen: str = ""
) -> Together:
    """The statements of a trait or a theme taken together."""
    mine = [each for each in items if each.code in members]
    return Together(
        code,
        name,
        mean_over((each.teams.reckoned(scale) for each in mine if each.teams), scale),
        mean_over((each.leaders.reckoned(scale) for each in mine if each.leaders), scale),
        chosen,
    )


def picks(counted: list[Result], edition: Edition, shown: Set[str]) -> dict[str, str]:
    """Trait -> in how many teams it is among the first chosen to describe their leader; empty if too few teams chose.

    In a small team those are the first three places, ties together; in a larger one the highest class that any trait
    reached, if more than a third chose it. Of several questions that let people choose, the first one speaks.
    """
    first = {each.code: each.picks[0].team for each in counted if each.picks and each.picks[0].team}
    if not may_tell(first.keys(), shown):
        return {}
    return {
        trait.code: share_of(sum(trait.code in among_first(team) for team in first.values()), len(first))
        for trait in edition.content.traits
    }


def among_first(team: Iterable[Picked]) -> set[str]:
    """The traits among the first chosen in a team."""
    picked = list(team)
    best = next((share for share in (MOST, SOME) if any(each.share == share for each in picked)), None)
    return {
        each.trait
        for each in picked
        if (each.place is not None and each.place <= FIRST) or (best is not None and each.share == best)
    }
