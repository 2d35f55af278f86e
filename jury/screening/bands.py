"""What agreement, level and consensus are called, and from where on: conventions of this award, and told as such."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Band:
    """A word for every number from `least` up to the next band."""

    least: float
    name: "_StrPromise"


# on five points these are mean gaps of at most 0.4, 0.8 and 1.2
AGREEMENT = (
    Band(80, gettext_lazy("very close")),
    Band(60, gettext_lazy("close")),
    Band(40, gettext_lazy("moderate")),
    Band(0, gettext_lazy("wide")),
)
FAVOURABLE, MIXED, UNFAVOURABLE = LEVEL = (
    Band(75, gettext_lazy("favourable")),
    Band(50, gettext_lazy("mixed")),
    Band(0, gettext_lazy("unfavourable")),
)


def band(number: float, bands: tuple[Band, ...]) -> Band:
    """The word for a number of 0 to 100; the last band takes whatever is below the others."""
    return next((each for each in bands if number >= each.least - TOLERANCE), bands[-1])


@dataclass(frozen=True)
class Borders:
    """How far answers may lie from their mean on average, in points of the scale."""

    one_mind: float  # at most a tenth of the options: the team is of one mind
    split: float  # more than a sixth of them, as the flag of a weak consensus has it: it is split

    @classmethod
    def of(cls, scale: tuple[int, int]) -> "Borders":
        options = scale[1] - scale[0] + 1
        return cls(options / 10, options / 6)


ONE_MIND, SPREAD, SPLIT = "one mind", "spread", "split"


def consensus(spread: float, rwg: float | None, scale: tuple[int, int]) -> str:
    """Whether a team is of one mind, somewhat spread or split, from its mean deviation.

    Split it is too where r*wg is below zero: its answers then lie further apart than chance would put them.
    """
    borders = Borders.of(scale)
    if spread > borders.split + TOLERANCE or (rwg is not None and rwg < 0):
        return SPLIT
    return ONE_MIND if spread <= borders.one_mind + TOLERANCE else SPREAD
