from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from jury.numbers import panel as panels
from jury.numbers.explaining import explained
from jury.numbers.forms import WeightsForm


@door(role=JURY | {Role.OBSERVER, Role.ORGANISER}, phases=since(Phase.NOMINATIONS))
@require_safe
def numbers(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The same for everybody: worked examples with invented people, no candidate's figures."""
    return render(request, "jury/numbers/numbers.html", {"edition": edition, "seat": seat, **explained(edition)})


@door(role=Role.ORGANISER, phases=since(Phase.SCREENING))
@require_safe
def panel(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The numbers as a whole, and weights to try out in the address; nothing is stored."""
    ground = panels.Ground.of(edition, seat)
    form = WeightsForm(edition=edition)
    if form.is_asked(request.GET):
        form = WeightsForm(request.GET, edition=edition)
    page = {
        "edition": edition,
        "form": form,
        "panel": panels.panel(ground) if ground else None,
        "tried": panels.tried(ground, form) if ground and form.is_valid() else None,
    }
    return render(request, "jury/numbers/panel.html", page)
