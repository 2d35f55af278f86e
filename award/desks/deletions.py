"""What was deleted because it had its time, and what is due next: for organisers, and for whoever wants proof."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.audit.selectors import purged
from award.editions.models import Edition
from award.editions.registers import clocks
from award.tables.files import TYPES, Table, csv_of

COLUMNS = ("deleted_on", "what", "number", "due_on")


@door(role=Role.ORGANISER)
@require_safe
def deletions(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    return render(request, "award/deletions.html", {"edition": edition, "rows": rows(edition), "ahead": ahead(edition)})


@door(role=Role.ORGANISER)
@require_safe
def deletions_csv(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    table = Table("deletions", COLUMNS, [[str(row[name]) for name in COLUMNS] for row in rows(edition)])
    headers = {"Content-Disposition": f'attachment; filename="deletions-{edition.slug}.csv"'}
    return HttpResponse(csv_of(table), TYPES["csv"], headers=headers)


def rows(edition: Edition) -> list[dict[str, Any]]:
    """One for every clock that deleted something, the newest first; out of the trail, where nobody can change it."""
    return [
        {
            "deleted_on": timezone.localdate(line.at),
            "what": _(line.facts["what"]),
            "number": line.facts["number"],
            "due_on": date.fromisoformat(line.facts["due_on"]),
        }
        for line in purged(edition.pk)
    ]


def ahead(edition: Edition) -> list[tuple[date, str]]:
    """What is due and when, as far as the award knows its days."""
    due = [(clock.due_on(edition), _(clock.label)) for clock in clocks]
    return sorted((on, label) for on, label in due if on is not None)
