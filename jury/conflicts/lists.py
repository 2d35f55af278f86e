from dataclasses import dataclass

from award.accounts.models import Seat, User
from award.editions.models import Edition
from jury.conflicts.hints import hints
from jury.conflicts.models import Declaration
from jury.conflicts.selectors import declarations, people_of, settled_by, undeclared
from jury.conflicts.states import Standing
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted


def hinted(edition: Edition, seat: Seat) -> list[tuple[Candidate, list[str]]]:
    """Whom this person has not spoken of yet, by name, each with what may bind the two."""
    found = undeclared(edition, seat).prefetch_related("leaders")
    return [
        (each, hints(seat.user.email, each.employer, [leader.email for leader in each.leaders.all()])) for each in found
    ]


def to_settle(edition: Edition, seat: Seat) -> list[Declaration]:
    """The ties this seat settles: those that wait first."""
    return sorted(settled_by(edition, seat), key=lambda each: each.standing != Standing.DECLARED)


@dataclass(frozen=True)
class Standings:
    """How far a person of the jury has come, and what ties they have declared."""

    person: User
    open: int
    ties: list[Declaration]


def standings(edition: Edition) -> list[Standings]:
    everybody, said = accepted(edition).count(), list(declarations(edition))
    return [
        _standings(person, [each for each in said if each.person == person], everybody) for person in people_of(edition)
    ]


def _standings(person: User, said: list[Declaration], everybody: int) -> Standings:
    return Standings(person, everybody - len(said), [each for each in said if each.standing != Standing.NONE])
