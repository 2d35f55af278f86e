"""The shortlist in the making, as one seat may see it: a row for each candidate it may read about."""

from dataclasses import dataclass

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.conflicts.selectors import called, readable
from jury.shortlist.models import Proposal, ShortlistDecision
from jury.shortlist.selectors import decisions_of, places, proposals_open_to, publication, shortlist, tally
from jury.shortlist.states import Choice
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted


@dataclass(frozen=True)
class Row:
    candidate: Candidate
    name: str
    own: Proposal | None
    others: tuple[tuple[str, int], ...]  # a choice in words, and how many of the others made it; empty before the own
    decision: ShortlistDecision | None


@dataclass(frozen=True)
class Standing:
    """Where the shortlist stands: the rows, how many places there are and how many are taken."""

    rows: tuple[Row, ...]
    places: int
    taken: int
    is_published: bool

    @property
    def left(self) -> int:
        return self.places - self.taken

    @property
    def to_propose(self) -> int:
        return sum(row.own is None for row in self.rows)

    @property
    def to_decide(self) -> int:
        return sum(row.decision is None for row in self.rows)


def standing(edition: Edition, seat: Seat) -> Standing:
    read: dict[int, list[Proposal]] = {}
    for each in proposals_open_to(edition, seat):
        read.setdefault(each.candidate_id, []).append(each)
    decisions = {each.candidate_id: each for each in decisions_of(edition)}
    rows = [
        _row(edition, candidate, seat, read.get(candidate.pk, []), decisions) for candidate in readable(edition, seat)
    ]
    return Standing(
        rows=tuple(sorted(rows, key=lambda row: row.name)),
        places=places(edition, accepted(edition).count()),
        taken=shortlist(edition).count(),
        is_published=publication(edition) is not None,
    )


def _row(
    edition: Edition,
    candidate: Candidate,
    seat: Seat,
    read: list[Proposal],
    decisions: dict[int, ShortlistDecision],
) -> Row:
    candidate.edition = edition
    own = next((each for each in read if each.juror.user_id == seat.user_id), None)
    others = tally(each for each in read if each is not own)
    return Row(
        candidate=candidate,
        name=called(candidate, seat),
        own=own,
        others=tuple((str(Choice(choice).label), n) for choice, n in others.items() if n),
        decision=decisions.get(candidate.pk),
    )
