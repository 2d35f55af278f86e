from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import veiled
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.selectors import candidates, everybody, leaders
from nominations.candidates.states import Consent
from nominations.sorting import merging
from nominations.sorting.forms import AddForm
from nominations.sorting.rules import check_may_merge, check_may_part
from nominations.sorting.selectors import known, twins


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
def merge(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """A candidate who was made twice: into whom, what will happen, and a second press that does it."""
    merged = get_object_or_404(candidates(edition), code=code)
    first = twins(merged, known(edition, veiled(edition, seat)))
    given = request.POST if request.method == "POST" else None
    form = AddForm(given, edition=edition, first=first, without={code})
    into = None
    if form.is_valid():
        into = get_object_or_404(candidates(edition), code=form.cleaned_data["candidate"])
        try:
            check_may_merge(edition, merged, into)
            if "sure" in request.POST:
                merging.merge(candidate=merged, into=into, by=seat)
                words = _("%(code)s %(name)s is now part of this candidate.") % {"code": code, "name": merged.name}
                messages.success(request, words)
                return redirect("nominations:candidate", edition.slug, into.code)
        except Refused as no:
            form.add_error(None, str(no))
            into = None
    asked = [each for each in leaders(merged) if each.consent != Consent.NEW]
    here = {"edition": edition, "candidate": merged, "form": form, "into": into, "asked": asked, "perhaps": first}
    return render(request, "nominations/merge.html", here)


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
def part(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """A candidate who was merged stands alone again, on a second press."""
    merged = get_object_or_404(everybody(edition).select_related("merged_into"), code=code, merged_into__isnull=False)
    kept = merged.merged_into
    refusal = ""
    try:
        check_may_part(edition, merged)
        if request.method == "POST":
            merging.part(candidate=merged, by=seat)
            messages.success(request, _("%(code)s %(name)s stands alone again.") % {"code": code, "name": merged.name})
            return redirect("nominations:candidate", edition.slug, code)
    except Refused as no:
        refusal = str(no)
    here = {"edition": edition, "candidate": merged, "kept": kept, "refusal": refusal}
    return render(request, "nominations/part.html", here)
