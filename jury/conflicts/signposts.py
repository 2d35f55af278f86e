from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import signpost, veils
from jury.conflicts.lists import standings
from jury.conflicts.rules import DECLARING, JURORS
from jury.conflicts.selectors import kept_from, settled_by, undeclared
from jury.conflicts.states import Standing


def plant() -> None:
    """The declarations on the desks of jury and organisers, and the veil they draw for organisers."""
    signpost("jury:conflicts", gettext_lazy("Ties"), roles=JURORS, phases=DECLARING, note=_own)
    signpost("jury:declarations", gettext_lazy("Ties"), roles={Role.ORGANISER}, phases=DECLARING, note=_everybody)
    veils.append(kept_from)


def _own(edition: Edition, seat: Seat) -> str:
    n = undeclared(edition, seat).count()
    if n:
        return ngettext("%(n)s candidate still to declare", "%(n)s candidates still to declare", n) % {"n": n}
    return _waiting(edition, seat) if seat.role == Role.CHAIR else _("all declared")


def _waiting(edition: Edition, seat: Seat) -> str:
    n = settled_by(edition, seat).filter(standing=Standing.DECLARED).count()
    return ngettext("%(n)s tie waits for you", "%(n)s ties wait for you", n) % {"n": n} if n else _("all declared")


def _everybody(edition: Edition, seat: Seat) -> str:
    rows = standings(edition)
    return _("%(done)s of %(all)s of the jury have declared") % {
        "done": sum(not row.open for row in rows),
        "all": len(rows),
    }
