"""From opened answers to what may be kept."""

import numpy as np
import pytest

from surveys.counting.measures import Team, Terms
from surveys.counting.states import Outcome
from surveys.counting.suppression import usable_answers
from surveys.counting.weighing import Miscounted, check_sums, histogram, weigh

TERMS = Terms(("A1", "A2", "B1", "B2"), ("A", "A", "B", "B"), 1, 5, 5, 50, {"A": 1, "B": 1})
NO = np.nan


class Nothing:
    """A measure that must not be asked."""

    def tables(self, teams, terms):
        raise AssertionError("nothing may be measured here")

    def ranks(self, indices):
        raise AssertionError("nothing may be ranked here")


def team(answers):
    return Team("C01", np.array(answers, dtype=float), np.empty((0, 4)), 1, 9)


def test_a_ballot_counts_that_answers_half_of_the_statements():
    answers = np.array([[4, 4, NO, NO]] * 5 + [[4, NO, NO, NO]])

    kept, rows = usable_answers(answers, 5)

    assert kept.shape == (5, 4)
    assert rows == [0, 1, 2, 3, 4]


def test_two_of_five_statements_are_less_than_half():
    kept, rows = usable_answers(np.array([[4, 4, 4, 4, 4]] * 5 + [[4, 4, NO, NO, NO]]), 5)

    assert (kept.shape, rows) == ((5, 5), [0, 1, 2, 3, 4])


def test_a_statement_with_too_few_answers_is_blanked_in_every_ballot():
    answers = np.array([[4, 4, 3, 5]] * 4 + [[4, 4, 3, NO]] * 2, dtype=float)

    kept, _rows = usable_answers(answers, 5)

    assert np.isnan(kept[:, 3]).all()
    assert not np.isnan(kept[:, :3]).any()


def test_a_ballot_that_blanking_pushes_below_half_takes_its_other_answers_along():
    answers = np.array([[4, 4, 3, NO]] * 4 + [[4, 4, NO, NO]] + [[NO, NO, 3, 2]], dtype=float)

    kept, _rows = usable_answers(answers, 5)

    assert kept.shape == (5, 4)  # B2 had one answer: its writer keeps only B1, which is less than half
    assert np.isnan(kept[:, 2:]).all()  # and without that answer B1 has four


def test_a_team_below_the_threshold_is_destroyed_without_being_measured():
    (weighed,) = weigh([team([[4, 4, 4, 4]] * 4)], TERMS, Nothing())

    assert (weighed.outcome, weighed.histogram, weighed.measured) == (Outcome.TOO_FEW, (), None)


def test_a_team_whose_ballots_are_mostly_empty_is_destroyed_too():
    (weighed,) = weigh([team([[4, 4, 4, 4]] * 4 + [[4, NO, NO, NO]] * 9)], TERMS, Nothing())

    assert weighed.outcome == Outcome.TOO_FEW


def test_the_histogram_and_the_gaps_sum_to_the_ballots():
    answers = np.array([[1, 5, 3, NO]] * 3 + [[2, 5, NO, NO]] * 3, dtype=float)

    points = histogram(answers, TERMS)

    assert points == [("A1", 1, 3), ("A1", 2, 3), ("A2", 5, 6), ("B1", 3, 3)]


def test_an_answer_outside_the_scale_stops_the_count():
    answers = np.array([[1, 5, 3, 6]] * 5, dtype=float)

    with pytest.raises(Miscounted):
        histogram(answers, TERMS)


def test_sums_that_do_not_fit_are_noticed():
    with pytest.raises(Miscounted):
        check_sums(np.array([[2], [2]]), np.array([[1.0]] * 5))
