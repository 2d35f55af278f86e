from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.registers import Gate, gates, signpost
from award.editions.states import Phase
from jury.screening.rules import check_released, check_shortlist
from jury.screening.selectors import shortlist
from surveys.ballots.keys import has_keys
from surveys.counting.selectors import is_released

READING = (Phase.SCREENING, Phase.ROUND_TWO, Phase.SCORING, Phase.FINALS, Phase.DECISION)
COUNTING = (Phase.SCREENING, Phase.ROUND_TWO)


def plant() -> None:
    """The count, the list of candidates, and what round two waits for."""
    signpost("jury:count", gettext_lazy("Count"), roles={Role.ORGANISER}, phases=COUNTING, note=on_count)
    signpost(
        "jury:import_results",
        gettext_lazy("Import results"),
        roles={Role.ORGANISER},
        phases={Phase.SURVEYS, Phase.SCREENING},
        note=on_import,
    )
    signpost("jury:screening", gettext_lazy("Candidates"), roles=JURY, phases=READING, note=on_shortlist)
    gates.append(Gate(Phase.ROUND_TWO, gettext_lazy("The ballots are counted"), check_released, "jury:count"))
    gates.append(Gate(Phase.ROUND_TWO, gettext_lazy("A shortlist stands"), check_shortlist, "jury:screening"))


def on_count(edition: Edition, seat: Seat) -> str:
    if not is_released(edition):
        return _("not counted yet: have the count code at hand")
    return _("done: the keys wait to be destroyed") if has_keys(edition) else _("done, once and for all")


def on_import(edition: Edition, seat: Seat) -> str:
    if is_released(edition):
        return _("closed: the results are released")
    return _("only if a survey institute asked the employees")


def on_shortlist(edition: Edition, seat: Seat) -> str:
    if not is_released(edition):
        return _("the ballots are not counted yet")
    n = shortlist(edition).count()
    return ngettext("%(n)s shortlisted", "%(n)s shortlisted", n) % {"n": n}
