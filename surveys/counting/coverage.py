"""Whether a whole team was asked or a part somebody chose: a class beside the response, never a figure."""

from collections.abc import Mapping
from typing import Any

from surveys.counting.states import Coverage, Outcome
from surveys.rosters.selectors import Headcount

MOST_FROM = 0.8
FLAGS = {Coverage.PART: ("part_asked",), Coverage.BEYOND: ("more_asked",)}
NOBODY_SAYS = Headcount(people=None, is_confirmed=False)


def coverage(invited: int | None, people: int | None) -> Coverage:
    """How many were asked of those who work for the leader; unknown without a headcount, as with imported answers."""
    if not invited or not people:
        return Coverage.UNKNOWN
    if invited > people:
        return Coverage.BEYOND
    if invited == people:
        return Coverage.WHOLE
    return Coverage.MOST if invited >= MOST_FROM * people else Coverage.PART


def covered(shown: Mapping[str, Any], invited: int | None, headcount: Headcount) -> dict[str, Any]:
    """A shown candidate with how much of the team was asked; of a team with too few answers nothing is said."""
    if shown["outcome"] != Outcome.COUNTED:
        return dict(shown)
    found = coverage(invited, headcount.people)
    is_confirmed = found != Coverage.UNKNOWN and headcount.is_confirmed
    flags = sorted({*shown["flags"], *FLAGS.get(found, ())})
    return {**shown, "flags": flags, "coverage": found.value, "headcount_confirmed": is_confirmed}
