from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.registers import gates, signpost
from award.editions.states import Phase
from jury.finals.rules import gate_to_decision
from jury.finals.selectors import plan


def plant() -> None:
    """The visits on the desks of organiser and jury, and the gate to the decision."""
    signpost(
        "jury:visits_plan",
        gettext_lazy("Visits"),
        roles={Role.ORGANISER},
        phases={Phase.FINALS},
        note=_plan,
    )
    signpost(
        "jury:visits",
        gettext_lazy("Visits"),
        roles=JURY | {Role.OBSERVER},
        phases={Phase.FINALS},
        note=_own,
    )
    gates.append(gate_to_decision)


def _plan(edition: Edition, seat: Seat) -> str:
    rows = plan(edition, seat)
    return _("%(planned)s of %(all)s visits planned, %(done)s rated by both observers.") % {
        "planned": sum(row.is_planned for row in rows),
        "all": len(rows),
        "done": sum(row.is_done for row in rows),
    }


def _own(edition: Edition, seat: Seat) -> str:
    mine = [row for row in plan(edition, seat) if any(o.user_id == seat.user_id for o in row.observers)]
    if not mine:
        return _("No visit is yours yet; an organiser plans them.")
    rated = sum(any(o.user_id == seat.user_id for o in row.rated) for row in mine)
    return _("You have rated %(rated)s of your %(all)s.") % {"rated": rated, "all": len(mine)}
