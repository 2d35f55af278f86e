from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.accounts.models import Seat
from award.accounts.states import JURY
from award.editions.models import Edition
from award.editions.registers import signpost
from award.editions.states import Phase
from jury.conflicts.selectors import readable
from jury.shortlist.selectors import shortlist
from surveys.counting.selectors import is_released

READING = (Phase.SCREENING, Phase.ROUND_TWO, Phase.SCORING, Phase.FINALS, Phase.DECISION)


def plant() -> None:
    """The list of candidates."""
    signpost("jury:screening", gettext_lazy("Candidates"), roles=JURY, phases=READING, note=on_shortlist)


def on_shortlist(edition: Edition, seat: Seat) -> str:
    if not is_released(edition):
        return _("the ballots are not counted yet")
    n = readable(edition, seat).filter(pk__in=shortlist(edition).values("pk")).count()
    return ngettext("%(n)s shortlisted", "%(n)s shortlisted", n) % {"n": n}
