from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
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
from jury.conflicts.door import before_reading
from jury.shortlist import actions
from jury.shortlist.forms import DeclineForm
from jury.shortlist.letters import Run, send_letters
from jury.shortlist.marks import mark_of_undecided
from jury.shortlist.pages import published, publishing
from jury.shortlist.selectors import letters_open_to, publication, undecided_by
from jury.shortlist.tables import HEADS, standing


@door(role=JURY, phases={Phase.SCREENING})
@before_reading
@require_safe
def overview(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    shown = {"edition": edition, "standing": standing(edition, seat, request.GET), "heads": HEADS}
    return render(request, "jury/shortlist/overview.html", shown)


@door(role=Role.CHAIR, phases={Phase.SCREENING})
@before_reading
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """One reason for all who have no decision yet: names them first; the press of the button decides."""
    form, mark = DeclineForm(request.POST or None), mark_of_undecided(list(undecided_by(edition, seat)))
    if form.is_valid():
        try:
            n = actions.decline_others(edition=edition, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            words = ngettext("%(n)s candidate is not shortlisted.", "%(n)s candidates are not shortlisted.", n)
            messages.success(request, words % {"n": n})
            return redirect("jury:shortlist", edition.slug)
    shown = {"edition": edition, "standing": standing(edition, seat), "heads": HEADS, "form": form, "mark": mark}
    return render(request, "jury/shortlist/decline.html", shown)


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
        return render(request, "jury/shortlist/published.html", published(edition, seat))
    return render(request, "jury/shortlist/publish.html", publishing(edition, seat))


@door(role=Role.ORGANISER, phases=since(Phase.SCREENING))
@require_POST
def letters(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """What a broken run has left behind, those named since, and one letter that an organiser lets go again."""
    try:
        if again := request.POST.get("again", ""):
            letter = get_object_or_404(letters_open_to(edition, seat), pk=again if again.isdecimal() else 0)
            actions.send_again(letter=letter, by=seat, now=timezone.now())
        actions.write_to_newcomers(edition=edition, by=seat)
    except Refused as no:
        messages.error(request, str(no))
    else:
        _tell(request, send_letters(edition))
    return redirect("jury:publish", edition.slug)


def _tell(request: HttpRequest, run: Run) -> None:
    if run.sent:
        words = ngettext("%(n)s letter was sent.", "%(n)s letters were sent.", run.sent)
        messages.success(request, words % {"n": run.sent})
    if run.failed:
        names = get_text_list(list(run.failed), str(_("and")))
        words = _("The mail server did not take the letter to: %(names)s. It waits; send it again later.")
        messages.error(request, words % {"names": names})
