from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import veiled
from award.editions.states import Phase
from award.tables.files import TYPES, Table, csv_of, workbook_of
from nominations.importing import actions
from nominations.importing.columns import COLUMNS, headings
from nominations.importing.looking import Look, look_at
from nominations.importing.states import MOST, What
from nominations.importing.taking import take

PAGES = {What.NOMINATIONS: "nominations:nominations", What.CANDIDATES: "nominations:candidates"}


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Nominations or candidates collected elsewhere: looked at first, then stored, all or nothing."""
    today, veil = timezone.localdate(), veiled(edition, seat)
    taken = take(
        edition,
        request.POST if request.method == "POST" else None,
        request.FILES,
        what=_what(request),
        look_at=partial(look_at, today=today, veil=veil),
        store=partial(actions.bring, by=seat, today=today, veil=veil),
    )
    if taken.stored and taken.look:
        messages.success(request, stored_words(taken.look))
        return redirect(PAGES[What(taken.look.what)], edition.slug)
    tables = [(what.label, what.value, COLUMNS[what], MOST[what]) for what in What]
    return render(request, "nominations/importing/bring.html", {"edition": edition, "taken": taken, "tables": tables})


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
@require_safe
def template(request: HttpRequest, edition: Edition, seat: Seat, name: str) -> HttpResponse:
    """An empty table to fill: the headings in the language of the page."""
    what, _dot, ending = name.partition(".")
    if what not in What.values or ending not in TYPES:
        raise Http404
    table = Table(what, headings(what), [])
    made = csv_of(table) if ending == "csv" else workbook_of([table])
    return HttpResponse(made, TYPES[ending], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def stored_words(look: Look) -> str:
    number = look.size
    if look.what == What.NOMINATIONS:
        words = ngettext("%(n)s nomination is brought in.", "%(n)s nominations are brought in.", number)
    elif number:
        words = ngettext("%(n)s candidate is brought in.", "%(n)s candidates are brought in.", number)
    else:
        words = _("All of them are there already. Nothing has changed.")
    return words % {"n": number}


def _what(request: HttpRequest) -> str:
    asked = request.GET.get("what", "")
    return asked if asked in What.values else What.NOMINATIONS
