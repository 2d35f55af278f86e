from django.utils.translation import gettext_lazy

from award.editions.registers import Gate, gates
from award.editions.states import Phase
from jury.shortlist.rules import check_shortlist


def plant() -> None:
    """What round two waits for."""
    gates.append(Gate(Phase.ROUND_TWO, gettext_lazy("A shortlist stands"), check_shortlist, "jury:screening"))
