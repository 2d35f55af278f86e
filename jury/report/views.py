from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.decision.door import deciding
from jury.report import actions, pages
from jury.report.export import FILES, REPORT, files
from jury.report.facts import report as facts
from jury.report.rules import obstacle

READERS = JURY | {Role.ORGANISER}
WORDS = {
    "candidates.csv": gettext_lazy("Who is who: name, code, employer, consent, and how far each came."),
    "agreement.csv": gettext_lazy("The released survey figures of every candidate."),
    "scores.csv": gettext_lazy("Each juror’s last score of each area of round two."),
    "finals.csv": gettext_lazy("Each observer’s rating of each trait."),
    "ranking.csv": gettext_lazy("The finalists with components, total and place."),
    "edition.xlsx": gettext_lazy("All tables in one workbook, a sheet each."),
    "snapshot.json": gettext_lazy("Released figures and decisions with a fingerprint, for whoever checks the result."),
    REPORT: gettext_lazy("The winner report, to print or to send."),
}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "pdf": "application/pdf",
}


@door(role=READERS, phases=since(Phase.DECISION))
@deciding
@require_safe
def report(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    return render(request, "jury/report/report.html", pages.sheets(facts(edition, seat)))


@door(role=READERS, phases=since(Phase.DECISION))
@deciding
@require_safe
def report_pdf(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    try:
        made = actions.hand_out_report(edition=edition, by=seat)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("jury:report", edition.slug)
    return _download(REPORT, made)


@door(role=Role.ORGANISER, phases=since(Phase.SCREENING))
@require_safe
def exports(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    there = files(edition)
    page = {
        "rows": [{"name": name, "words": WORDS[name], "why_not": obstacle(edition, name, there)} for name in FILES],
        "has_report": edition.phase in since(Phase.DECISION),
    }
    return render(request, "jury/report/exports.html", page)


@door(role=Role.ORGANISER, phases=since(Phase.SCREENING))
@require_safe
def exported(request: HttpRequest, edition: Edition, seat: Seat, name: str) -> HttpResponse:
    """One file, made on request and kept nowhere."""
    if name not in FILES:
        raise Http404
    try:
        made = actions.hand_out(edition=edition, name=name, by=seat)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("jury:exports", edition.slug)
    return _download(name, made)


def _download(name: str, made: bytes) -> HttpResponse:
    kind = TYPES[name.rpartition(".")[2]]
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type=kind, headers=headers)
