"""Taking somebody out of the award who asked for it: what goes, when it goes by itself, and what stays."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.selectors import has_entered, held, removals
from nominations.candidates.states import Consent, Kind
from nominations.consent.rules import check_wants_removal
from nominations.intake.actions import erase
from nominations.intake.models import Nomination
from nominations.intake.selectors import nominations_of

WAITS = timedelta(days=30)


@dataclass(frozen=True)
class Loss:
    """What removing a leader deletes: said before it is done."""

    is_candidate: bool  # the whole candidate goes, else the leader's row
    is_row_kept: bool  # the surveys have opened with them: counts and scores rest on the row
    may_keep_texts: bool  # others of the group were nominated with the same words


def loss(leader: Leader) -> Loss:
    entered, is_group = has_entered(leader.candidate), leader.candidate.kind == Kind.GROUP
    return Loss(is_candidate=not is_group and not entered, is_row_kept=entered, may_keep_texts=is_group)


@transaction.atomic
def remove(*, leader: Leader, texts_too: bool = True, by: Numbered | None) -> None:
    """Delete a leader who asked for it. One who leads alone takes the candidate and every nomination along.

    A group keeps its row and stays out. Once the surveys have opened with a candidate, only what was written in
    nominations goes: ballots and scores of others rest on the row. The trail keeps the code and no name.
    """
    edition = held(leader.candidate.edition)
    here = (
        Leader.objects.select_for_update(of=("self",)).select_related("candidate__edition").filter(pk=leader.pk).first()
    )
    if here is None:
        raise Refused(_("The leader is removed already."))
    check_wants_removal(here)
    candidate, lost = here.candidate, loss(here)
    gone = 0
    if texts_too or not lost.may_keep_texts:
        gone = erase(nominations_of(candidate))
    record(edition, gettext_noop("removed a leader"), by=by, candidate=candidate.code, nominations=gone)
    if lost.is_candidate:
        Candidate.objects.filter(merged_into=candidate).delete()
        candidate.delete()
    elif not lost.is_row_kept:
        Leader.objects.filter(candidate__merged_into=candidate, email=here.email).delete()
        here.delete()
        Candidate.objects.filter(pk=candidate.pk).update(consent=Consent.DECLINED)


def due_on(edition: Edition) -> date | None:
    """The day on which the first who asked is removed, if no organiser has done it by then."""
    first = _left(edition).first()
    return _day(first) + WAITS if first else None


def purge(edition: Edition) -> int:
    """Remove those who asked on the earliest day."""
    left = list(_left(edition))
    due = [leader for leader in left if leader.removal_asked_on == left[0].removal_asked_on]
    for leader in due:
        remove(leader=leader, by=None)
    return len(due)


def removed_by(leader: Leader) -> date:
    return _day(leader) + WAITS


def _day(leader: Leader) -> date:
    assert leader.removal_asked_on is not None
    return leader.removal_asked_on


def _left(edition: Edition) -> QuerySet[Leader]:
    """Who is still to be removed; of those with whom the surveys have opened, only while there are texts to delete."""
    found = removals(edition)
    if edition.phase in (Phase.SETUP, Phase.NOMINATIONS):
        return found
    here = OuterRef("candidate")
    texts = Nomination.objects.filter(Q(candidate=here) | Q(candidate__merged_into=here))
    return found.filter(~Q(candidate__consent=Consent.ACCEPTED) | Exists(texts))
