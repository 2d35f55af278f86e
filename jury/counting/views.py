from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.counting.forms import DestroyKeysForm
from jury.counting.measuring import measure
from nominations.candidates.selectors import accepted
from surveys.ballots.forms import CodesForm
from surveys.ballots.keys import has_keys
from surveys.ballots.manifest import fingerprint
from surveys.ballots.selectors import count_key, has_tickets
from surveys.counting.actions import count as count_ballots
from surveys.counting.actions import destroy_keys as destroy_count_keys
from surveys.counting.selectors import summary
from surveys.importing.actions import import_rows
from surveys.importing.taking import take


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
    return render(request, "jury/counting/count.html", page | forms)


@door(role=Role.ORGANISER, phases={Phase.SURVEYS, Phase.SCREENING})
@require_http_methods(["GET", "HEAD", "POST"])
def import_results(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The files travel in the page from step to step, and are gone with it."""
    shown = {"edition": edition, "summary": summary(edition), "has_tickets": has_tickets(edition)}
    if shown["summary"] or shown["has_tickets"]:
        return render(request, "jury/counting/no_import.html", shown)
    release = partial(import_rows, edition=edition, measure=measure, by=seat)
    taken = take(edition, request.POST if request.method == "POST" else None, request.FILES, release=release)
    if taken.release:
        messages.success(request, _("The results are imported and released."))
        return redirect("jury:import_results", edition.slug)
    return render(request, "jury/counting/import.html", {**shown, "taken": taken, "survey": edition.content.survey})
