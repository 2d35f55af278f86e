"""The shortlist part of a dossier: what stands about one candidate, as far as one seat may know it, and who is next."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.audit.models import Entry
from award.editions.states import Phase
from jury.conflicts.selectors import called, readable
from jury.shortlist.models import Proposal, ShortlistDecision
from jury.shortlist.selectors import (
    decisions_open_to,
    earlier_decisions,
    needed,
    own_proposals,
    proposals_of,
    proposals_open_to,
    publication,
)
from nominations.candidates.models import Candidate


@dataclass(frozen=True)
class Next:
    """The next candidate that waits for something, and how many do."""

    code: str
    name: str
    waiting: int


@dataclass(frozen=True)
class Deliberation:
    candidate: Candidate
    name: str
    own: Proposal | None
    earlier: tuple[Proposal, ...]
    others: tuple[Proposal, ...]
    given: int
    needed: int
    decision: ShortlistDecision | None
    overruled: tuple[Entry, ...]
    is_published: bool
    is_open: bool
    to_propose: Next | None
    to_decide: Next | None

    @property
    def revision(self) -> int:
        return self.own.revision if self.own else 0

    @property
    def missing(self) -> int:
        """How many proposals shortlisting still waits for."""
        return max(0, self.needed - self.given)


def deliberation(candidate: Candidate, seat: Seat) -> Deliberation:
    """The own proposal, the others' after it, and the chair's decision."""
    edition = candidate.edition
    own = list(own_proposals(seat, candidate)) if seat.role in JURY else []
    read = proposals_open_to(edition, seat).filter(candidate=candidate)
    published = publication(edition) is not None
    is_open = edition.phase == Phase.SCREENING and not published and seat.role in JURY
    decision = decisions_open_to(edition, seat).filter(candidate=candidate).first()
    return Deliberation(
        candidate=candidate,
        name=called(candidate, seat),
        own=own[0] if own else None,
        earlier=tuple(own[1:]),
        others=tuple(read.exclude(juror__user=seat.user_id)),
        given=proposals_of(edition).filter(candidate=candidate).count(),
        needed=needed(candidate),
        decision=decision,
        overruled=tuple(earlier_decisions(candidate)) if decision else (),
        is_published=published,
        is_open=is_open,
        to_propose=_next(candidate, seat, Proposal, juror__user=seat.user_id) if is_open else None,
        to_decide=_next(candidate, seat, ShortlistDecision) if is_open and seat.role == Role.CHAIR else None,
    )


def _next(here: Candidate, seat: Seat, kind: type[Proposal | ShortlistDecision], **own: int) -> Next | None:
    """Whom to go on with after this one: of those without such a row the next by name, from the start again."""
    done = kind.objects.filter(candidate=OuterRef("pk"), **own)
    waiting = sorted(
        (called(each, seat), each.code)
        for each in readable(here.edition, seat).filter(~Exists(done)).exclude(pk=here.pk).select_related("edition")
    )
    if not waiting:
        return None
    name, code = next((each for each in waiting if each > (called(here, seat), here.code)), waiting[0])
    return Next(code, name, len(waiting))
