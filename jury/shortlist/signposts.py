from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.registers import Gate, gates, kept_longer, signpost
from award.editions.states import Phase
from jury.shortlist.rules import check_shortlist
from jury.shortlist.selectors import letters, publication, shortlist, undecided
from jury.shortlist.tables import standing
from surveys.counting.selectors import is_released


def plant() -> None:
    """The shortlist on the desks of jury and organisers, and what round two waits for."""
    signpost("jury:shortlist", gettext_lazy("Shortlist"), roles=JURY, phases={Phase.SCREENING}, note=_deliberating)
    signpost(
        "jury:publish",
        gettext_lazy("Shortlist"),
        roles={Role.ORGANISER},
        phases={Phase.SCREENING, Phase.ROUND_TWO},
        note=_publishing,
    )
    kept_longer.append(lambda edition: set(shortlist(edition).values_list("code", flat=True)))
    gates.append(Gate(Phase.ROUND_TWO, gettext_lazy("The shortlist is published"), check_shortlist, "jury:publish"))


def _deliberating(edition: Edition, seat: Seat) -> str:
    if not is_released(edition):
        return _("the ballots are not counted yet")
    stands = standing(edition, seat)
    if stands.is_published:
        return _("The shortlist is published.")
    words = _("You have proposed on %(done)s of %(all)s.") % {
        "done": stands.proposed,
        "all": len(stands.rows),
    }
    n = stands.to_decide
    if seat.role != Role.CHAIR or not n:
        return words
    return f"{words} " + ngettext("%(n)s decision is pending.", "%(n)s decisions are pending.", n) % {"n": n}


def _publishing(edition: Edition, seat: Seat) -> str:
    if not is_released(edition):
        return _("the ballots are not counted yet")
    if publication(edition) is None:
        n = undecided(edition).count()
        if not n:
            return _("Everything is decided: it can be published.")
        return ngettext("%(n)s candidate is undecided.", "%(n)s candidates are undecided.", n) % {"n": n}
    n = letters(edition).filter(is_sent=False).count()
    if not n:
        return _("Published; every letter has left.")
    return ngettext("Published; %(n)s letter has not left.", "Published; %(n)s letters have not left.", n) % {"n": n}
