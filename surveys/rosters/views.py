from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.codes import grouped
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.selectors import candidate_by_code
from surveys.ballots.keys import make_count_key, prove_count_key
from surveys.ballots.selectors import count_key, has_tickets
from surveys.rosters import actions
from surveys.rosters.forms import InviteForm, MakeKeyForm, ProveKeyForm, RosterForm
from surveys.rosters.mailer import sample
from surveys.rosters.selectors import has_links, pending, roster, smallest_roster, teams

OPEN = {Phase.NOMINATIONS, Phase.SURVEYS}


@door(role=Role.ORGANISER, phases=OPEN)
@require_safe
def overview(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    here, key = teams(edition), count_key(edition)
    return render(
        request,
        "surveys/overview.html",
        {
            "edition": edition,
            "teams": here,
            "key": key,
            "minimum": smallest_roster(edition),
            "missing": sum(team.is_too_small for team in here),
            "unsent": sum(team.pending for team in here if not team.is_too_small),
            "may_invite": edition.phase == Phase.SURVEYS,
        },
    )


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_roster(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    candidate = candidate_by_code(edition, code)
    if candidate is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = RosterForm(posted, candidate=candidate, size=roster(candidate).count())
    if form.is_valid():
        try:
            size = actions.set_roster(candidate=candidate, text=form.cleaned_data["text"], by=seat)
        except Refused as no:
            form.add_error(None, str(no).splitlines())
            form.add_error("text", _("Nothing was stored. All lines are taken, or none."))
        else:
            messages.success(request, _stored(candidate.name, size))
            return redirect("surveys:overview", edition.slug)
    shown = {"edition": edition, "candidate": candidate, "form": form, "minimum": smallest_roster(edition)}
    return render(request, "surveys/roster.html", {**shown, "is_sent": has_links(candidate)})


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


@door(role=Role.ORGANISER, phases={Phase.SURVEYS})
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            sent = actions.invite(edition=edition, by=seat, now=timezone.now())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            _tell(request, edition, sent)
            return redirect("surveys:overview", edition.slug)
    here = teams(edition)
    ready = [team for team in here if team.pending and not team.is_too_small]
    shown = {
        "edition": edition,
        "form": form,
        "ready": ready,
        "skipped": [team for team in here if team.is_too_small],
        "mails": sum(team.pending for team in ready),
    }
    if ready:
        closes_at = closing_time(edition, Phase.SURVEYS)
        shown["subject"], shown["text"] = sample(ready[0].candidate, get_language() or "en", closes_at)
    return render(request, "surveys/invite.html", shown)


def _stored(name: str, size: int) -> str:
    words = ngettext(
        "%(size)s address about %(name)s is stored.", "%(size)s addresses about %(name)s are stored.", size
    )
    return words % {"size": size, "name": name}


def _tell(request: HttpRequest, edition: Edition, sent: int) -> None:
    messages.success(request, ngettext("%(n)s mail was sent.", "%(n)s mails were sent.", sent) % {"n": sent})
    failed = [team for team in teams(edition) if team.pending and not team.is_too_small]
    if failed:
        left = list(pending(edition).values_list("email", flat=True)[:10])
        messages.error(
            request,
            _(
                "Not sent yet: %(addresses)s. Invite once more: only those not reached get a mail, "
                "with the same link as before."
            )
            % {"addresses": ", ".join(left)},
        )
