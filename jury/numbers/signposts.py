from django.utils.translation import gettext_lazy

from award.accounts.states import JURY, Role
from award.editions.registers import signpost
from award.editions.states import Phase, since
from jury.screening.signposts import READING

READERS = JURY | {Role.OBSERVER, Role.ORGANISER}


def plant() -> None:
    """What the numbers mean, for whoever reads them, and the organiser's view of them all."""
    signpost("jury:numbers", gettext_lazy("Numbers"), roles=READERS, phases=READING)
    signpost("jury:panel", gettext_lazy("What moves the index"), roles={Role.ORGANISER}, phases=since(Phase.SCREENING))
