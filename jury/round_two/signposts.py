from typing import TYPE_CHECKING, Union

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.registers import gates, signpost
from award.editions.selectors import closing_time
from award.editions.states import Phase
from jury.round_two.rules import gate_to_finals, gate_to_scoring
from jury.round_two.selectors import candidate_of, finalists_for, portfolio, progress

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words = Union[str, "_StrPromise"]


def plant() -> None:
    """Round two on the desks of leaders and jury, and the gates before and after the scoring."""
    signpost(
        "jury:description",
        gettext_lazy("Your description"),
        roles={Role.LEADER},
        phases={Phase.ROUND_TWO},
        note=_description,
    )
    signpost(
        "jury:descriptions",
        gettext_lazy("Descriptions"),
        roles=JURY,
        phases={Phase.SCORING, Phase.FINALS},
        note=_descriptions,
    )
    signpost("jury:finalists", gettext_lazy("Finalists"), roles={Role.CHAIR}, phases={Phase.SCORING}, note=_finalists)
    gates.extend([gate_to_scoring, gate_to_finals])


def _description(edition: Edition, seat: Seat) -> Words:
    candidate = candidate_of(edition, seat)
    if candidate is None:
        return _("Round two is for the shortlisted candidates; you are not among them this year.")
    kept, until = portfolio(candidate), _until(edition, Phase.ROUND_TWO)
    if kept and kept.handed_in_at:
        return _("Handed in.") + until
    return (_("Saved, not handed in yet.") if kept else _("Not begun yet.")) + until


def _descriptions(edition: Edition, seat: Seat) -> Words:
    rows = [row for row in progress(edition, seat) if row.handed_in_at]
    sent = sum(row.revision > 0 for row in rows)
    words = _("You have scored %(sent)s of %(all)s.") % {"sent": sent, "all": len(rows)}
    return words + _until(edition, Phase.SCORING) if edition.phase == Phase.SCORING else words


def _finalists(edition: Edition, seat: Seat) -> Words:
    return _("%(picked)s of up to %(places)s picked.") % {
        "picked": finalists_for(edition, seat).count(),
        "places": edition.finalists,
    }


def _until(edition: Edition, phase: Phase) -> str:
    closes_at = closing_time(edition, phase)
    if closes_at is None:
        return ""
    return " " + _("Until %(day)s.") % {"day": date_format(localtime(closes_at), "SHORT_DATETIME_FORMAT")}
