"""From opened answers to what may be kept: one way for sealed ballots and for a survey institute's file."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from secrets import SystemRandom
from typing import Any

import numpy as np

from surveys.counting.measures import Floats, Measure, Measured, Team, Terms
from surveys.counting.states import Outcome
from surveys.counting.suppression import kept_texts, usable_answers

Point = tuple[str, int, int]  # statement, point of the scale, how many chose it


class Miscounted(Exception):
    """A statement's answers and gaps do not sum to the ballots. Nothing of this team may be stored."""


@dataclass(frozen=True)
class Written:
    """What somebody wrote to an open question, and who else may read it; nothing of who it was."""

    question: str
    text: str
    may: frozenset[str]


@dataclass(frozen=True)
class Weighed:
    """What is left of a team when its ballots are gone: a histogram and figures, or that there were too few."""

    code: str
    outcome: Outcome
    histogram: Sequence[Point] = ()
    measured: Measured | None = None
    picks: Sequence[Mapping[str, Any]] = ()  # by question: what was chosen how often, and what the leaders chose
    texts: Sequence[Written] = ()


def weigh(teams: Iterable[Team], terms: Terms, measure: Measure) -> list[Weighed]:
    """Teams below the threshold are destroyed here; the others are blanked first and measured then."""
    counted = [team for team in map(partial(usable, terms=terms), teams) if len(team.employees) >= terms.threshold]
    measured = {each.code: each for each in measure.tables(counted, terms)} if counted else {}
    kept = {team.code: _weighed(team, measured[team.code], terms) for team in counted}
    return [kept.get(team.code) or Weighed(team.code, Outcome.TOO_FEW) for team in teams]


def usable(team: Team, terms: Terms) -> Team:
    """The team as far as its ballots count."""
    answers, rows = usable_answers(team.employees, terms.threshold)
    return replace(team, employees=answers, beside=[team.beside[row] for row in rows] if team.beside else ())


def _weighed(team: Team, measured: Measured, terms: Terms) -> Weighed:
    return Weighed(
        team.code,
        Outcome.COUNTED,
        histogram(team.employees, terms),
        measured,
        picks=[picked(question, team) for question in terms.picks],
        texts=[text for question in terms.texts for text in written(question, team, terms)],
    )


def picked(question: str, team: Team) -> dict[str, Any]:
    """How often the team chose each trait, how many chose at all, and what the leaders chose."""
    chosen = [ballot[question] for ballot in team.beside if question in ballot]
    own = (trait for ballot in team.leaders_beside for trait in ballot.get(question, ()))
    return {
        "code": question,
        "n": len(chosen),
        "chosen": dict(Counter(trait for traits in chosen for trait in traits)),
        "leader": list(dict.fromkeys(own)),
    }


def written(question: str, team: Team, terms: Terms) -> Sequence[Written]:
    """The texts to one question in an order that says nothing, or none."""
    texts = [
        Written(question, ballot[question]["text"], frozenset(ballot[question]["may"]))
        for ballot in team.beside
        if question in ballot
    ]
    SystemRandom().shuffle(texts)
    return kept_texts(texts, len(team.employees), terms)


def histogram(answers: Floats, terms: Terms) -> list[Point]:
    """How many chose each point of each statement; a statement that is blank for all leaves no row."""
    points = range(terms.low, terms.high + 1)
    chosen = np.stack([(answers == point).sum(axis=0) for point in points])
    check_sums(chosen, answers)
    return [
        (item, point, n)
        for item, column in zip(terms.items, chosen.T.tolist(), strict=True)
        for point, n in zip(points, column, strict=True)
        if n
    ]


def check_sums(chosen: np.ndarray, answers: Floats) -> None:
    """For every statement: those who chose a point and those who left it out are all ballots, no more and no fewer."""
    if np.any(chosen.sum(axis=0) + np.isnan(answers).sum(axis=0) != len(answers)):
        raise Miscounted("answers and gaps do not sum to the ballots")
