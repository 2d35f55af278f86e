from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import veiled
from award.editions.states import Phase, since
from award.refusal import Refused
from nominations.candidates import actions
from nominations.candidates import selectors as found
from nominations.candidates.forms import LeadersForm, written
from nominations.candidates.letters import previews
from nominations.candidates.rules import may_be_asked, may_name_leaders
from nominations.candidates.states import Consent
from nominations.candidates.tokens import leader_of_token
from nominations.consent.content import answers_in_words, dates_ahead
from nominations.intake.selectors import candidates_with_counts, nominated_by, nominations_of

PER_PAGE = 50
ANSWERS = {"accept": True, "decline": False}


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
@require_safe
def candidates(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    page = Paginator(candidates_with_counts(edition), PER_PAGE).get_page(request.GET.get("page"))
    lead = answers_in_words(found.answers(edition))
    return render(
        request,
        "nominations/candidates.html",
        {"edition": edition, "page": page, "lead": lead, "veil": veiled(edition, seat)},
    )


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
def candidate(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """Who leads, how to reach them, what they answered, and who nominated them."""
    read = get_object_or_404(found.candidates(edition), code=code)
    named = list(found.leaders(read))
    form = LeadersForm(request.POST or None, initial={"leaders": written(named)})
    if form.is_valid():
        try:
            actions.set_leaders(candidate=read, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error("leaders", str(no))
        else:
            messages.success(request, _("The leaders are stored."))
            return redirect("nominations:candidate", edition.slug, read.code)
    here = {"edition": edition, "candidate": read, "leaders": named, "form": form}
    is_veiled = code in veiled(edition, seat)
    here |= {
        "nominations": () if is_veiled else nominations_of(read),
        "is_veiled": is_veiled,
        "may_name": may_name_leaders(edition, read),
    }
    here |= {"may_ask": may_be_asked(edition, named), "missing": [each.name for each in named if not each.email]}
    return render(request, "nominations/candidate.html", here)


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
def ask(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """The mails as they will go out; a second press sends them."""
    asked = get_object_or_404(found.candidates(edition), code=code)
    try:
        letters = previews(edition, asked)
        if request.method == "POST":
            sent = actions.ask_consent(candidate=asked, by=seat)
            messages.success(request, ngettext("%(n)s mail is sent.", "%(n)s mails are sent.", sent) % {"n": sent})
            return redirect("nominations:candidate", edition.slug, asked.code)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("nominations:candidate", edition.slug, asked.code)
    return render(request, "nominations/ask.html", {"edition": edition, "candidate": asked, "letters": letters})


@door(role=None, phases=since(Phase.NOMINATIONS))
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """What taking part means, and two buttons. Opening the page decides nothing: mail filters open links, too."""
    leader = leader_of_token(token)
    if leader is None or leader.candidate.edition_id != edition.pk:
        return render(request, "nominations/consent_unknown.html", {"edition": edition})
    refusal = ""
    if request.POST.get("answer") in ANSWERS:
        try:
            actions.answer_consent(leader=leader, accepts=ANSWERS[request.POST["answer"]])
        except Refused as no:
            refusal = str(no)
        else:
            return redirect(request.get_full_path())
    page = {
        "edition": edition,
        "leader": leader,
        "candidate": leader.candidate,
        "refusal": refusal,
        "nominated_by": nominated_by(leader.candidate),
        "dates": dates_ahead(edition),
        "is_open": edition.phase == Phase.NOMINATIONS,
        "has_accepted": leader.consent == Consent.ACCEPTED,
        "has_declined": leader.consent == Consent.DECLINED,
    }
    return render(request, "nominations/consent.html", page)
