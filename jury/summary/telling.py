"""When figures over all teams may be told to everybody, and how coarsely."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

LEAST = 5
END = 8  # an eighth of the scale from its ends, a mean is an open end: 4.5 and 1.5 on five points
FEW, SOME, MOST = "few", "some", "most"


def may_tell(told: Set[str], shown: Set[str]) -> bool:
    """Whether a figure over the teams in `told` may be public, when the results of the teams in `shown` are public too.

    Whoever knows the results shown can subtract them: what is left is a figure over the others. So of the teams not
    shown there must be none, or at least five; and at least five in all, for a summary of fewer is a result of its own.
    A winner's result stands in the winner report, which may go to anybody: with a winner among them, six teams are the
    fewest. The rule holds for every figure and the teams that have a part in it, not for the edition as a whole.
    """
    left = len(told - shown)
    return len(told) >= LEAST and (left == 0 or left >= LEAST)


def share_of(n: int, teams: int) -> str:
    """In how many of the teams: few (less than two in five), some, or most (more than three in five).

    Never the number: “in none” and “in all” would say something of every single team. The borders leave room for that
    even to somebody who knows the winner's part: of six teams, most are four, five or six, few are none, one or two.
    """
    return MOST if 5 * n > 3 * teams else FEW if 5 * n < 2 * teams else SOME


@dataclass(frozen=True)
class Mean:
    """A mean as it is told: to one decimal, and ≤ or ≥ where it is an open end.

    A mean at the end of the scale would say that everybody is there, and so what every single leader answered.
    """

    value: float
    sign: str = ""

    def reckoned(self, scale: tuple[int, int]) -> float:
        """What others may reckon with: the middle of what an open end may be."""
        half = (scale[1] - scale[0]) / END / 2
        return self.value + (half if self.sign == "≥" else -half if self.sign else 0.0)


def mean_over(numbers: Iterable[float], scale: tuple[int, int]) -> Mean | None:
    known, room = list(numbers), (scale[1] - scale[0]) / END
    if not known:
        return None
    mean, lowest, highest = round(sum(known) / len(known), 1), round(scale[0] + room, 1), round(scale[1] - room, 1)
    if mean <= lowest:
        return Mean(lowest, "≤")
    return Mean(highest, "≥") if mean >= highest else Mean(mean)


def told(numbers: Mapping[str, float], shown: Set[str], scale: tuple[int, int]) -> Mean | None:
    """The mean over these teams or leaders as everybody may read it, or None.

    Whoever subtracts those shown finds the mean of the others. Where that is an open end of its own, it must not show
    through: the whole is told as the same open end if those shown stand there too, and else not at all.
    """
    whole, rest = mean_over(numbers.values(), scale), mean_over(_without(numbers, shown), scale)
    if whole is None or not may_tell(numbers.keys(), shown):
        return None
    if rest is not None and rest.sign:
        beside = [mean_over([number], scale) for code, number in numbers.items() if code in shown]
        if any(each is None or each.sign != rest.sign for each in (whole, *beside)):
            return None
    return whole


def _without(numbers: Mapping[str, float], shown: Set[str]) -> list[float]:
    return [number for code, number in numbers.items() if code not in shown]
