"""Sums and means of many groups of people at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jury.stats.ratio import ratio
from jury.stats.scale import Floats


@dataclass(frozen=True)
class Groups:
    """Groups of people who answered the same statements: the teams, or the leaders of each team.

    `answers` is items × people, the people of one group next to each other in the order of the groups; `sizes` says
    how many people each group has (nobody is allowed).
    """

    answers: Floats
    sizes: NDArray[np.intp]

    @classmethod
    def gather(cls, answers: Floats, group: NDArray[np.intp], groups: int) -> "Groups":
        """Sort the people by the number of their `group` (one per column of `answers`)."""
        if np.any(group[1:] < group[:-1]):
            order = np.argsort(group, kind="stable")
            answers, group = answers[:, order], group[order]
        return cls(answers, np.bincount(group, minlength=groups))

    def total(self, values: Floats) -> Floats:
        """Sum a figure of persons (… × people) within each group: … × groups, 0 for a group of nobody."""
        peopled = self.sizes > 0
        starts = (np.cumsum(self.sizes) - self.sizes)[peopled]
        totals = np.zeros((*values.shape[:-1], self.sizes.size))
        totals[..., peopled] = np.add.reduceat(values, starts, axis=-1)
        return totals

    def spread(self, values: Floats) -> Floats:
        """Hand a figure of groups (… × groups) to each of their people: … × people."""
        return np.repeat(values, self.sizes, axis=-1)

    def means(self) -> tuple[Floats, Floats]:
        """How many people of a group answered each statement, and their mean (NaN if nobody): items × groups each."""
        given = ~np.isnan(self.answers)
        n = self.total(given.astype(float))
        sums = self.total(np.where(given, self.answers, 0.0))
        return n, ratio(sums, n, n > 0)
