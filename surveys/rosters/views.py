from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.codes import grouped
from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidate_by_code
from surveys.ballots.keys import make_count_key, prove_count_key
from surveys.ballots.manifest import fingerprint
from surveys.ballots.selectors import count_key, has_tickets
from surveys.rosters import actions
from surveys.rosters.forms import MakeKeyForm, ProveKeyForm, SheetsForm
from surveys.rosters.selectors import (
    has_mailed,
    piles,
    roster,
    smallest_roster,
    team,
    teams,
    workplace,
    workplaces,
)
from surveys.rosters.taking import take

OPEN = {Phase.NOMINATIONS, Phase.SURVEYS}


@door(role=Role.ORGANISER, phases=OPEN)
@require_safe
def overview(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    here, key, said = teams(edition), count_key(edition), workplaces(edition)
    return render(
        request,
        "surveys/overview.html",
        {
            "edition": edition,
            "teams": [(team, said.get(team.candidate.code)) for team in here],
            "key": key,
            "minimum": smallest_roster(edition),
            "missing": sum(team.is_too_small for team in here),
            "unsent": sum(team.pending for team in here if not team.is_too_small),
            "fingerprint": fingerprint(edition),
            "may_invite": edition.phase == Phase.SURVEYS,
        },
    )


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_roster(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    candidate = _candidate(edition, code)
    people, posted = list(roster(candidate)), request.POST if request.method == "POST" else None
    store = partial(actions.set_roster, by=seat)
    taken = take(candidate, posted, request.FILES, shows_stored=True, names_others=True, store=store)
    if taken.stored is not None:
        messages.success(request, _stored(candidate.name, taken.stored))
        return redirect("surveys:overview", edition.slug)
    shown = {
        "edition": edition,
        "candidate": candidate,
        "taken": taken,
        "known": workplace(candidate),
        "people": people,
        "team": team(candidate),
        "minimum": smallest_roster(edition),
        "may_print": edition.phase == Phase.SURVEYS,
    }
    return render(request, "surveys/roster.html", {**shown, "is_sent": has_mailed(candidate)})


@door(role=Role.ORGANISER, phases={Phase.SURVEYS})
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """Paper to answer with: the PDF is the answer to the form, once, and stands nowhere afterwards."""
    candidate = _candidate(edition, code)
    here = team(candidate)
    printed = here.sheets if here else 0
    form = SheetsForm(request.POST if request.method == "POST" else None, printed=printed, piles=piles(candidate))
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("number", "again", "piles")}
        try:
            paper = actions.print_sheets(candidate=candidate, **wanted, by=seat, now=timezone.now())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            name = f'attachment; filename="sheets-{candidate.code}.pdf"'
            return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": name})
    shown = {"edition": edition, "candidate": candidate, "form": form, "team": here, "printed": printed}
    return render(request, "surveys/print_sheets.html", {**shown, "minimum": smallest_roster(edition)})


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def key(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The count code is shown once, on the very answer that made it; then it is typed back."""
    action = request.POST.get("do")
    make = MakeKeyForm(request.POST if action == "make" else None, key=count_key(edition))
    prove = ProveKeyForm(request.POST if action == "prove" else None, key=count_key(edition))
    shown = {"edition": edition, "make": make, "prove": prove, "has_tickets": has_tickets(edition)}
    try:
        if make.is_valid():
            code = make_count_key(edition=edition, by=seat, needs_both=make.cleaned_data["needs_both"])
            made = {"codes": [grouped(each) for each in code.split()], "prove": ProveKeyForm(key=count_key(edition))}
            return render(request, "surveys/key_made.html", shown | made)
        if prove.is_valid():
            prove_count_key(edition=edition, code=prove.typed, by=seat)
            messages.success(request, _("The code opens the ballots. Invitations may leave."))
            return redirect("surveys:overview", edition.slug)
    except Refused as no:
        (make if action == "make" else prove).add_error(None if action == "make" else "code", str(no))
    return render(request, "surveys/key.html", {**shown, "key": count_key(edition)})


def _candidate(edition: Edition, code: str) -> Candidate:
    candidate = candidate_by_code(edition, code)
    if candidate is None:
        raise Http404
    return candidate


def _stored(name: str, size: int) -> str:
    words = ngettext(
        "%(size)s address about %(name)s is stored.", "%(size)s addresses about %(name)s are stored.", size
    )
    return words % {"size": size, "name": name}
