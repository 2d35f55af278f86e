from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase, since
from award.refusal import Refused
from nominations.candidates.models import Leader
from nominations.candidates.selectors import leader_of_seat
from surveys.questionnaire import Given, Questionnaire, given_by
from surveys.questionnaire.dates import day_and_time
from surveys.questionnaire.sheet import parts, summary
from surveys.selves import actions
from surveys.selves.letters import preview
from surveys.selves.pages import filled, read_only
from surveys.selves.rules import Newer, Unfinished, is_locked
from surveys.selves.selectors import kept, not_handed_in


@door(role=Role.LEADER, phases=since(Phase.SURVEYS))
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The statements the employees answer, in the leader's wording. What is stored stands in the form.

    From closing on it can only be read; a form that comes later is refused and shown as it was typed.
    """
    leader = leader_of_seat(seat)
    if request.method != "POST":
        return _page(request, edition, leader)
    given = given_by(request.POST.lists())
    seen, is_later = request.POST.get("seen", ""), "save" in request.POST
    try:
        if is_later:
            wrong = actions.save(leader=leader, given=given, now=timezone.now(), seen=seen).errors
        else:
            wrong = {}
            actions.hand_in(leader=leader, given=given, by=seat, now=timezone.now(), seen=seen)
    except Unfinished as no:
        return _page(request, edition, leader, given=given, errors=no.checked.errors)
    except Newer as no:
        return _page(request, edition, leader, given=given, refusal=str(no), shows_stored=True)
    except Refused as no:
        return _page(request, edition, leader, given=given, refusal=str(no))
    if wrong:
        messages.warning(request, _("Saved, but not handed in. What is marked below does not fit yet."))
        return _page(request, edition, leader, given=given, errors=wrong)
    messages.success(
        request, _("Saved. It is not handed in yet.") if is_later else _("Your self-assessment is handed in.")
    )
    return redirect("surveys:self", edition.slug)


def _page(
    request: HttpRequest,
    edition: Edition,
    leader: Leader,
    *,
    given: Given | None = None,
    errors: Mapping[str, str] | None = None,
    refusal: str = "",
    shows_stored: bool = False,
) -> HttpResponse:
    questionnaire, closes_at, here = Questionnaire.of(edition), closing_time(edition, Phase.SURVEYS), kept(leader)
    is_over = is_locked(edition, timezone.now())
    return render(
        request,
        "surveys/self_locked.html" if is_over and given is None else "surveys/self.html",
        {
            "edition": edition,
            "leader": leader,
            "kept": here,
            "parts": parts(questionnaire, leader=True),
            "total": len(questionnaire.items),
            "statements": filled(questionnaire, here.given if given is None else given, errors or {}),
            "stored": read_only(questionnaire, here.given) if shows_stored or is_over else None,
            "summary": summary(questionnaire, errors or {}, leader=True),
            "refusal": refusal,
            "closes": day_and_time(closes_at) if closes_at else "",
            "is_over": is_over,
        },
    )


@door(role=Role.ORGANISER, phases={Phase.SURVEYS})
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Who has not handed in, and the mail as it goes out; a second press sends it."""
    refusal = ""
    if request.method == "POST":
        try:
            sent, failed = actions.remind(edition=edition, by=seat, now=timezone.now())
        except Refused as no:
            refusal = str(no)
        else:
            messages.success(request, ngettext("%(n)s mail was sent.", "%(n)s mails were sent.", sent) % {"n": sent})
            if failed:
                words = _("The mail server did not take the mail to: %(names)s.")
                messages.error(request, words % {"names": ", ".join(failed)})
            return redirect("surveys:overview", edition.slug)
    waiting = list(not_handed_in(edition))
    subject, text = preview(edition, waiting[0]) if waiting else ("", "")
    shown = {"edition": edition, "waiting": waiting, "subject": subject, "text": text, "refusal": refusal}
    return render(request, "surveys/remind.html", shown)
