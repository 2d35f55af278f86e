from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.shortlist import actions
from jury.shortlist.forms import DeclineForm
from jury.shortlist.letters import Run, previews, send_letters
from jury.shortlist.rules import mark_of
from jury.shortlist.selectors import letters as letters_of
from jury.shortlist.selectors import publication, shortlist, undecided, untold
from jury.shortlist.tables import standing
from nominations.candidates.selectors import accepted


@door(role=JURY, phases={Phase.SCREENING})
@require_safe
def overview(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    shown = {"edition": edition, "standing": standing(edition, seat), "is_chair": seat.role == Role.CHAIR}
    return render(request, "jury/shortlist/overview.html", shown)


@door(role=Role.CHAIR, phases={Phase.SCREENING})
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """One reason for all who have no decision yet: says how many first; the press of the button decides."""
    stands = standing(edition, seat)
    form = DeclineForm(request.POST if request.method == "POST" else None, initial={"seen": stands.to_decide})
    if form.is_valid():
        try:
            n = actions.decline_others(edition=edition, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            words = ngettext("%(n)s candidate is not shortlisted.", "%(n)s candidates are not shortlisted.", n)
            messages.success(request, words % {"n": n})
            return redirect("jury:shortlist", edition.slug)
    return render(request, "jury/shortlist/decline.html", {"edition": edition, "standing": stands, "form": form})


@door(role=Role.ORGANISER, phases=since(Phase.SCREENING))
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Every letter as it goes out, and what the one act does; afterwards how far the letters have come."""
    if request.method == "POST":
        try:
            actions.publish(edition=edition, by=seat, seen=request.POST.get("seen", ""))
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, _("The shortlist is published."))
            _tell(request, send_letters(edition))
        return redirect("jury:publish", edition.slug)
    if publication(edition) is not None:
        return _published(request, edition)
    drafts, all_of_them = list(previews(edition)), accepted(edition).count()
    shown = {
        "edition": edition,
        "previews": drafts,
        "yes": sum(len(each.leaders) for each in drafts if each.is_shortlisted),
        "no": sum(len(each.leaders) for each in drafts if not each.is_shortlisted),
        "shortlisted": shortlist(edition).count(),
        "all": all_of_them,
        "undecided": list(undecided(edition)),
        "untold": untold(edition),
        "seen": mark_of(edition),
    }
    return render(request, "jury/shortlist/publish.html", shown)


def _published(request: HttpRequest, edition: Edition) -> HttpResponse:
    sent = list(letters_of(edition))
    shown = {
        "edition": edition,
        "publication": publication(edition),
        "letters": sent,
        "waiting": [each for each in sent if not each.is_sent],
        "gone": sum(each.is_sent for each in sent),
        "untold": untold(edition),
    }
    return render(request, "jury/shortlist/published.html", shown)


@door(role=Role.ORGANISER, phases=since(Phase.SCREENING))
@require_POST
def letters(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """What a broken run has left behind."""
    _tell(request, send_letters(edition))
    return redirect("jury:publish", edition.slug)


def _tell(request: HttpRequest, run: Run) -> None:
    if run.sent:
        words = ngettext("%(n)s letter was sent.", "%(n)s letters were sent.", run.sent)
        messages.success(request, words % {"n": run.sent})
    if run.failed:
        names = get_text_list(list(run.failed), str(_("and")))
        messages.error(request, _("The mail server did not take the letter to: %(names)s.") % {"names": names})
