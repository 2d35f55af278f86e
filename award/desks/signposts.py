from django.utils.translation import gettext_lazy as _

from award.accounts.states import JURY, Role
from award.editions.registers import gates, signpost
from award.editions.rules import gate_to_nominations


def plant() -> None:
    """The ground's own signposts and gate; the floors above add theirs when they start."""
    signpost("award:landing", _("The award"))
    signpost("award:organise", _("Desk"), roles={Role.ORGANISER})
    signpost("award:jury", _("Desk"), roles=JURY | {Role.OBSERVER})
    signpost("award:leader", _("Desk"), roles={Role.LEADER})
    gates.append(gate_to_nominations)
