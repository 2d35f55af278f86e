"""When figures over all teams may be told to everybody, and how coarsely."""

from collections.abc import Set

LEAST = 5
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
