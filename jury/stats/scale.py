"""The answer scale of a questionnaire, and how near two numbers must be to count as the same."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Objects = NDArray[Any]

TOLERANCE = 1e-9
"""Every limit of the rules (a gate, a tie, a category) is compared with this much patience, so that no candidate
falls on the wrong side of it by the sixteenth digit of a mean."""


@dataclass(frozen=True)
class Scale:
    """The options a statement can be answered with, from `lo` (fully disagree) to `hi` (fully agree), one apart.

    Raises ValueError unless hi > lo.
    """

    lo: int
    hi: int

    def __post_init__(self) -> None:
        if self.hi <= self.lo:
            raise ValueError(f"a scale needs its highest option above its lowest, not {self.lo}..{self.hi}")

    @property
    def range(self) -> int:
        """R, the distance between the two ends: 4 on a five-point scale."""
        return self.hi - self.lo

    @property
    def options(self) -> int:
        """A, how many answers there are to choose from: 5 on a five-point scale."""
        return self.range + 1
