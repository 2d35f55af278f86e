from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import veiled
from award.editions.states import Phase, since
from award.tables.files import TYPES, Table, csv_of, workbook_of
from nominations.exporting import actions


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
@require_safe
def nominations(request: HttpRequest, edition: Edition, seat: Seat, ending: str) -> HttpResponse:
    """What this organiser may read, as a file that is kept nowhere on the way."""
    veil, today = veiled(edition, seat), timezone.localdate()
    return _download(actions.export_nominations(edition=edition, today=today, veil=veil, by=seat), ending)


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
@require_safe
def candidates(request: HttpRequest, edition: Edition, seat: Seat, ending: str) -> HttpResponse:
    return _download(actions.export_candidates(edition=edition, veil=veiled(edition, seat), by=seat), ending)


def _download(table: Table, ending: str) -> HttpResponse:
    made = csv_of(table) if ending == "csv" else workbook_of([table])
    headers = {"Content-Disposition": f'attachment; filename="{table.name}.{ending}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type=TYPES[ending], headers=headers)
