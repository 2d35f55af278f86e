from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidate_by_code
from surveys.questionnaire.dates import day_and_time
from surveys.rosters.selectors import has_mailed, roster, smallest_roster, team, workplace
from surveys.rosters.taking import STEPS, take
from surveys.workplaces import actions
from surveys.workplaces.forms import AnswerForm, ContactForm, HeadcountForm
from surveys.workplaces.letters import is_living_link, workplace_of_link

OPEN = {Phase.NOMINATIONS, Phase.SURVEYS}
ROSTER = {*STEPS, "back"}


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """Who speaks for a candidate's workplace, and what they have said."""
    candidate = candidate_by_code(edition, code)
    if candidate is None:
        raise Http404
    known, do = workplace(candidate), request.POST.get("do")
    ask = ContactForm(request.POST if do == "ask" else None, known=known, language=candidate.language)
    count = HeadcountForm(request.POST if do == "count" else None, initial={"people": known.people if known else None})
    try:
        said = _done(candidate, seat, do, ask, count)
        if said:
            messages.success(request, said)
            return redirect("surveys:contact", edition.slug, candidate.code)
    except Refused as no:
        if do in ("ask", "count"):
            (ask if do == "ask" else count).add_error(None, str(no))
        else:
            messages.error(request, str(no))
    shown = {"edition": edition, "candidate": candidate, "known": known, "ask": ask, "count": count}
    return render(request, "surveys/contact.html", {**shown, "team": team(candidate)})


def _done(candidate: Candidate, seat: Seat, do: str | None, ask: ContactForm, count: HeadcountForm) -> str:
    if do == "ask" and ask.is_valid():
        here = actions.ask_contact(candidate=candidate, by=seat, **ask.cleaned_data)
        return _("The mail to %(address)s is sent.") % {"address": here.email}
    if do == "count" and count.is_valid():
        actions.state_headcount(candidate=candidate, people=count.cleaned_data["people"], by=seat)
        return _("The headcount is stored.")
    if do == "forget":
        actions.take_back_contact(candidate=candidate, by=seat)
        return _("Name, address and link of the second contact are deleted.")
    return ""


@door(role=None, phases=OPEN, brings=is_living_link)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """What the second contact is asked, behind a link of their own: the roster, the headcount, and three ticks."""
    known = workplace_of_link(edition, token)
    response = _own(request, edition, known.candidate, token) if known else None
    if response is None:
        response = render(request, "nominations/consent_unknown.html", {"edition": edition})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _own(request: HttpRequest, edition: Edition, candidate: Candidate, token: str) -> HttpResponse | None:
    known, do = workplace(candidate), request.POST.get("do")
    if known is None:
        return None
    is_sent, posted = has_mailed(candidate), request.POST if do in ROSTER else None
    answer = AnswerForm(request.POST if do == "answer" else None, known=known)
    store = partial(actions.bring_roster, workplace=known, now=timezone.now())
    taken = take(candidate, posted, request.FILES, shows_stored=False, names_others=False, store=store)
    try:
        if answer.is_valid():
            known = actions.answer(workplace=known, **answer.cleaned_data, now=timezone.now())
            return redirect(f"{request.get_full_path()}#answered")
    except Refused as no:
        if answer.is_bound:
            answer.add_error(None, str(no))
    if taken.stored is not None:
        return redirect(f"{request.get_full_path()}#roster")
    closes_at = closing_time(edition, Phase.SURVEYS)
    shown = {"edition": edition, "candidate": candidate, "known": known, "answer": answer, "taken": taken}
    shown |= {"is_sent": is_sent, "size": roster(candidate).count(), "minimum": smallest_roster(edition)}
    shown |= {"closes": day_and_time(closes_at) if closes_at else ""}
    return render(request, "surveys/workplace.html", shown)
