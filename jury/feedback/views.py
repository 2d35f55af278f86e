from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from jury.feedback import pages
from jury.feedback.selectors import Feedback, feedback_for


@door(role=Role.LEADER, phases={Phase.ANNOUNCED})
@require_safe
def feedback(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """A leader's own feedback; the address names no candidate, so that nobody can ask for another's."""
    return render(request, "jury/feedback/feedback.html", pages.sheets(feedback_for(edition, seat)))


@door(role=Role.LEADER, phases={Phase.ANNOUNCED})
@require_safe
def feedback_pdf(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    return _made(request, edition, seat, pages.feedback_pdf, "feedback.pdf")


@door(role=Role.LEADER, phases={Phase.ANNOUNCED})
@require_safe
def certificate_pdf(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    return _made(request, edition, seat, pages.certificate_pdf, "certificate.pdf")


def _made(
    request: HttpRequest, edition: Edition, seat: Seat, make: Callable[[Feedback], bytes], name: str
) -> HttpResponse:
    """Made on request and kept nowhere; that a leader took it is written down nowhere either."""
    try:
        made = make(feedback_for(edition, seat))
    except Refused as no:
        messages.error(request, str(no))
        return redirect("jury:feedback", edition.slug)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
