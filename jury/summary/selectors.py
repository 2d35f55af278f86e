from award.editions.models import Edition
from jury.decision.models import Verdict
from jury.summary.figures import Year, year
from surveys.counting.results import Results


def year_of(edition: Edition, released: Results | None, found: Verdict | None) -> Year | None:
    """The summary of an edition beside its verdict: a winner's own result may be known to everybody."""
    if released is None:
        return None
    shown = {found.candidate.code} if found and found.candidate else set()
    return year(released, edition.content, shown)
