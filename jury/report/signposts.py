from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.registers import signpost
from award.editions.states import Phase, since
from jury.decision.selectors import verdict


def plant() -> None:
    """The room's signposts."""
    signpost(
        "jury:report",
        gettext_lazy("Report"),
        roles=JURY | {Role.ORGANISER},
        phases=since(Phase.DECISION),
        note=how_the_report_stands,
    )
    signpost("jury:exports", gettext_lazy("Exports"), roles={Role.ORGANISER}, phases=since(Phase.SCREENING))


def how_the_report_stands(edition: Edition, seat: Seat) -> str:
    found = verdict(edition)
    return _("The verdict stands.") if found and found.stands else _("A draft, until the verdict stands.")
