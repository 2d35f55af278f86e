from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.codes import new_code
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from award.tables.findings import Faults
from nominations.candidates.actions import create_candidate
from nominations.candidates.selectors import held
from nominations.importing.leading import CandidateRow
from nominations.importing.looking import Look, repeated
from nominations.importing.nominated import NominationRow
from nominations.intake.models import Nomination
from nominations.intake.receipts import fingerprint
from nominations.intake.weeks import week_of


@transaction.atomic
def bring(*, edition: Edition, look: Look, by: Numbered | None, today: date, veil: Collection[str] = ()) -> int:
    """Store what was looked at, all of it or nothing; how many are new."""
    locked = held(edition)
    check_phase(locked, {Phase.NOMINATIONS})
    if look.nominations:
        if repeated(locked, look.nominations, today=today, veil=veil) != look.again:
            raise Refused(_("Somebody has brought the same in the meantime. Look at it again."))
        _bring_nominations(locked, look.nominations, by, today)
    if look.candidates:
        _bring_candidates(locked, look.candidates, by)
    return look.size


def _bring_nominations(edition: Edition, rows: Sequence[NominationRow], by: Numbered | None, today: date) -> None:
    """Nobody holds a receipt of these: each gets the fingerprint of a code that is thrown away."""
    Nomination.objects.bulk_create(
        Nomination(
            edition=edition,
            receipt_hash=fingerprint(new_code()),
            week=week_of(today),
            visible_on=None,
            kind=row.kind,
            traits=list(row.traits),
            source=row.source,
            **row.words,
        )
        for row in rows
    )
    record(edition, gettext_noop("brought nominations in"), by=by, nominations=len(rows))


def _bring_candidates(edition: Edition, rows: Sequence[CandidateRow], by: Numbered | None) -> None:
    """Asked for their consent later, like everybody. Those with a code come first, before any code is made up."""
    faults = Faults()
    for row in sorted(rows, key=lambda row: not row.code):
        try:
            create_candidate(
                edition=edition,
                name=row.name,
                employer=row.employer,
                title=row.title,
                kind=row.kind,
                leaders=row.leaders,
                code=row.code,
                language=row.language,
                by=by,
            )
        except Refused as no:
            faults.add(row.number, str(no))
    faults.check()
    record(edition, gettext_noop("brought candidates in"), by=by, candidates=len(rows))
