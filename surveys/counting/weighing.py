"""From opened answers to what may be kept: one way for sealed ballots and for a survey institute's file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from surveys.counting.measures import Floats, Measure, Measured, Team, Terms
from surveys.counting.states import Outcome

Point = tuple[str, int, int]  # statement, point of the scale, how many chose it


class Miscounted(Exception):
    """A statement's answers and gaps do not sum to the ballots. Nothing of this team may be stored."""


@dataclass(frozen=True)
class Weighed:
    """What is left of a team when its ballots are gone: a histogram and figures, or that there were too few."""

    code: str
    outcome: Outcome
    histogram: Sequence[Point]
    measured: Measured | None


def weigh(teams: Iterable[Team], terms: Terms, measure: Measure) -> list[Weighed]:
    """Teams below the threshold are destroyed here; the others are blanked first and measured then."""
    shown = [replace(team, employees=usable_answers(team.employees, terms.threshold)) for team in teams]
    counted = [team for team in shown if len(team.employees) >= terms.threshold]
    measured = {each.code: each for each in measure.tables(counted, terms)} if counted else {}
    return [
        Weighed(team.code, Outcome.COUNTED, histogram(team.employees, terms), measured[team.code])
        if team.code in measured
        else Weighed(team.code, Outcome.TOO_FEW, (), None)
        for team in shown
    ]


def usable_answers(answers: Floats, threshold: int) -> Floats:
    """The ballots that count, statements with fewer than the threshold's answers blanked in all of them.

    A ballot counts that answers half of the statements. Blanking may push one below that half, and without it another
    statement may have too few answers: repeated until nothing changes, so that no number contains a hidden one.
    """
    while True:
        given = ~np.isnan(answers)
        usable = 2 * given.sum(axis=1) >= answers.shape[1]
        shown = given[usable].sum(axis=0) >= threshold
        blanked = np.where(shown, answers[usable], np.nan)
        if blanked.shape == answers.shape and np.array_equal(np.isnan(blanked), ~given):
            return blanked
        answers = blanked


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
