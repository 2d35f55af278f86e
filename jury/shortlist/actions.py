from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from award.accounts.models import Seat
from award.accounts.states import Role
from award.audit.actions import record
from award.editions.models import Edition
from award.editions.selectors import held
from jury.shortlist.models import Letter, Proposal, Publication, ShortlistDecision
from jury.shortlist.rules import (
    check_choice,
    check_counted,
    check_has_read,
    check_is_chair,
    check_is_jury,
    check_is_organiser,
    check_may_publish,
    check_may_send_again,
    check_not_decided_since,
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
    decision_on,
    decisions_of,
    newcomers,
    own_proposals,
    proposals_of,
    tallies,
    tally,
    undecided_by,
    untold,
)
from jury.shortlist.states import DECIDED
from nominations.candidates.models import Candidate, Leader
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
        is_informed=_is_informed(candidate, by, last),
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


def _is_informed(candidate: Candidate, by: Seat, last: Proposal | None) -> bool:
    """Whether what others propose or decided could be read by now; also of those who are recused since."""
    others = Proposal.objects.filter(candidate=candidate).exclude(juror__user=by.user_id)
    decided = ShortlistDecision.objects.filter(candidate=candidate).exclude(decided_by__user=by.user_id)
    reads_decisions = last is not None or by.role == Role.CHAIR
    return (last is not None and others.exists()) or (reads_decisions and decided.exists())


@transaction.atomic
def decide(
    *, candidate: Candidate, is_shortlisted: bool, reason: str, by: Seat, seen: str | None = None
) -> ShortlistDecision:
    """The chair writes down whether a candidate goes on, and why; the numbers of that day are kept beside the reason.

    Numbers decide nothing: below the gate and without a rank the chair may shortlist, and the report prints the reason.
    The decision waits, and may be changed, until the shortlist is published; the trail keeps what it was before.
    `seen` is the mark of the decision the page was opened with.
    """
    edition, reason = held(candidate.edition_id), reason.strip()
    check_open(edition)
    check_is_chair(edition, by)
    result = check_counted(candidate)
    check_reads(edition, candidate, by)
    check_reason(reason)
    stands = decision_on(candidate)
    if stands and (stands.is_shortlisted, stands.reason, stands.decided_by_id) == (is_shortlisted, reason, by.pk):
        return stands
    check_not_decided_since(stands, seen)
    if is_shortlisted:
        check_has_read(candidate, by)
        check_quorum(edition, candidate)
        check_room(candidate)
    proposed = tally(proposals_of(edition).filter(candidate=candidate))
    return _write_down(edition, candidate, result, proposed, reason, by, is_shortlisted=is_shortlisted)


@transaction.atomic
def decline_others(*, edition: Edition, reason: str, by: Seat, seen: str | None = None) -> int:
    """The chair gives one reason to all who have no decision yet: they are not shortlisted. Returns how many.

    `seen` is the mark of those whom the confirmation named. Candidates the chair has a conflict with stay undecided.
    """
    locked, reason = held(edition.pk), reason.strip()
    check_open(locked)
    check_is_chair(locked, by)
    check_reason(reason)
    others = list(undecided_by(locked, by))
    check_same(seen, others)
    proposed = tallies(locked)
    for candidate in others:
        result = check_counted(candidate)
        of_them = proposed.get(candidate.pk, tally(()))
        _write_down(locked, candidate, result, of_them, reason, by, is_shortlisted=False)
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
    """How many proposed what stays with the decision: organisers read the trail, and those totals only later."""
    numbers = {name: result.source[name] for name in KEPT}
    kept = {**numbers, "proposals": proposed}
    decision, _is_new = ShortlistDecision.objects.update_or_create(
        candidate=candidate,
        defaults={"is_shortlisted": is_shortlisted, "reason": reason, "numbers": kept, "decided_by": by},
    )
    record(
        edition,
        DECIDED,
        by=by,
        candidate=candidate.code,
        is_shortlisted=is_shortlisted,
        reason=reason,
        numbers=numbers,
    )
    return decision


@transaction.atomic
def publish(*, edition: Edition, by: Seat, seen: str | None = None) -> Publication:
    """All decisions stand from here on, and a letter waits for every leader with an address.

    `seen` is the mark of what the confirmation showed: decisions, recipients, dates.
    """
    locked = held(edition.pk)
    check_may_publish(locked, by)
    check_unchanged(locked, seen)
    chosen = {each.candidate.code: each.is_shortlisted for each in decisions_of(locked)}
    written = _write_to(locked, [leader for leader in addressees(locked) if leader.email])
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


@transaction.atomic
def write_to_newcomers(*, edition: Edition, by: Seat) -> int:
    """Leaders whose names and addresses came after the publication get their letter too."""
    locked = held(edition.pk)
    check_is_organiser(locked, by)
    written = _write_to(locked, newcomers(locked))
    if written:
        record(locked, gettext_noop("wrote to leaders named since"), by=by, letters=len(written))
    return len(written)


def _write_to(edition: Edition, leaders: list[Leader]) -> list[Letter]:
    chosen = dict(decisions_of(edition).values_list("candidate", "is_shortlisted"))
    return Letter.objects.bulk_create(
        Letter(leader=leader, is_shortlisted=chosen[leader.candidate_id])
        for leader in leaders
        if leader.candidate_id in chosen
    )


@transaction.atomic
def send_again(*, letter: Letter, by: Seat, now: datetime) -> None:
    """A run stopped while this letter was leaving; an organiser has decided that it goes out, perhaps again."""
    edition = held(letter.leader.candidate.edition_id)
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    check_may_send_again(locked, by, now)
    Letter.objects.filter(pk=letter.pk).update(taken_at=None)
    record(edition, gettext_noop("let a letter go again"), by=by, candidate=letter.leader.candidate.code)
