from award.accounts.models import Seat
from award.editions.models import Edition
from award.editions.states import Phase
from jury.conflicts.selectors import readable
from jury.decision.models import Verdict
from jury.summary.figures import Year, year
from jury.summary.states import Silence
from nominations.candidates.selectors import accepted
from surveys.counting.selectors import results


def summary_of(edition: Edition, found: Verdict | None, seat: Seat | None = None) -> Year | Silence:
    """The summary of an edition beside its verdict: a winner's own result may be known to everybody.

    There is one summary and no other: a second one, of fewer teams, would let anybody subtract the two. So it is never
    made anew for a seat that may not read about everybody; such a seat has none. Before the announcement nobody has.
    """
    if edition.phase != Phase.ANNOUNCED:
        return Silence.NOT_YET
    if seat is not None and accepted(edition).exclude(pk__in=readable(edition, seat).values("pk")).exists():
        return Silence.BOUND
    released = results(edition)
    if released is None:
        return Silence.TOO_FEW
    shown = {found.candidate.code} if found and found.candidate else set()
    return year(released, edition, shown) or Silence.TOO_FEW
