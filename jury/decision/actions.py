from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from award.accounts.models import Seat
from award.audit.actions import record
from award.editions.models import Edition
from jury.decision.models import Confirmation, Verdict, Vote
from jury.decision.rules import check_is_read, check_may_confirm, check_may_propose, check_may_vote, check_may_withdraw
from jury.decision.selectors import confirmations_missing, votes
from nominations.candidates.models import Candidate


@transaction.atomic
def vote(*, edition: Edition, candidate: Candidate | None, reason: str, by: Seat) -> Vote:
    """A juror's signed vote for a finalist, or for no winner. It can change until the chair proposes a verdict."""
    locked = _locked(edition)
    check_may_vote(locked, candidate, reason, by)
    given, is_first = Vote.objects.update_or_create(
        juror=by, defaults={"candidate": candidate, "reason": reason.strip()}
    )
    record(locked, gettext_noop("voted") if is_first else gettext_noop("changed the vote"), by=by)
    return given


@transaction.atomic
def propose_verdict(*, edition: Edition, candidate: Candidate | None, citation: str, reason: str, by: Seat) -> Verdict:
    """The chair's recommendation, after the quorum has voted. From now on the votes are closed."""
    locked = _locked(edition)
    check_may_propose(locked, candidate, citation.strip(), reason, by)
    proposed = Verdict.objects.create(
        edition=locked, candidate=candidate, citation=citation.strip(), reason=reason.strip(), proposed_by=by
    )
    winner = candidate.code if candidate else None
    record(locked, gettext_noop("proposed the verdict"), by=by, winner=winner, votes=votes(locked).count())
    return proposed


@transaction.atomic
def withdraw_verdict(*, edition: Edition, by: Seat) -> None:
    """Take the proposal back while fewer than two people have confirmed it; the votes open again."""
    locked = _locked(edition)
    proposed = check_may_withdraw(locked, by)
    record(
        locked,
        gettext_noop("withdrew the verdict"),
        by=by,
        winner=proposed.candidate.code if proposed.candidate else None,
    )
    proposed.delete()


@transaction.atomic
def confirm_verdict(*, edition: Edition, by: Seat, read: str | None = None, today: date | None = None) -> Verdict:
    """One of two people says that the verdict may stand; with the second it does, and nothing changes any more.

    `read` is the number of the proposal on the page that was read: a later one is not confirmed by mistake.
    """
    locked = _locked(edition)
    proposed = check_may_confirm(locked, by)
    check_is_read(proposed, read)
    Confirmation.objects.create(verdict=proposed, seat=by)
    proposed = check_still_there(proposed)
    if not confirmations_missing(proposed):
        proposed.decided_on = today or timezone.localdate()
        proposed.save(update_fields=["decided_on"])
    record(locked, gettext_noop("confirmed the verdict"), by=by, stands=proposed.stands)
    return proposed


def check_still_there(proposed: Verdict) -> Verdict:
    return Verdict.objects.prefetch_related("confirmations").get(pk=proposed.pk)


def _locked(edition: Edition) -> Edition:
    """Votes, proposal and confirmations of an edition wait for each other."""
    return Edition.objects.select_for_update().get(pk=edition.pk)
