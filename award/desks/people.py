"""Who has a seat, and what the public page says about the jury."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from award.accounts import actions as accounts
from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.selectors import seats
from award.accounts.states import JURY, Role
from award.desks.forms import BioForm, SeatForm
from award.editions.models import Edition
from award.refusal import Refused


@door(role=Role.ORGANISER)
def people(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    form = SeatForm(request.POST or None)
    if form.is_valid():
        accounts.give_seat(edition=edition, by=seat, **form.cleaned_data)
        messages.success(request, _("%(name)s can now sign in.") % {"name": form.cleaned_data["name"]})
        return redirect("award:people", edition.slug)
    return render(request, "award/people.html", {"edition": edition, "form": form, "seats": seats(edition)})


@door(role=Role.ORGANISER)
@require_POST
def remove(request: HttpRequest, edition: Edition, seat: Seat, pk: int) -> HttpResponse:
    taken = get_object_or_404(seats(edition), pk=pk)
    try:
        accounts.dismiss(seat=taken, by=seat)
    except Refused as no:
        messages.error(request, str(no))
    return redirect("award:people", edition.slug)


@door(role=Role.ORGANISER)
def describe(request: HttpRequest, edition: Edition, seat: Seat, pk: int) -> HttpResponse:
    """The lines about somebody of the jury, written by an organiser for them."""
    return _describe(request, edition, get_object_or_404(seats(edition).filter(role__in=JURY), pk=pk), seat)


@door(role=JURY)
def about_me(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The lines about oneself."""
    return _describe(request, edition, seat, seat)


def _describe(request: HttpRequest, edition: Edition, about: Seat, by: Seat) -> HttpResponse:
    form = BioForm(request.POST or None, initial={"bio": about.bio})
    back = "award:jury" if about == by else "award:people"
    if form.is_valid():
        accounts.describe(seat=about, bio=form.cleaned_data["bio"], by=by)
        messages.success(request, _("The lines about %(name)s are stored.") % {"name": about.user})
        return redirect(back, edition.slug)
    return render(request, "award/describe.html", {"edition": edition, "form": form, "about": about, "back": back})
