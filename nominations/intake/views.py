from typing import Any, cast

from altcha_django import AltchaWidget
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from award.accounts.door import door
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase, since
from award.refusal import Refused
from nominations.intake import actions, guards
from nominations.intake.forms import NominationForm, as_typed, told
from nominations.intake.models import Nomination
from nominations.intake.opening import opened
from nominations.intake.pages import Frame, form_page, frame, receipt_address, slip_page, slip_words
from nominations.intake.selectors import nomination_by_receipt
from nominations.intake.traces import traces

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@door(role=None, phases={Phase.NOMINATIONS})
@PAGE
def nominate(request: HttpRequest, edition: Edition) -> HttpResponse:
    if request.method != "POST":
        return _fresh(request, edition)
    if "speak" in request.POST:  # another language, and everything typed comes along
        return _nomination_page(request, edition, NominationForm(edition=edition, initial=as_typed(request.POST)))
    try:
        code = guards.received(edition, request.POST)
        nomination = _take_in(request, edition, code)
    except Refused as no:
        return _sent_back(request, edition, str(no))
    return _slip(request, edition, nomination, code)


def _take_in(request: HttpRequest, edition: Edition, code: str) -> Nomination:
    """Stored once; what is sent again costs nothing and shows the same slip."""
    today, summed = timezone.localdate(), edition.is_guarded and guards.is_summed(request)
    try:
        is_within = guards.check_no_flood(edition, request, today, is_summed=summed)
    except Refused:
        sent_before = nomination_by_receipt(edition, code)
        if sent_before is None:
            raise
        return sent_before
    proven = is_within and (summed or not edition.is_guarded)
    taken, is_new = actions.take_in(
        edition=edition, receipt=code, today=today, now=timezone.now(), is_proven=proven, **told(request.POST)
    )
    if is_new:
        guards.counted(edition, request, today, is_summed=summed)
    return taken


def _sent_back(request: HttpRequest, edition: Edition, why: str) -> HttpResponse:
    """The form as it was filled in. What is wrong stands at its field; only then is there a form at all."""
    form = NominationForm(request.POST, edition=edition)
    if form.is_valid():
        form.add_error(None, why)
    return _nomination_page(request, edition, form, state="error")


def _fresh(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A sum is made for one person; without it, the form is the same to everybody."""
    if edition.is_guarded:
        return _nomination_page(request, edition, NominationForm(edition=edition))
    return HttpResponse(form_page(request, edition, _frame(request, edition)))


def _nomination_page(request: HttpRequest, edition: Edition, form: NominationForm, state: str = "") -> HttpResponse:
    here = _frame(request, edition)
    page = {
        "edition": edition,
        "form": form,
        "closes_at": here.closes_at,
        "is_over": here.is_over,
        "state": "closed" if here.is_over else state,
        "week": here.week,
        "traces": traces(form["reason"].value() or ""),
    }
    return _with_sum(request, page) if edition.is_guarded else render(request, "nominations/nominate.html", page)


def _frame(request: HttpRequest, edition: Edition) -> Frame:
    closes_at = closing_time(edition, Phase.NOMINATIONS)
    is_over = edition.phase != Phase.NOMINATIONS or (closes_at is not None and timezone.now() > closes_at)
    week = timezone.localdate().isocalendar().week
    return frame(request, edition, closes_at=closes_at, is_over=is_over, week=week)


def _with_sum(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    """The sum is done in workers that the widget's script makes of itself; no other page may have any."""

    @csp_update({"worker-src": ["blob:"]})
    def shown(request: HttpRequest) -> HttpResponse:
        return render(request, "nominations/nominate.html", {**page, "sum": AltchaWidget().render("altcha", None)})

    return cast(HttpResponse, shown(request))


def _slip(request: HttpRequest, edition: Edition, nomination: Nomination, code: str) -> HttpResponse:
    found = traces(nomination.reason)
    if not found and not nomination.is_unproven:
        here = frame(request, edition, closes_at=None, is_over=False, week=0)
        return HttpResponse(slip_page(nomination, code, here))
    page = {"edition": edition, "nomination": nomination, "code": code, "traces": found}
    page |= {**slip_words(nomination, code), "receipt_address": receipt_address(edition)}
    return render(request, "nominations/slip.html", page)


@door(role=None, phases=since(Phase.NOMINATIONS))
@PAGE
def receipt(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One address for all that a code opens. What is unknown, garbled or taken back is answered alike."""
    return opened(request, edition)
