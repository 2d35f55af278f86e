from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.mail import runs
from award.mail.models import MailRun
from award.mail.selectors import last_run, progress
from award.mail.states import RunState
from award.mail.tasks import send_off
from award.refusal import Refused
from surveys.ballots.manifest import fingerprint
from surveys.ballots.views import employees
from surveys.invitations import actions, planning
from surveys.invitations.forms import InviteForm, PlanForm
from surveys.invitations.letters import sample
from surveys.invitations.refusing import invitee_of
from surveys.invitations.selectors import came_back, has_invited, plan_ahead, reminder_due, reminders
from surveys.invitations.states import Mails
from surveys.rosters.selectors import teams


@door(role=Role.ORGANISER, phases={Phase.SURVEYS})
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Everything about the mails of a survey: when they are planned for, what they say, how far they are."""
    posted = request.POST if request.method == "POST" else None
    plans = posted is not None and posted.get("do") == "plan"
    form = InviteForm(None if plans else posted)
    plan = PlanForm(posted if plans else None, plan=plan_ahead(edition, timezone.now()))
    try:
        if plan.is_valid():
            planning.plan_reminders(edition=edition, **plan.cleaned_data, by=seat, now=timezone.now())
            messages.success(request, _("The days are stored. The invitations will name them."))
            return redirect("surveys:invite", edition.slug)
        if form.is_valid():
            send_off(actions.issue(edition=edition, by=seat, now=timezone.now()))
            return redirect("surveys:invite", edition.slug)
    except Refused as no:
        (plan if plans else form).add_error(None, str(no))
    return render(request, "surveys/invite.html", {"form": form, "plan": plan, **_shown(edition)})


@door(role=Role.ORGANISER, phases={Phase.SURVEYS})
@require_POST
def mails(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """What is done about mails that are leaving, or are due."""
    do = ACTS.get(request.POST.get("do", ""))
    try:
        if do:
            do(edition, seat)
    except Refused as no:
        messages.error(request, str(no))
    return redirect("surveys:invite", edition.slug)


def _remind(edition: Edition, seat: Seat) -> None:
    send_off(planning.remind(edition=edition, by=seat, now=timezone.now()))


def _go_on(edition: Edition, seat: Seat) -> None:
    send_off(runs.go_on(edition, by=seat))


def _pause(edition: Edition, seat: Seat) -> None:
    runs.pause(edition, by=seat)


def _end(edition: Edition, seat: Seat) -> None:
    runs.end(edition, by=seat)


ACTS: dict[str, Callable[[Edition, Seat], None]] = {"remind": _remind, "go_on": _go_on, "pause": _pause, "end": _end}


@csrf_exempt  # a mail programme presses the button of RFC 8058 without ever having seen the page
@door(role=None)
@employees
@require_http_methods(["GET", "HEAD", "POST"])
def no_mail(request: HttpRequest, token: str) -> HttpResponse:
    """“I want no mail”: a button, never a link that acts. The same page whosever link it is, and for none at all."""
    if request.method == "POST":
        actions.opt_out(invitee_pk=invitee_of(token))
    return render(request, "surveys/no_mail.html", {"is_done": request.method == "POST", "here": get_language()})


def _shown(edition: Edition) -> dict[str, Any]:
    here, now, run = teams(edition), timezone.now(), last_run(edition.pk)
    is_under_way = run is not None and run.state != RunState.FINISHED  # first things first: others are invited then
    ready = [team for team in here if team.pending and not team.is_too_small and not is_under_way]
    closes_at, plan = closing_time(edition, Phase.SURVEYS), plan_ahead(edition, now)
    shown = {
        "edition": edition,
        "ready": ready,
        "skipped": [team for team in here if team.is_too_small],
        "mails": sum(team.pending for team in ready),
        "fingerprint": fingerprint(edition),
        "has_invited": has_invited(edition),
        "closes_at": closes_at,
        "ahead": plan,
        "reminders": reminders(edition),
        "due": reminder_due(edition, timezone.localdate(now)),
        "came_back": list(came_back(edition)),
        **(_progress(run) if run else {}),
    }
    if ready:
        shown["subject"], shown["text"] = sample(ready[0].candidate, get_language() or "en", closes_at, plan)
    return shown


def _progress(run: MailRun) -> dict[str, Any]:
    return {"progress": progress(run), "what": Mails(run.kind).label if run.kind in Mails.values else run.kind}
