from django.db import transaction
from django.utils.translation import gettext_noop

from award.accounts.models import Seat
from award.audit.actions import record
from award.editions.models import Edition
from award.editions.selectors import held
from jury.conflicts.selectors import readable
from jury.shortlist.models import Letter, Proposal, Publication, ShortlistDecision
from jury.shortlist.rules import (
    check_choice,
    check_counted,
    check_is_chair,
    check_is_jury,
    check_may_publish,
    check_not_sent_since,
    check_open,
    check_quorum,
    check_reads,
    check_reason,
    check_room,
    check_same,
    check_unchanged,
)
from jury.shortlist.selectors import (
    Tally,
    addressees,
    decisions_of,
    own_proposals,
    proposals_of,
    tally,
    undecided,
    untold,
)
from nominations.candidates.models import Candidate
from surveys.counting.results import Result

KEPT = (
    "outcome",
    "status",
    "reasons",
    "rank",
    "shortlist_index",
    "low",
    "high",
    "agreement",
    "level",
    "category",
    "flags",
    "gate_passed",
)


@transaction.atomic
def propose(*, candidate: Candidate, choice: str, reason: str, by: Seat, revision: int | None = None) -> Proposal:
    """What one of the jury proposes for a candidate, as a new revision beside the earlier ones.

    The same proposal sent twice is one revision. `revision` is the one the page was opened with.
    """
    edition, reason = held(candidate.edition_id), reason.strip()
    check_open(edition)
    check_is_jury(edition, by)
    check_counted(candidate)
    check_reads(edition, candidate, by)
    check_choice(choice)
    check_reason(reason)
    last = own_proposals(by, candidate).first()
    if last is not None and (last.choice, last.reason) == (choice, reason):
        return last
    check_not_sent_since(last, revision)
    sent = Proposal.objects.create(
        juror=by,
        candidate=candidate,
        choice=choice,
        reason=reason,
        is_informed=last is not None and _others_spoke(edition, candidate, by),
        revision=(last.revision if last else 0) + 1,
    )
    record(
        edition,
        gettext_noop("proposed for the shortlist"),
        by=by,
        candidate=candidate.code,
        revision=sent.revision,
        is_informed=sent.is_informed,
    )
    return sent


def _others_spoke(edition: Edition, candidate: Candidate, by: Seat) -> bool:
    return proposals_of(edition).filter(candidate=candidate).exclude(juror__user=by.user_id).exists()


@transaction.atomic
def decide(*, candidate: Candidate, is_shortlisted: bool, reason: str, by: Seat) -> ShortlistDecision:
    """The chair writes down whether a candidate goes on, and why; the numbers of that day are kept beside the reason.

    Numbers decide nothing: below the gate and without a rank the chair may shortlist, and the report prints the reason.
    The decision waits, and may be changed, until the shortlist is published.
    """
    edition = held(candidate.edition_id)
    check_open(edition)
    check_is_chair(edition, by)
    result = check_counted(candidate)
    check_reads(edition, candidate, by)
    check_reason(reason.strip())
    if is_shortlisted:
        check_quorum(edition, candidate)
        check_room(candidate)
    proposed = tally(proposals_of(edition).filter(candidate=candidate))
    return _write_down(edition, candidate, result, proposed, reason.strip(), by, is_shortlisted=is_shortlisted)


@transaction.atomic
def decline_others(*, edition: Edition, reason: str, by: Seat, seen: int | None = None) -> int:
    """The chair gives one reason to all who have no decision yet: they are not shortlisted. Returns how many.

    `seen` is the number the confirmation named. Candidates the chair has a conflict with stay undecided.
    """
    locked = held(edition.pk)
    check_open(locked)
    check_is_chair(locked, by)
    check_reason(reason.strip())
    others = list(undecided(locked).filter(pk__in=readable(locked, by)))
    check_same(seen, len(others))
    for candidate in others:
        result = check_counted(candidate)
        proposed = tally(proposals_of(locked).filter(candidate=candidate))
        _write_down(locked, candidate, result, proposed, reason.strip(), by, is_shortlisted=False)
    return len(others)


def _write_down(
    edition: Edition,
    candidate: Candidate,
    result: Result,
    proposed: Tally,
    reason: str,
    by: Seat,
    *,
    is_shortlisted: bool,
) -> ShortlistDecision:
    numbers = {name: result.source[name] for name in KEPT}
    decision, _is_new = ShortlistDecision.objects.update_or_create(
        candidate=candidate,
        defaults={"is_shortlisted": is_shortlisted, "reason": reason, "numbers": numbers, "decided_by": by},
    )
    record(
        edition,
        gettext_noop("decided on the shortlist"),
        by=by,
        candidate=candidate.code,
        is_shortlisted=is_shortlisted,
        numbers=numbers,
        proposals=proposed,
    )
    return decision


@transaction.atomic
def publish(*, edition: Edition, by: Seat, seen: str = "") -> Publication:
    """All decisions stand from here on, and a letter waits for every leader with an address.

    `seen` is the mark of the decisions the confirmation was read with.
    """
    locked = held(edition.pk)
    check_may_publish(locked, by)
    check_unchanged(locked, seen)
    chosen = {each.candidate.code: each.is_shortlisted for each in decisions_of(locked)}
    written = Letter.objects.bulk_create(
        Letter(leader=leader, is_shortlisted=chosen[leader.candidate.code])
        for leader in addressees(locked)
        if leader.email
    )
    record(
        locked,
        gettext_noop("published the shortlist"),
        by=by,
        shortlisted=sorted(code for code, goes_on in chosen.items() if goes_on),
        not_shortlisted=sorted(code for code, goes_on in chosen.items() if not goes_on),
        letters=len(written),
        without_address=[candidate.code for candidate in untold(locked)],
    )
    return Publication.objects.create(edition=locked, published_by=by)
