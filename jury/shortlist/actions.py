from django.db import transaction
from django.utils.translation import gettext_noop

from award.accounts.models import Seat
from award.audit.actions import record
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase
from jury.shortlist.models import ShortlistDecision
from jury.shortlist.rules import check_counted, check_is_chair, check_reason, check_room
from nominations.candidates.models import Candidate

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
def decide(*, candidate: Candidate, is_shortlisted: bool, reason: str, by: Seat) -> ShortlistDecision:
    """The chair writes down whether a candidate goes on, and why; the numbers of that day are kept beside the reason.

    Numbers decide nothing: below the gate and without a rank the chair may shortlist, and the report prints the reason.
    """
    edition = Edition.objects.select_for_update().get(pk=candidate.edition_id)
    check_phase(edition, (Phase.SCREENING,))
    check_is_chair(by)
    result = check_counted(candidate)
    check_reason(reason.strip())
    if is_shortlisted:
        check_room(candidate)
    numbers = {name: result.source[name] for name in KEPT}
    decision, _is_new = ShortlistDecision.objects.update_or_create(
        candidate=candidate,
        defaults={
            "is_shortlisted": is_shortlisted,
            "reason": reason.strip(),
            "numbers": numbers,
            "decided_by": by,
        },
    )
    record(
        edition,
        gettext_noop("decided on the shortlist"),
        by=by,
        candidate=candidate.code,
        is_shortlisted=is_shortlisted,
        shortlist_index=result.shortlist_index,
        level=result.level,
    )
    return decision
