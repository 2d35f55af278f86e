"""The shortlist in the making, as one seat may see it: a row for each candidate it may read about."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from jury.conflicts.selectors import called, readable
from jury.shortlist.models import Proposal, ShortlistDecision
from jury.shortlist.selectors import (
    Tally,
    all_needed,
    decisions_open_to,
    given,
    places,
    proposals_open_to,
    publication,
    tally,
)
from jury.shortlist.states import SHORT, Choice
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.counting.selectors import is_released

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HEADS = [SHORT[choice] for choice in Choice]
SHOWN: dict[str, "_StrPromise"] = {
    "": _("All"),
    "mine": _("Wait for you"),
    "undecided": _("Undecided"),
    "ready": _("Ready to decide"),
    "shortlisted": _("Shortlisted"),
    "not_shortlisted": _("Not shortlisted"),
}
OF_THE_CHAIR = ("undecided", "ready")


@dataclass(frozen=True)
class Row:
    candidate: Candidate
    name: str
    own: Proposal | None
    tally: Tally | None  # how many propose what, the own among them; None before the own
    missing: int  # how many proposals shortlisting still waits for
    decision: ShortlistDecision | None

    @property
    def short(self) -> str:
        return str(SHORT[Choice(self.own.choice)]) if self.own else ""

    @property
    def told(self) -> list[tuple[str, int]]:
        """The tally as words and numbers, without what nobody proposes."""
        return [(str(SHORT[Choice(choice)]), n) for choice, n in (self.tally or {}).items() if n]

    def is_in(self, shown: str) -> bool:
        """Whether it belongs to a part of the list."""
        decided = self.decision.is_shortlisted if self.decision else None
        return {
            "mine": self.own is None,
            "undecided": decided is None,
            "ready": decided is None and not self.missing and self.own is not None,
            "shortlisted": decided is True,
            "not_shortlisted": decided is False,
        }.get(shown, True)


@dataclass(frozen=True)
class Filter:
    key: str
    words: "str | _StrPromise"
    n: int
    is_here: bool


@dataclass(frozen=True)
class Standing:
    """Where the shortlist stands: the rows, and how many places there are."""

    rows: tuple[Row, ...]
    places: int
    is_published: bool
    is_counted: bool
    is_chair: bool
    shown: str

    @property
    def taken(self) -> int:
        """By those whose decision this seat knows: a number that holds a hidden one would give it away."""
        return self.count("shortlisted")

    @property
    def left(self) -> int:
        return self.places - self.taken

    @cached_property
    def listed(self) -> list[Row]:
        return [row for row in self.rows if row.is_in(self.shown)]

    @cached_property
    def filters(self) -> list[Filter]:
        """The parts of the list that have somebody in them."""
        keys = (key for key in SHOWN if self.is_chair or key not in OF_THE_CHAIR)
        found = [Filter(key, SHOWN[key], self.count(key), key == self.shown) for key in keys]
        return [each for each in found if each.n or each.is_here]

    def count(self, shown: str) -> int:
        return sum(row.is_in(shown) for row in self.rows)

    @property
    def to_propose(self) -> int:
        return self.count("mine")

    @property
    def proposed(self) -> int:
        return len(self.rows) - self.to_propose

    @property
    def to_decide(self) -> int:
        return self.count("undecided")

    @property
    def undecided(self) -> list[Row]:
        return [row for row in self.rows if row.decision is None]

    @property
    def following(self) -> Row | None:
        """Whom to go on with: somebody who waits for the own proposal, else, for the chair, for a decision."""
        waiting = (row for row in self.rows if row.own is None)
        undecided = (row for row in self.rows if self.is_chair and row.decision is None)
        return next(waiting, None) or next(undecided, None)


def standing(edition: Edition, seat: Seat, asked: Mapping[str, str] | None = None) -> Standing:
    read: dict[int, list[Proposal]] = {}
    for each in proposals_open_to(edition, seat):
        read.setdefault(each.candidate_id, []).append(each)
    decisions = {each.candidate_id: each for each in decisions_open_to(edition, seat)}
    heard = given(edition)
    missing = {pk: max(0, needed - heard.get(pk, 0)) for pk, needed in all_needed(edition).items()}
    rows = [
        _row(edition, candidate, seat, read.get(candidate.pk, []), decisions.get(candidate.pk), missing[candidate.pk])
        for candidate in readable(edition, seat)
    ]
    shown = (asked or {}).get("show", "")
    return Standing(
        rows=tuple(sorted(rows, key=lambda row: (row.name, row.candidate.code))),
        places=places(edition, accepted(edition).count()),
        is_published=publication(edition) is not None,
        is_counted=is_released(edition),
        is_chair=seat.role == Role.CHAIR,
        shown=shown if shown in SHOWN else "",
    )


def _row(
    edition: Edition,
    candidate: Candidate,
    seat: Seat,
    read: list[Proposal],
    decision: ShortlistDecision | None,
    missing: int,
) -> Row:
    candidate.edition = edition
    own = next((each for each in read if each.juror.user_id == seat.user_id), None)
    return Row(
        candidate=candidate,
        name=called(candidate, seat),
        own=own,
        tally=tally(read) if own else None,
        missing=missing,
        decision=decision,
    )
