from collections.abc import Collection

from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.conflicts.selectors import is_barred
from jury.decision.selectors import takes_part
from jury.report.export import REPORT, files
from nominations.candidates.selectors import accepted

# Single scores and ratings stay with the jury while it scores and visits; the whole workbook holds both.
OPENS = {
    "scores.csv": Phase.FINALS,
    "finals.csv": Phase.DECISION,
    "ranking.csv": Phase.FINALS,
    "edition.xlsx": Phase.DECISION,
}


def opens(name: str) -> Phase:
    return OPENS.get(name, Phase.SCREENING)


def obstacle(edition: Edition, name: str, there: Collection[str]) -> str:
    """Why a file cannot be taken yet, of those there are; nothing, if it can."""
    if edition.phase not in since(opens(name)):
        words = {"file": name, "phase": opens(name).label}
        return _("%(file)s opens when the award is in the phase “%(phase)s”.") % words
    return "" if name in there else _("%(file)s is made when the verdict stands.") % {"file": REPORT}


def check_may_leave(edition: Edition, name: str) -> None:
    """Whether an organiser may take this file now."""
    words = obstacle(edition, name, files(edition))
    if words:
        raise Refused(words)


def check_is_free(edition: Edition, by: Seat) -> None:
    """Exports speak of everybody: they are no file for somebody of the jury who is bound to one of them."""
    if is_barred(by.user_id, accepted(edition)):
        raise Refused(_("You have declared a tie to a candidate: another organiser takes the exports."))


def check_may_read_report(edition: Edition, by: Seat) -> None:
    if not takes_part(edition, by):
        raise Refused(_("You take no part in the decision, because of a tie you have declared."))
