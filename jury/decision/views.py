from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.conflicts.door import before_reading
from jury.decision import actions, content
from jury.decision.door import deciding
from jury.decision.forms import ProposalForm, VoteForm
from jury.decision.selectors import (
    Total,
    announced,
    confirmations_missing,
    has_confirmed,
    may_be_named,
    quorum,
    rules_frozen_on,
    verdict,
    vote_of,
    votes,
    votes_shown_to,
)
from jury.decision.selectors import totals as totals_of
from jury.decision.sun import sun
from jury.screening.words import NONE, figure

STAFF = JURY | {Role.ORGANISER}


def shown(rows: list[Total]) -> list[dict[str, Any]]:
    """The rows of the ranking, formatted."""
    return [
        {
            "candidate": row.candidate,
            "rank": NONE if row.rank is None else str(row.rank),
            "survey": figure(row.survey),
            "round_two": figure(row.round_two),
            "finals": figure(row.finals),
            "total": figure(row.total),
            "not_separable": row.not_separable,
            "has_no_survey": row.survey is None,
        }
        for row in rows
    ]


@door(role=STAFF, phases=since(Phase.FINALS))
@before_reading
@require_safe
def totals(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    rows = totals_of(edition, seat)
    page = {
        "rows": shown(rows),
        "heading": content.heading(edition, rows),
        "lead": content.lead(edition, rows),
        "formula": content.formula(edition),
        "is_whole": edition.phase != Phase.FINALS,
        "frozen_on": rules_frozen_on(edition),
    }
    return render(request, "jury/decision/totals.html", page)


@door(role=JURY, phases={Phase.DECISION})
@deciding
def vote(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    rows, own, proposed = totals_of(edition, seat), vote_of(seat), verdict(edition)
    form = VoteForm(
        request.POST or None,
        edition=edition,
        candidates=[row.candidate for row in rows],
        initial=VoteForm.initial_of(own),
    )
    if form.is_valid():
        try:
            actions.vote(edition=edition, candidate=form.chosen, reason=form.cleaned_data["reason"], by=seat)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Your vote is stored. You can change it until the chair proposes a verdict."))
            return redirect("jury:vote", edition.slug)
    page = {
        "rows": shown(rows),
        "form": form,
        "own": own,
        "is_closed": proposed is not None,
        "others": [given for given in votes_shown_to(edition, seat) if given.juror_id != seat.pk],
    }
    return render(request, "jury/decision/vote.html", page)


@door(role=STAFF, phases={Phase.DECISION})
@deciding
def verdict_page(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """What is proposed and who confirmed; the chair proposes here, and everybody of the jury and the desk confirms."""
    rows, found = totals_of(edition, seat), verdict(edition)
    form = ProposalForm(request.POST or None, edition=edition, candidates=[row.candidate for row in rows])
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in ("citation", "reason")}
        try:
            actions.propose_verdict(edition=edition, candidate=form.chosen, by=seat, **texts)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("The verdict is proposed. Two people confirm it now."))
            return redirect("jury:verdict", edition.slug)
    given = list(votes(edition))
    page = {
        "form": form,
        "found": found,
        "rows": shown(rows),
        "given": len(given),
        "quorum": quorum(edition),
        "votes": content.vote_lines(given) if found or any(v.juror_id == seat.pk for v in given) else [],
        "deviations": content.deviations(found.candidate, given, rows) if found else [],
        "confirmations": content.confirmations(found) if found else [],
        "missing": confirmations_missing(found) if found else 0,
        "has_confirmed": has_confirmed(found, seat) if found else False,
        "is_chair": seat.role == Role.CHAIR,
        "here": _own_page(seat),
    }
    return render(request, "jury/decision/verdict.html", page)


@door(role=STAFF, phases={Phase.DECISION})
@deciding
@require_POST
def confirm(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    try:
        found = actions.confirm_verdict(edition=edition, by=seat, read=request.POST.get("verdict"))
    except Refused as no:
        messages.error(request, str(no))
    else:
        said = _("The verdict stands.") if found.stands else _("You have confirmed. One more person has to.")
        messages.success(request, said)
    return redirect(_own_page(seat), edition.slug)


@door(role=Role.CHAIR, phases={Phase.DECISION})
@deciding
def withdraw(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Says what is lost; a second press takes the proposal back."""
    if request.method == "POST":
        try:
            actions.withdraw_verdict(edition=edition, by=seat)
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, _("The proposal is withdrawn. The votes are open again."))
        return redirect("jury:verdict", edition.slug)
    found = verdict(edition)
    if found is None or found.stands:
        return redirect("jury:verdict", edition.slug)
    return render(request, "jury/decision/withdraw.html", {"found": found})


def _own_page(seat: Seat) -> str:
    return "jury:confirm_verdict" if seat.role == Role.ORGANISER else "jury:verdict"


@door(role=None, phases={Phase.ANNOUNCED})
@require_safe
def winner(request: HttpRequest, edition: Edition) -> HttpResponse:
    found = verdict(edition)
    return render(
        request,
        "jury/decision/winner.html",
        {
            "found": found,
            "is_named": found is not None and may_be_named(found),
            "sun": sun(len(edition.content.traits)),
        },
    )


@door(role=None)
@require_safe
def hall_of_fame(request: HttpRequest, edition: Edition | None = None) -> HttpResponse:
    """All announced editions; with an edition in the address, in its frame."""
    rows = [{"verdict": found, "is_named": may_be_named(found)} for found in announced()]
    return render(request, "jury/decision/hall_of_fame.html", {"rows": rows})
