from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import Gate, gates, signpost
from award.editions.states import Phase
from jury.counting.rules import check_released
from surveys.ballots.keys import has_keys
from surveys.counting.selectors import is_released

COUNTING = (Phase.SCREENING, Phase.ROUND_TWO)


def plant() -> None:
    """The count, and the gate that waits for it."""
    signpost("jury:count", gettext_lazy("Count"), roles={Role.ORGANISER}, phases=COUNTING, note=on_count)
    signpost(
        "jury:import_results",
        gettext_lazy("Import results"),
        roles={Role.ORGANISER},
        phases={Phase.SURVEYS, Phase.SCREENING},
        note=on_import,
    )
    gates.append(Gate(Phase.ROUND_TWO, gettext_lazy("The ballots are counted"), check_released, "jury:count"))


def on_count(edition: Edition, seat: Seat) -> str:
    if not is_released(edition):
        return _("not counted yet: have the count code at hand")
    return _("done: the keys wait to be destroyed") if has_keys(edition) else _("done, once and for all")


def on_import(edition: Edition, seat: Seat) -> str:
    if is_released(edition):
        return _("closed: the results are released")
    return _("only if a survey institute asked the employees")
