from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.conflicts.door import before_reading
from jury.round_two import actions
from jury.round_two.forms import PortfolioForm, ReasonForm, ScoreForm
from jury.round_two.portfolios import reading
from jury.round_two.rules import Stale, faults
from jury.round_two.selectors import candidate_of, finalists_for, portfolio, progress, quorum, shortlist_for
from jury.round_two.sheets import Sheet, sheet, standings
from nominations.candidates.models import Candidate

LATER = since(Phase.ROUND_TWO)


@door(role=Role.LEADER, phases=LATER)
def description(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The leader's page: the form until it is handed in, what was handed in afterwards."""
    candidate = candidate_of(edition, seat)
    if candidate is None:
        return render(request, "jury/round_two/not_shortlisted.html", {"edition": edition})
    if request.method == "POST":
        return _keep_description(request, edition, seat, candidate)
    kept = portfolio(candidate)
    if is_open(edition, Phase.ROUND_TWO) and not (kept and kept.handed_in_at):
        return _description_form(request, edition, candidate)
    return _description_read(request, edition, candidate)


@door(role=Role.LEADER, phases={Phase.ROUND_TWO})
@require_safe
def change_description(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Take up again what was handed in. It stays with the jury as it is until it is handed in again."""
    candidate = candidate_of(edition, seat)
    if candidate is None or not is_open(edition, Phase.ROUND_TWO):
        return redirect("jury:description", edition.slug)
    return _description_form(request, edition, candidate)


def _keep_description(request: HttpRequest, edition: Edition, seat: Seat, candidate: Candidate) -> HttpResponse:
    stands = reading(edition.content.round_two, portfolio(candidate))
    form = PortfolioForm(request.POST, asked=edition.content.round_two, stands=stands)
    if not form.is_valid():
        return _description_form(request, edition, candidate, form)
    act = actions.hand_in if form.is_handed_in else actions.save_portfolio
    try:
        act(
            candidate=candidate,
            texts=form.texts,
            figures=form.figures,
            revision=form.cleaned_data["revision"],
            by=seat,
            now=timezone.now(),
        )
    except Refused as no:
        form.add_error(None, str(no).splitlines())
        return _description_form(request, edition, candidate, form, is_stale=isinstance(no, Stale))
    if form.is_handed_in:
        messages.success(request, _("Handed in. You can change it until the closing time."))
    else:
        messages.success(request, _("Saved. The jury sees nothing of it until you hand it in."))
    return redirect("jury:description", edition.slug)


def _description_form(
    request: HttpRequest,
    edition: Edition,
    candidate: Candidate,
    form: PortfolioForm | None = None,
    *,
    is_stale: bool = False,
) -> HttpResponse:
    asked, kept = edition.content.round_two, portfolio(candidate)
    stands = reading(asked, kept)
    context = {
        "edition": edition,
        "candidate": candidate,
        "asked": asked,
        "form": form or PortfolioForm(asked=asked, stands=stands),
        "kept": kept,
        "revision": kept.revision if kept else 0,
        "newer": stands if is_stale else None,
        "missing": list(faults(asked, stands).values()) if kept and form is None else [],
        "closes_at": closing_time(edition, Phase.ROUND_TWO),
    }
    return render(request, "jury/round_two/description_form.html", context, status=409 if is_stale else 200)


def _description_read(request: HttpRequest, edition: Edition, candidate: Candidate) -> HttpResponse:
    kept = portfolio(candidate)
    context = {
        "edition": edition,
        "candidate": candidate,
        "kept": kept,
        "read": reading(edition.content.round_two, kept),
        "asked": edition.content.round_two,
        "is_open": is_open(edition, Phase.ROUND_TWO),
        "closes_at": closing_time(edition, Phase.ROUND_TWO),
    }
    return render(request, "jury/round_two/description.html", context)


def is_open(edition: Edition, phase: Phase) -> bool:
    closes_at = closing_time(edition, phase)
    return edition.phase == phase and (closes_at is None or timezone.now() <= closes_at)


@door(role=JURY, phases=since(Phase.SCORING))
@before_reading
@require_safe
def descriptions(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    rows = progress(edition, seat)
    context = {
        "edition": edition,
        "rows": rows,
        "sent": sum(row.revision > 0 for row in rows),
        "is_open": is_open(edition, Phase.SCORING),
        "closes_at": closing_time(edition, Phase.SCORING),
        "shows_finalists": edition.phase in since(Phase.FINALS),
    }
    return render(request, "jury/round_two/descriptions.html", context)


@door(role=JURY, phases=since(Phase.SCORING))
@before_reading
def score_sheet(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """A candidate's words and one juror's scores. Whose scores they are is the seat, whatever the form says."""
    candidate = get_object_or_404(shortlist_for(edition, seat), code=code)
    if request.method != "POST":
        return _score_sheet(request, edition, seat, candidate)
    form = ScoreForm(request.POST, asked=edition.content.round_two)
    if not form.is_valid():
        return _score_sheet(request, edition, seat, candidate, form)
    try:
        revision = actions.score(
            candidate=candidate,
            scores=form.scores,
            revision=form.cleaned_data["revision"],
            by=seat,
            now=timezone.now(),
        )
    except Refused as no:
        form.add_error(None, str(no).splitlines())
        return _score_sheet(request, edition, seat, candidate, form, status=409 if isinstance(no, Stale) else 200)
    messages.success(request, _("Your scores are kept (revision %(n)s).") % {"n": revision})
    return redirect("jury:score_sheet", edition.slug, candidate.code)


def _score_sheet(
    request: HttpRequest,
    edition: Edition,
    seat: Seat,
    candidate: Candidate,
    form: ScoreForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    asked, seen, rows = edition.content.round_two, sheet(edition, seat, candidate), progress(edition, seat)
    bound = form or ScoreForm(asked=asked, initial=_own(seen))
    here = next(row for row in rows if row.candidate == candidate)
    context = {
        "edition": edition,
        "candidate": candidate,
        "asked": asked,
        "sheet": seen,
        "form": bound,
        "areas": [(each, *bound.fields_of(each.area)) for each in seen.areas],
        "handed_in_at": here.handed_in_at,
        "is_open": is_open(edition, Phase.SCORING) and here.handed_in_at is not None,
        "closes_at": closing_time(edition, Phase.SCORING),
        "sent": sum(row.revision > 0 for row in rows),
        "listed": len(rows),
        "following": next((row.candidate for row in rows if row.waits and row.candidate != candidate), None),
    }
    return render(request, "jury/round_two/score_sheet.html", context, status=status)


def _own(seen: Sheet) -> dict[str, Any]:
    mine = [each.own for each in seen.areas if each.own]
    return {f"score_{s.area}": s.value for s in mine} | {f"comment_{s.area}": s.comment for s in mine}


@door(role=Role.CHAIR, phases={Phase.SCORING})
@before_reading
@require_safe
def picking(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    rows, needed = standings(edition, seat), quorum(edition)
    context = {
        "edition": edition,
        "rows": rows,
        "areas": edition.content.round_two.areas,
        "picked": sum(row.finalist is not None for row in rows),
        "quorum": needed,
        "is_lowered": needed < edition.quorum,
    }
    return render(request, "jury/round_two/finalists.html", context)


@door(role=Role.CHAIR, phases={Phase.SCORING})
@before_reading
def pick(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    candidate = get_object_or_404(shortlist_for(edition, seat), code=code)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.pick_finalist(candidate=candidate, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no).splitlines())
        else:
            messages.success(request, _("%(name)s is a finalist.") % {"name": candidate.name})
            return redirect("jury:finalists", edition.slug)
    return render(request, "jury/round_two/pick.html", {"edition": edition, "candidate": candidate, "form": form})


@door(role=Role.CHAIR, phases={Phase.SCORING})
@before_reading
def drop(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """Says what is lost first; a second press drops the finalist."""
    candidate = get_object_or_404(finalists_for(edition, seat), code=code)
    if request.method == "POST":
        try:
            actions.drop_finalist(candidate=candidate, by=seat)
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, _("%(name)s is no longer a finalist.") % {"name": candidate.name})
        return redirect("jury:finalists", edition.slug)
    return render(request, "jury/round_two/drop.html", {"edition": edition, "candidate": candidate})
