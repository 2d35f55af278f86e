from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
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
from nominations.retention import actions
from nominations.retention.letters import preview
from nominations.retention.selectors import Untold, untold_leaders
from nominations.retention.tokens import nominations_of_token

WAYS = ["GET", "HEAD", "POST"]


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
@require_safe
def untold(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Those who were nominated, are asked nothing, and must know of it within a month."""
    today = timezone.localdate()
    leaders = untold_leaders(edition, today, veiled(edition, seat))
    return render(
        request, "nominations/retention/untold.html", {"edition": edition, "leaders": leaders, "today": today}
    )


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
@require_http_methods(WAYS)
def tell(request: HttpRequest, edition: Edition, seat: Seat, pk: str) -> HttpResponse:
    """The mail as it will go out, and the two other ways: they know already, or it is deleted."""
    leader, today = _leader(edition, seat, pk), timezone.localdate()
    if request.method == "POST":
        try:
            told = _done(request.POST.get("do", ""), edition, leader, seat)
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, told)
            return redirect("nominations:untold", edition.slug)
    words = preview(edition, leader, _("[their own link]")) if leader.address else None
    here = {"edition": edition, "leader": leader, "letter": words, "today": today}
    return render(request, "nominations/retention/tell.html", here)


def _leader(edition: Edition, seat: Seat, pk: str) -> Untold:
    leaders = untold_leaders(edition, timezone.localdate(), veiled(edition, seat))
    found = next((each for each in leaders if any(row.pk == pk for row in each.nominations)), None)
    if found is None:
        raise Http404
    return found


def _done(do: str, edition: Edition, leader: Untold, seat: Seat) -> str:
    today = timezone.localdate()
    if do == "tell":
        actions.tell(edition=edition, leader=leader, today=today, by=seat)
        return _("The mail to %(name)s is sent.") % {"name": leader.name}
    if do == "known":
        actions.note_told(edition=edition, leader=leader, today=today, by=seat)
        return _("It is noted that %(name)s knows.") % {"name": leader.name}
    if do == "forget":
        number = actions.forget(edition=edition, leader=leader, by=seat)
        words = ngettext("%(n)s nomination is deleted.", "%(n)s nominations are deleted.", number)
        return words % {"n": number}
    raise Refused(_("Choose what to do."))


@door(role=None, phases=since(Phase.NOMINATIONS))
@require_http_methods(WAYS)
def told_removal(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """A button for somebody who was told and wants it deleted. Opening the page deletes nothing."""
    if request.method == "POST" and actions.remove_for(edition=edition, token=token):
        return render(request, "nominations/retention/removed.html", {"edition": edition})
    if not nominations_of_token(edition, token):
        return render(request, "nominations/consent_unknown.html", {"edition": edition})
    return render(request, "nominations/retention/removal.html", {"edition": edition})
