from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from award.accounts.door import door
from award.codes import grouped
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase, since
from award.mail.actions import link
from award.refusal import Refused
from nominations.intake import actions
from nominations.intake.forms import NOT_FOUND, NominationForm, ReceiptForm, as_typed
from nominations.intake.models import Nomination
from nominations.intake.selectors import nomination_by_receipt, traits_of
from nominations.intake.traces import traces

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@door(role=None, phases={Phase.NOMINATIONS})
@PAGE
def nominate(request: HttpRequest, edition: Edition) -> HttpResponse:
    if request.method != "POST":
        return _nomination_page(request, edition, NominationForm(edition=edition))
    if "speak" in request.POST:  # another language, and everything typed comes along
        return _nomination_page(request, edition, NominationForm(edition=edition, initial=as_typed(request.POST)))
    form = NominationForm(request.POST, edition=edition)
    if form.is_valid():
        try:
            nomination = actions.submit(
                edition=edition, today=timezone.localdate(), now=timezone.now(), **form.cleaned_data
            )
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return _slip(request, edition, nomination, form.cleaned_data["receipt"])
    return _nomination_page(request, edition, form, state="error")


def _nomination_page(request: HttpRequest, edition: Edition, form: NominationForm, state: str = "") -> HttpResponse:
    closes_at = closing_time(edition, Phase.NOMINATIONS)
    is_over = edition.phase != Phase.NOMINATIONS or (closes_at is not None and timezone.now() > closes_at)
    page = {
        "edition": edition,
        "form": form,
        "closes_at": closes_at,
        "is_over": is_over,
        "state": "closed" if is_over else state,
        "week": timezone.localdate().isocalendar().week,
        "traces": traces(form["reason"].value() or ""),
    }
    return render(request, "nominations/nominate.html", page)


def _slip(request: HttpRequest, edition: Edition, nomination: Nomination, code: str) -> HttpResponse:
    page = {
        "edition": edition,
        "nomination": nomination,
        "groups": grouped(code),
        "receipt_address": link("nominations:receipt", edition.slug).partition("://")[2],
        "traces": traces(nomination.reason),
    }
    return render(request, "nominations/slip.html", page)


@door(role=None, phases=since(Phase.NOMINATIONS))
@PAGE
def receipt(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One page for all that a code opens. What is unknown, garbled or taken back is answered alike."""
    if request.method != "POST":
        return render(request, "nominations/receipt.html", {"edition": edition, "form": ReceiptForm()})
    form, step = ReceiptForm(request.POST), request.POST.get("step", "")
    code = form.cleaned_data["code"] if form.is_valid() else ""
    if step == "gone" and actions.take_back(edition=edition, receipt=code):
        return render(request, "nominations/taken_back.html", {"edition": edition})
    nomination = nomination_by_receipt(edition, code)
    if nomination is None:
        if not form.errors:
            form.add_error("code", str(NOT_FOUND))
        return render(request, "nominations/receipt.html", {"edition": edition, "form": form, "state": "inactive"})
    template = "nominations/take_back.html" if step == "take_back" else "nominations/status.html"
    here = {"edition": edition, "nomination": nomination, "code": code, "traits": traits_of(edition, nomination)}
    return render(request, template, here)
