from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import veiled
from award.editions.states import Phase, since
from award.refusal import Refused
from nominations.candidates import actions as answers
from nominations.candidates import selectors as found
from nominations.candidates.forms import LeadersForm, written
from nominations.candidates.models import Leader
from nominations.candidates.rules import may_be_asked, may_name_leaders
from nominations.candidates.states import Consent, Kind
from nominations.candidates.tokens import leader_of_token
from nominations.consent import actions
from nominations.consent.content import answers_in_words, dates_ahead
from nominations.consent.forms import PrintForm
from nominations.consent.removing import removed_by
from nominations.consent.selectors import askable, shown, tallies, with_words
from nominations.intake.selectors import nominated_by, nominations_of

PER_PAGE = 50
PAGE = require_http_methods(["GET", "HEAD", "POST"])


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
@require_safe
def candidates(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Who has answered and who has not; those who have not can be written to from here."""
    today, state = timezone.localdate(), request.GET.get("consent", "")
    page = Paginator(shown(edition, state), PER_PAGE).get_page(request.GET.get("page"))
    here = {"edition": edition, "page": page, "veil": veiled(edition, seat), "state": state}
    here |= {"rows": [(each, with_words(each.leaders.all(), today)) for each in page], "tallies": tallies(edition)}
    if edition.phase == Phase.NOMINATIONS:
        here |= {"unasked": len(askable(edition)[0]), "silent": found.silent(edition, today).count()}
    return render(request, "nominations/candidates.html", {**here, "lead": answers_in_words(found.answers(edition))})


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
def candidate(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """Who leads, how to reach them, what they answered, and who nominated them."""
    read = get_object_or_404(found.candidates(edition), code=code)
    named = list(found.leaders(read))
    form = LeadersForm(request.POST or None, initial={"leaders": written(named)})
    if form.is_valid():
        try:
            answers.set_leaders(candidate=read, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error("leaders", str(no))
        else:
            messages.success(request, _("The leaders are stored."))
            return redirect("nominations:candidate", edition.slug, read.code)
    here = {"edition": edition, "candidate": read, "leaders": with_words(named, timezone.localdate()), "form": form}
    veil = veiled(edition, seat)
    is_veiled = code in veil
    here |= {
        "nominations": () if is_veiled else nominations_of(read, veil),
        "is_veiled": is_veiled,
        "may_name": may_name_leaders(edition, read),
        "leaving": [(each, removed_by(each)) for each in named if each.removal_asked_on],
        "has_entered": found.has_entered(read),
    }
    here |= {"may_ask": may_be_asked(edition, named), "missing": [each.name for each in named if not each.email]}
    return render(request, "nominations/candidate.html", here)


@door(role=None, phases=since(Phase.NOMINATIONS))
@PAGE
def consent(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """What taking part means, and two buttons. Opening the page decides nothing: mail filters open links, too."""
    leader = _behind(edition, token)
    if leader is None:
        return render(request, "nominations/consent_unknown.html", {"edition": edition})
    answer, refusal = request.POST.get("answer"), ""
    form = PrintForm(request.POST if request.method == "POST" else None, leader=leader)
    try:
        if answer == "decline":
            answers.answer_consent(leader=leader, accepts=False)
            return redirect(request.get_full_path())
        if answer == "accept" and form.is_valid():
            actions.agree(leader=leader, **form.cleaned_data)
            return redirect(request.get_full_path())
    except Refused as no:
        refusal = str(no)
    page = {
        "edition": edition,
        "leader": leader,
        "candidate": leader.candidate,
        "token": token,
        "form": form,
        "refusal": refusal,
        "nominated_by": nominated_by(leader.candidate),
        "dates": dates_ahead(edition),
        "statements": len(edition.content.survey.items),
        "is_open": edition.phase == Phase.NOMINATIONS,
        "has_accepted": leader.consent == Consent.ACCEPTED,
        "has_declined": leader.consent == Consent.DECLINED,
        "removed_by": removed_by(leader) if leader.removal_asked_on else None,
    }
    return render(request, "nominations/consent.html", page)


@door(role=None, phases=since(Phase.NOMINATIONS))
@PAGE
def ask_removal(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """What being removed means, and the button that asks for it."""
    leader = _behind(edition, token)
    if leader is None:
        return render(request, "nominations/consent_unknown.html", {"edition": edition})
    if request.method == "POST":
        leader = answers.ask_removal(leader=leader, today=timezone.localdate())
    page = {
        "edition": edition,
        "leader": leader,
        "candidate": leader.candidate,
        "token": token,
        "has_entered": found.has_entered(leader.candidate),
        "is_group": leader.candidate.kind == Kind.GROUP,
        "removed_by": removed_by(leader) if leader.removal_asked_on else None,
    }
    return render(request, "nominations/ask_removal.html", page)


def _behind(edition: Edition, token: str) -> Leader | None:
    leader = leader_of_token(token)
    return leader if leader is not None and leader.candidate.edition_id == edition.pk else None
