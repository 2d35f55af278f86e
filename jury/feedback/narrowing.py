"""What of a release a leader reads of their own team: less than the jury, and nothing that tells how many answered.

Of a team below ten the areas, and no area so small that it would be a statement. Of a larger one the statements as
well, all of them to the half point with open ends: with decimals, those that fewer than ten answered would stand out.
Left out are the overall figures and the interval, which a number of answers could be reckoned from; how answers spread,
for whether that is shown depends on how many answered; and what any leader would get, which the other teams make.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from award.content.reading import Area
from award.editions.models import Edition
from jury.screening.lines import with_team
from jury.summary.figures import among_first
from surveys.counting.measures import Terms
from surveys.counting.results import AreaResult, ItemResult, Picks, Result
from surveys.counting.states import Outcome
from surveys.counting.suppression import SIZE_BANDS, TELLING, decimal, half_point, withheld

SMALL = SIZE_BANDS[0][1]


@dataclass(frozen=True)
class Own:
    """What a leader answered about themself: statement by statement, and the traits they chose."""

    answers: Mapping[str, float]
    picks: Mapping[str, tuple[str, ...]]


NOTHING_OWN = Own({}, {})


def narrowed(result: Result, edition: Edition, own: Own | None = None) -> Result:
    """The result with everything taken out that its leader may not read.

    `own` replaces the leaders' side by the answers of one of them: in a group the mean of all, and agreement with it,
    would tell each of two what the other answered.
    """
    survey, is_small = edition.content.survey, result.size_band == SMALL
    found = {area.code: area for area in result.areas}
    telling = [area for area in survey.areas if not is_small or len(survey.items_in(area)) >= TELLING]
    return Result.of(
        {
            **withheld(result.code),
            "outcome": Outcome.COUNTED.value,
            "reasons": [],
            "areas": [_area(found[area.code], area, edition, own) for area in telling if area.code in found],
            "items": [] if is_small else list(_items(result.items, Terms.of(edition), own)),
            "picks": [] if is_small else [_picks(each, edition, own) for each in result.picks],
        }
    )


def _area(shown: AreaResult, area: Area, edition: Edition, own: Own | None) -> dict[str, Any]:
    survey = edition.content.survey
    team = with_team(shown, (survey.scale.low, survey.scale.high))
    mine = shown.own if own is None else _mean(own.answers.get(item.code) for item in survey.items_in(area))
    return {
        "code": shown.code,
        "self": mine,
        "team": team.team,
        "team_sign": team.team_sign,
        "bias": _difference(mine, team.team),
        "agreement": shown.agreement if own is None else None,
        "level": shown.level,
        "scored": shown.scored,
    }


def _items(items: Iterable[ItemResult], terms: Terms, own: Own | None) -> Iterable[dict[str, Any]]:
    for item in items:
        team, mine = half_point(item.team, terms), item.own if own is None else own.answers.get(item.code)
        yield {
            "code": item.code,
            "self": mine,
            "team": team.value,
            "team_sign": team.sign,
            "gap": _difference(mine, team.value),
        }


def _picks(each: Picks, edition: Edition, own: Own | None) -> dict[str, Any]:
    """The traits among the first chosen; in which of two ways they are released would tell how many chose."""
    first = among_first(each.team)
    return {
        "code": each.code,
        "leader": list(each.leader if own is None else own.picks.get(each.code, ())),
        "team": [{"trait": trait.code} for trait in edition.content.traits if trait.code in first],
    }


def _mean(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return decimal(sum(known) / len(known)) if known else None


def _difference(own: float | None, team: float | None) -> float | None:
    return None if own is None or team is None else decimal(own - team)
