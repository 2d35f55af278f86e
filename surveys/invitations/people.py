"""The page of one address: it speaks of the roster and of mails, so it lives up here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase
from award.mail.models import MailRun
from award.mail.states import RunState
from award.mail.tasks import send_off
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidate_by_code
from surveys.invitations import actions
from surveys.invitations.forms import PersonForm
from surveys.rosters.actions import take_off
from surveys.rosters.models import Invitee
from surveys.rosters.selectors import has_mailed, invitee, roster, team

OPEN = {Phase.NOMINATIONS, Phase.SURVEYS}


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, edition: Edition, seat: Seat, code: str, person: str) -> HttpResponse:
    """One address on a roster, and what can be done about it. Nothing here depends on whether they have answered."""
    candidate = _candidate(edition, code)
    here = invitee(candidate, person)
    if here is None:
        raise Http404
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _done_about(request, here, form, seat)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return redirect("surveys:roster", edition.slug, candidate.code)
    shown = {"edition": edition, "candidate": candidate, "person": here, "form": form, "team": team(candidate)}
    return render(request, "surveys/person.html", {**shown, "is_mailed": has_mailed(candidate)})


@door(role=Role.ORGANISER, phases={Phase.SURVEYS})
@require_POST
def again(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """The invitation once more, to the whole team."""
    candidate = _candidate(edition, code)
    people = list(roster(candidate))
    try:
        run = actions.send_again(candidate=candidate, people=people, by=seat, now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
    else:
        _sent_off(request, run)
    return redirect("surveys:roster", edition.slug, candidate.code)


def _candidate(edition: Edition, code: str) -> Candidate:
    candidate = candidate_by_code(edition, code)
    if candidate is None:
        raise Http404
    return candidate


def _done_about(request: HttpRequest, person: Invitee, form: PersonForm, seat: Seat) -> None:
    act, which = form.cleaned_data["act"], {"person": person, "serial": form.cleaned_data["serial"]}
    if act == "left":
        take_off(person=person, by=seat)
        words = _("%(address)s is off the roster about %(name)s.")
        messages.success(request, words % {"address": person.email, "name": person.candidate.name})
    elif act == "renew":
        _sent_off(request, actions.renew_link(**which, by=seat, now=timezone.now()))
    elif act == "correct":
        email = form.cleaned_data["email"]
        _sent_off(request, actions.correct_address(**which, email=email, by=seat, now=timezone.now()))
    else:
        here = person.candidate
        _sent_off(request, actions.send_again(candidate=here, people=[person], by=seat, now=timezone.now()))


def _sent_off(request: HttpRequest, run: MailRun | None) -> None:
    if run is None:
        messages.error(request, _("Nobody on this roster wants mail."))
        return
    run = send_off(run)
    if run.state == RunState.FINISHED and not run.refused:
        words = ngettext("%(n)s mail was sent.", "%(n)s mails were sent.", run.total)
        messages.success(request, words % {"n": run.total})
    elif run.state == RunState.RUNNING:
        messages.success(request, _("The mails leave one after another. The page “Invite” shows how far they are."))
    else:
        messages.error(request, _("Not every mail could be sent. The page “Invite” says why, and lets them go on."))
