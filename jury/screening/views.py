from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.screening import actions
from jury.screening.dossiers import INTERVAL_SCALE, dossier, scale_of
from jury.screening.forms import DecisionForm, DestroyKeysForm, ImportForm
from jury.screening.measuring import measure
from jury.screening.models import ShortlistDecision
from jury.screening.selectors import screening
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.ballots.forms import CodesForm
from surveys.ballots.keys import has_keys
from surveys.ballots.manifest import fingerprint
from surveys.ballots.selectors import count_key, has_tickets
from surveys.counting.actions import count as count_ballots
from surveys.counting.actions import destroy_keys as destroy_count_keys
from surveys.counting.importing import import_results
from surveys.counting.selectors import summary

READERS = JURY | {Role.ORGANISER}


@door(role=Role.ORGANISER, phases=since(Phase.SCREENING))
def count(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The count runs in this very process, which forgets the key when it is done."""
    form = CodesForm(request.POST or None, key=count_key(edition))
    if form.is_valid():
        try:
            count_ballots(edition=edition, code=form.typed, measure=measure, by=seat)
        except Refused as no:
            form.add_error("code", str(no).split("\n"))
        else:
            messages.success(request, _("The ballots are counted."))
            return redirect("jury:count", edition.slug)
    return count_page(request, edition, form=form)


@door(role=Role.ORGANISER, phases=since(Phase.SCREENING))
@require_POST
def destroy_keys(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    form = DestroyKeysForm(request.POST)
    if form.is_valid():
        try:
            destroy_count_keys(edition=edition, sha256=form.cleaned_data["fingerprint"], by=seat)
        except Refused as no:
            form.add_error("fingerprint", str(no))
        else:
            messages.success(request, _("The keys are destroyed. Destroy the printed code now."))
            return redirect("jury:count", edition.slug)
    return count_page(request, edition, destroy=form)


def count_page(request: HttpRequest, edition: Edition, **forms: Form) -> HttpResponse:
    page = {
        "edition": edition,
        "form": CodesForm(key=count_key(edition)),
        "destroy": DestroyKeysForm(),
        "summary": summary(edition),
        "teams": accepted(edition).count(),
        "fingerprint": fingerprint(edition),
        "has_keys": has_keys(edition),
    }
    return render(request, "jury/screening/count.html", page | forms)


@door(role=Role.ORGANISER, phases={Phase.SURVEYS, Phase.SCREENING})
def import_file(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        source = form.cleaned_data["file"].read()
        try:
            import_results(
                edition=edition,
                source=source,
                create_candidates=form.cleaned_data["create_candidates"],
                measure=measure,
                by=seat,
            )
        except Refused as no:
            form.add_error("file", str(no).split("\n"))
        else:
            messages.success(request, _("The results are imported and released."))
            return redirect("jury:import_results", edition.slug)
    page = {
        "edition": edition,
        "form": form,
        "summary": summary(edition),
        "has_tickets": has_tickets(edition),
        "survey": edition.content.survey,
    }
    return render(request, "jury/screening/import.html", page)


@door(role=READERS, phases=since(Phase.SCREENING))
@require_safe
def candidates(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    sort = request.GET.get("sort", "index")
    page = {"edition": edition, "list": screening(edition, seat, sort), "sort": sort}
    return render(request, "jury/screening/candidates.html", page)


@door(role=READERS, phases=since(Phase.SCREENING))
@require_safe
def candidate(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    return page_of(request, edition, seat, get_object_or_404(accepted(edition), code=code), None)


@door(role=Role.CHAIR, phases={Phase.SCREENING})
def decide(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    found = get_object_or_404(accepted(edition), code=code)
    if request.method != "POST":
        return redirect("jury:dossier", edition.slug, code)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            decision = actions.decide(candidate=found, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            words = _("%(name)s is shortlisted.") if decision.is_shortlisted else _("%(name)s is not shortlisted.")
            messages.success(request, words % {"name": found.name})
            return redirect("jury:dossier", edition.slug, code)
    return page_of(request, edition, seat, found, form)


def page_of(
    request: HttpRequest, edition: Edition, seat: Seat, found: Candidate, form: DecisionForm | None
) -> HttpResponse:
    """The dossier, with the chair's form while it can be used."""
    shown = dossier(edition, found)
    may_decide = seat.role == Role.CHAIR and edition.phase == Phase.SCREENING
    if form is None and may_decide and shown:
        form = DecisionForm(initial=decided(shown.decision))
    page = {
        "edition": edition,
        "candidate": found,
        "dossier": shown,
        "form": form if may_decide else None,
        "scale": scale_of(edition),
        "interval_scale": INTERVAL_SCALE,
    }
    return render(request, "jury/screening/dossier.html", page)


def decided(decision: ShortlistDecision | None) -> dict[str, str]:
    """What the chair wrote before, to be changed."""
    if decision is None:
        return {}
    return {"is_shortlisted": "yes" if decision.is_shortlisted else "no", "reason": decision.reason}
