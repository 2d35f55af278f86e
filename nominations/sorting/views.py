from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import veiled
from award.editions.states import Phase, since
from award.refusal import Refused
from nominations.candidates.forms import CandidateForm
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidates
from nominations.intake import actions
from nominations.intake import selectors as intake
from nominations.intake.models import Nomination
from nominations.intake.states import State
from nominations.sorting.forms import AddForm, RejectForm, first_guess
from nominations.sorting.selectors import tallies, waiting_words

PER_PAGE = 50


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
def nominations(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Everything that came in up to yesterday; ticked ones become one candidate or join one."""
    today = timezone.localdate()
    actions.open_batch(edition=edition, today=today)
    if request.method == "POST":
        ticked = intake.free_among(edition, request.POST.getlist("pick"), today)
        if "make" in request.POST:
            return _to_new_candidate(edition, ticked)
        return _add(request, edition, seat, ticked, AddForm(request.POST, edition=edition))
    state = request.GET.get("state", "")
    found = intake.nominations(edition, today, veiled(edition, seat))
    page = Paginator(found.filter(state=state) if state in State.values else found, PER_PAGE).get_page(
        request.GET.get("page")
    )
    numbers = tallies(edition, today)
    here = {"edition": edition, "page": page, "state": state, "tallies": numbers, "lead": waiting_words(numbers)}
    return render(
        request, "nominations/nominations.html", {**here, **_openings(edition), "form": AddForm(edition=edition)}
    )


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
def nomination(request: HttpRequest, edition: Edition, seat: Seat, pk: str) -> HttpResponse:
    """One nomination, as it was written."""
    read = get_object_or_404(intake.nominations(edition, timezone.localdate(), veiled(edition, seat)), pk=pk)
    if "add" in request.POST:
        return _add(request, edition, seat, [read], AddForm(request.POST, edition=edition))
    form = RejectForm(request.POST if "reject" in request.POST else None)
    if form.is_valid():
        try:
            actions.reject(nomination=read, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("The nomination of %(name)s is not taken up.") % {"name": read.name})
            return redirect("nominations:nominations", edition.slug)
    here = {"edition": edition, "nomination": read, "form": form, "add_form": AddForm(edition=edition)}
    here["traits"] = intake.traits_of(edition, read)
    return render(request, "nominations/nomination.html", {**here, **_openings(edition)})


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
def new_candidate(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """A candidate made of the nominations named in the address."""
    chosen = intake.free_among(edition, request.GET.getlist("n"), timezone.localdate())
    if not chosen:
        messages.error(request, _("A candidate is somebody who was nominated. Tick nominations of one leader first."))
        return redirect("nominations:nominations", edition.slug)
    form = CandidateForm(request.POST or None, initial=first_guess(chosen, edition.language))
    if form.is_valid():
        try:
            made = actions.make_candidate(edition=edition, nominations=chosen, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("%(name)s is candidate %(code)s.") % {"name": made.name, "code": made.code})
            return redirect("nominations:candidate", edition.slug, made.code)
    return render(request, "nominations/new_candidate.html", {"edition": edition, "form": form, "nominations": chosen})


def _to_new_candidate(edition: Edition, ticked: list[Nomination]) -> HttpResponse:
    address = reverse("nominations:new_candidate", args=[edition.slug])
    return redirect(f"{address}?{urlencode([('n', each.pk) for each in ticked])}")


def _add(request: HttpRequest, edition: Edition, seat: Seat, chosen: list[Nomination], form: AddForm) -> HttpResponse:
    try:
        candidate = _chosen_candidate(edition, form)
        actions.add_to_candidate(nominations=chosen, candidate=candidate, by=seat)
    except Refused as no:
        messages.error(request, str(no))
        return redirect(request.get_full_path())
    number = len(chosen)
    told = ngettext("%(n)s nomination now belongs to %(name)s.", "%(n)s nominations now belong to %(name)s.", number)
    messages.success(request, told % {"n": number, "name": candidate.name})
    return redirect("nominations:nominations", edition.slug)


def _chosen_candidate(edition: Edition, form: AddForm) -> Candidate:
    if not form.is_valid():
        raise Refused(_("Choose the candidate to whom they belong."))
    return get_object_or_404(candidates(edition), code=form.cleaned_data["candidate"])


def _openings(edition: Edition) -> dict[str, bool]:
    """What can still be done with a nomination."""
    return {"may_make": edition.phase == Phase.NOMINATIONS, "may_sort": edition.phase in actions.SORTING}
