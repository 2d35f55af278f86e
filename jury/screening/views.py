from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from award.tables.files import TYPES, csv_of, workbook_of
from jury.conflicts.door import before_reading
from jury.conflicts.selectors import called, readable, shows_names
from jury.screening.dossiers import INTERVAL_SCALE, dossier, scale_of
from jury.screening.lists import as_table, screening
from jury.screening.sheet import sheet
from jury.screening.wishes import CHOICES
from jury.shortlist import actions
from jury.shortlist.deliberations import deliberation
from jury.shortlist.forms import DecisionForm, ProposalForm
from jury.shortlist.marks import mark_of_decision
from jury.shortlist.models import Proposal, ShortlistDecision
from jury.shortlist.rules import Stale
from nominations.candidates.models import Candidate

READERS = JURY | {Role.ORGANISER}


@door(role=READERS, phases=since(Phase.SCREENING))
@before_reading
@require_safe
def candidates(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    shown = screening(edition, seat, request.GET)
    page = {"edition": edition, "list": shown, "rows": sheet(shown), "choices": CHOICES}
    return render(request, "jury/screening/candidates.html", page)


@door(role=READERS, phases=since(Phase.SCREENING))
@before_reading
@require_safe
def candidates_csv(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    return download(csv_of(as_table(screening(edition, seat, request.GET))), "candidates.csv")


@door(role=READERS, phases=since(Phase.SCREENING))
@before_reading
@require_safe
def candidates_xlsx(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    return download(workbook_of([as_table(screening(edition, seat, request.GET))]), "candidates.xlsx")


def download(made: bytes, name: str) -> HttpResponse:
    """A file that is kept nowhere on the way."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type=TYPES[name.rpartition(".")[2]], headers=headers)


@door(role=READERS, phases=since(Phase.SCREENING))
@before_reading
@require_safe
def candidate(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    return page_of(request, edition, seat, get_object_or_404(readable(edition, seat), code=code), None)


@door(role=JURY, phases={Phase.SCREENING})
@before_reading
def propose(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """What a juror or the chair proposes for a candidate; the others' proposals open with it."""
    found = get_object_or_404(readable(edition, seat), code=code)
    if request.method != "POST":
        return redirect("jury:dossier", edition.slug, code)
    form, status = ProposalForm(request.POST), 200
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.propose(
                candidate=found, choice=given["choice"], reason=given["because"], revision=given["revision"], by=seat
            )
        except Refused as no:
            form.add_error(None, str(no))
            if isinstance(no, Stale):
                status = 409
                renew(form, revision=deliberation(found, seat).revision)
        else:
            messages.success(request, _("Your proposal on %(name)s is kept.") % {"name": called(found, seat)})
            return back_to_decision(edition, code)
    return page_of(request, edition, seat, found, None, proposal_form=form, status=status)


@door(role=Role.CHAIR, phases={Phase.SCREENING})
@before_reading
def decide(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    found = get_object_or_404(readable(edition, seat), code=code)
    if request.method != "POST":
        return redirect("jury:dossier", edition.slug, code)
    form, status = DecisionForm(request.POST), 200
    if form.is_valid():
        try:
            decision = actions.decide(candidate=found, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
            if isinstance(no, Stale):
                status = 409
                renew(form, seen=mark_of_decision(deliberation(found, seat).decision))
        else:
            words = _("%(name)s is shortlisted.") if decision.is_shortlisted else _("%(name)s is not shortlisted.")
            messages.success(request, words % {"name": called(found, seat)})
            return back_to_decision(edition, code)
    return page_of(request, edition, seat, found, form, status=status)


def renew(form: Form, **marks: str | int) -> None:
    """The form as it was typed, for what stands now: whoever has read what is newer may send theirs again."""
    form.data = {**{name: form.data[name] for name in form.data}, **marks}


def back_to_decision(edition: Edition, code: str) -> HttpResponse:
    """To the end of the dossier: what was kept stands there, and who waits next."""
    return redirect(reverse("jury:dossier", args=[edition.slug, code]) + "#decision")


def page_of(
    request: HttpRequest,
    edition: Edition,
    seat: Seat,
    found: Candidate,
    form: DecisionForm | None,
    *,
    proposal_form: ProposalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The dossier, with the forms of juror and chair while they can be used."""
    found.edition = edition
    shown, stands = dossier(edition, found, seat), deliberation(found, seat)
    may_decide = seat.role == Role.CHAIR and stands.is_open
    if form is None and may_decide and shown:
        form = DecisionForm(initial={"seen": mark_of_decision(stands.decision), **decided(stands.decision)})
    page = {
        "edition": edition,
        "candidate": found,
        "called": called(found, seat),
        "shows_names": shows_names(edition, seat),
        "dossier": shown,
        "deliberation": stands,
        "form": form if may_decide else None,
        "proposal_form": (proposal_form or ProposalForm(initial=proposed(stands.own))) if stands.is_open else None,
        "scale": scale_of(edition),
        "interval_scale": INTERVAL_SCALE,
    }
    return render(request, "jury/screening/dossier.html", page, status=status)


def proposed(own: Proposal | None) -> dict[str, str | int]:
    """What this person proposed before, to be changed."""
    if own is None:
        return {"revision": 0}
    return {"revision": own.revision, "choice": own.choice, "because": own.reason}


def decided(decision: ShortlistDecision | None) -> dict[str, str]:
    """What the chair wrote before, to be changed."""
    if decision is None:
        return {}
    return {"is_shortlisted": "yes" if decision.is_shortlisted else "no", "reason": decision.reason}
