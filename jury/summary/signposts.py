from django.utils.translation import gettext_lazy

from award.editions.registers import signpost
from award.editions.states import Phase


def plant() -> None:
    """What all teams said, for everybody once the winner is announced."""
    signpost("jury:this_year", gettext_lazy("What marks a good leader"), phases={Phase.ANNOUNCED})
