"""What the texts were: every version with what it changed, and the way back to it while the edition is in set-up."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.selectors import seats
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase
from surveys.editing import actions
from surveys.editing.models import Wording
from surveys.editing.selectors import weights_left, wording, wordings
from surveys.editing.telling import told
from surveys.editing.trying import attempt
from surveys.editing.whole_forms import SeenForm

ON_A_PAGE = 50


@door(role=Role.ORGANISER)
@require_safe
def history(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    page = Paginator(wordings(edition).defer("content"), ON_A_PAGE).get_page(request.GET.get("page"))
    names = {each.pk: str(each.user) for each in seats(edition)}
    rows = [(each, _who(each, names)) for each in page]
    return render(request, "surveys/editing/versions.html", {"edition": edition, "page": page, "rows": rows})


@door(role=Role.ORGANISER)
@require_safe
def version(request: HttpRequest, edition: Edition, seat: Seat, number: int) -> HttpResponse:
    """A version beside the one before it."""
    here = _found(edition, number)
    before = wording(edition, number - 1)
    shown = {"edition": edition, "version": here, "before": before, "is_now": here.content == edition.content_json}
    shown["changes"] = told(before.content, here.content) if before else []
    return render(request, "surveys/editing/version.html", shown)


@door(role=Role.ORGANISER, phases={Phase.SETUP})
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest, edition: Edition, seat: Seat, number: int) -> HttpResponse:
    """Says what changes by going back; a second press goes."""
    earlier = _found(edition, number)

    def make(content: Any, posted: Any, seen: str) -> SeenForm:
        return SeenForm(posted, initial={"seen": seen})

    def store(form: forms.Form) -> None:
        actions.go_back(edition=edition, number=number, seen=form.cleaned_data["seen"], by=seat)

    tried = attempt(request, edition, make, store)
    if tried.is_stored:
        messages.success(request, _("The texts are those of version %(n)s again.") % {"n": number})
        return redirect("surveys:questionnaire", edition.slug)
    edition.refresh_from_db(fields=["content_json"])
    shown = {"edition": edition, "tried": tried, "form": tried.form, "version": earlier}
    shown["changes"] = told(edition.content_json, earlier.content)
    shown["loses_weights"] = bool(weights_left(edition, earlier.content))
    return render(request, "surveys/editing/back.html", shown, status=tried.status)


def _who(version: Wording, names: Mapping[int, str]) -> str:
    """The person behind the seat, as the trail names them; nobody's, if it was the command line."""
    return "" if version.seat is None else names.get(version.seat) or _("Somebody whose seat was taken back")


def _found(edition: Edition, number: int) -> Wording:
    here = wording(edition, number)
    if here is None:
        raise Http404
    return here
