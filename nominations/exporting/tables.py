"""Nominations and candidates as tables: in columns that can be brought in again, and what else is known behind them."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.tables.cells import Value
from award.tables.files import Table
from nominations.candidates.forms import written
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidates
from nominations.importing.columns import headings
from nominations.importing.states import What
from nominations.intake.models import Nomination
from nominations.intake.selectors import nominations


def nominations_table(edition: Edition, today: date, veil: Collection[str]) -> Table:
    """What this organiser may read: waiting ones first, then by name. Nothing of a receipt, nothing of a day."""
    more = (_("state"), _("candidate"), _("week"), _("source in words"))
    rows = [_nomination(each) for each in nominations(edition, today, veil)]
    return Table(What.NOMINATIONS, (*headings(What.NOMINATIONS), *more), rows)


def candidates_table(edition: Edition, veil: Collection[str]) -> Table:
    """Every candidate but those of whom this organiser reads nothing."""
    shown = candidates(edition).exclude(code__in=veil).prefetch_related("leaders")
    return Table(What.CANDIDATES, (*headings(What.CANDIDATES), _("consent")), [_candidate(each) for each in shown])


def _nomination(each: Nomination) -> Sequence[Value]:
    return (
        each.name,
        each.title,
        each.employer,
        each.contact,
        each.reason,
        "; ".join(each.traits),
        each.source,
        each.kind,
        each.get_state_display(),
        each.candidate.code if each.candidate else "",
        each.week,
        each.get_source_display(),
    )


def _candidate(each: Candidate) -> Sequence[Value]:
    leaders = sorted(each.leaders.all(), key=lambda leader: leader.pk)
    return (
        each.code,
        each.name,
        each.title,
        each.employer,
        each.kind,
        " | ".join(written(leaders).splitlines()),
        each.language,
        each.get_consent_display(),
    )
