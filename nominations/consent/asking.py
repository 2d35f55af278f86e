"""Pages on which organisers write to leaders, and take out those who ask for it. Each shows first what it will do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from nominations.candidates import actions as candidates
from nominations.candidates import selectors as found
from nominations.candidates.letters import REMINDER, TEMPLATE, preview, previews
from nominations.consent import actions
from nominations.consent.removing import loss
from nominations.consent.removing import remove as take_out
from nominations.consent.rules import check_may_ask_everybody, check_may_remind
from nominations.consent.selectors import askable, unasked, with_words


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
def ask(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """The mails as they will go out; a second press sends them."""
    asked = get_object_or_404(found.candidates(edition), code=code)
    try:
        letters = previews(edition, asked)
        if request.method == "POST":
            _tell_sent(request, candidates.ask_consent(candidate=asked, by=seat))
            return redirect("nominations:candidate", edition.slug, asked.code)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("nominations:candidate", edition.slug, asked.code)
    return render(request, "nominations/ask.html", {"edition": edition, "candidate": asked, "letters": letters})


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
def ask_everybody(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Whom the question goes to, and the mail as the first of them gets it; a second press sends all."""
    try:
        if request.method == "POST":
            codes = request.POST.getlist("code")
            _tell_sent(request, *actions.ask_everybody(edition=edition, codes=codes, by=seat))
            return redirect("nominations:candidates", edition.slug)
        waiting = unasked(check_may_ask_everybody(edition))
    except Refused as no:
        messages.error(request, str(no))
        return redirect("nominations:candidates", edition.slug)
    subject, text = preview(TEMPLATE, edition, waiting[0])
    here = {"edition": edition, "waiting": [(each, "") for each in waiting], "lacking": askable(edition)[1]}
    return render(request, "nominations/write_to.html", {**here, "subject": subject, "text": text})


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
def remind(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Who has said nothing for a week, and the one reminder they get; a second press sends it."""
    today = timezone.localdate()
    try:
        if request.method == "POST":
            codes = request.POST.getlist("code")
            _tell_sent(request, *actions.remind(edition=edition, codes=codes, today=today, by=seat))
            return redirect("nominations:candidates", edition.slug)
        waiting = check_may_remind(edition, today)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("nominations:candidates", edition.slug)
    subject, text = preview(REMINDER, edition, waiting[0])
    here = {"edition": edition, "waiting": with_words(waiting, today), "is_reminder": True}
    return render(request, "nominations/write_to.html", {**here, "subject": subject, "text": text})


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
def remove(request: HttpRequest, edition: Edition, seat: Seat, code: str, leader: int) -> HttpResponse:
    """What is lost when a leader who asked for it is removed; a second press removes."""
    candidate = get_object_or_404(found.candidates(edition), code=code)
    leaving = get_object_or_404(found.leaders(candidate).filter(removal_asked_on__isnull=False), pk=leader)
    lost = loss(leaving)
    if request.method != "POST":
        here = {"edition": edition, "candidate": candidate, "leader": leaving, "lost": lost}
        return render(request, "nominations/remove.html", here)
    try:
        take_out(leader=leaving, texts_too=request.POST.get("texts") != "keep", by=seat)
    except Refused as no:
        messages.error(request, str(no))
    else:
        words = _("The nominations are deleted.") if lost.is_row_kept else _("The leader is removed.")
        messages.success(request, words)
    if lost.is_candidate:
        return redirect("nominations:candidates", edition.slug)
    return redirect("nominations:candidate", edition.slug, code)


def _tell_sent(request: HttpRequest, sent: int, stopped: str = "") -> None:
    messages.success(request, ngettext("%(n)s mail is sent.", "%(n)s mails are sent.", sent) % {"n": sent})
    if stopped:
        words = _("Then it stopped: %(why)s Those who got no mail can still be written to.")
        messages.error(request, words % {"why": stopped})
