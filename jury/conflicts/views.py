from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.refusal import Refused
from jury.conflicts import actions
from jury.conflicts.actions import Said
from jury.conflicts.forms import DeclarationForm, RecusalForm, SettlingForm, key_of
from jury.conflicts.lists import hinted, standings, to_settle
from jury.conflicts.rules import DECLARING, JURORS
from jury.conflicts.selectors import own_declarations, settled_by
from jury.conflicts.states import Standing


@door(role=JURORS, phases=DECLARING)
def conflicts(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """All candidates by name: what binds this person to each, before anything is read."""
    form = DeclarationForm(request.POST or None, listed=hinted(edition, seat), seat=seat)
    if form.is_valid():
        try:
            said = {candidate: Said(*words) for candidate, words in form.said.items()}
            actions.declare(edition=edition, said=said, by=seat)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Thank you. What you have declared is kept."))
            return redirect("jury:conflicts", edition.slug)
    page = {
        "edition": edition,
        "form": form,
        "declared": [(each, key_of(each.candidate, seat)) for each in own_declarations(edition, seat)],
        "recused": Standing.RECUSED,
        "ties": to_settle(edition, seat) if seat.role == Role.CHAIR else None,
    }
    return render(request, "jury/conflicts/conflicts.html", page)


@door(role=JURORS, phases=DECLARING)
def recuse(request: HttpRequest, edition: Edition, seat: Seat, key: str) -> HttpResponse:
    """A tie that came to mind later: says what is lost first."""
    mine = {key_of(each.candidate, seat): each for each in own_declarations(edition, seat)}
    if key not in mine:
        raise Http404
    candidate = mine[key].candidate
    form = RecusalForm(request.POST or None)
    if form.is_valid():
        try:
            actions.declare(edition=edition, said={candidate: Said(Standing.RECUSED, **form.cleaned_data)}, by=seat)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("You are recused from %(name)s.") % {"name": candidate.name})
            return redirect("jury:conflicts", edition.slug)
    return render(request, "jury/conflicts/recuse.html", {"edition": edition, "candidate": candidate, "form": form})


@door(role=Role.ORGANISER, phases=DECLARING)
@require_safe
def overview(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    page = {"edition": edition, "rows": standings(edition), "ties": to_settle(edition, seat)}
    return render(request, "jury/conflicts/overview.html", page)


@door(role={Role.CHAIR, Role.ORGANISER}, phases=DECLARING)
def settle(request: HttpRequest, edition: Edition, seat: Seat, pk: int) -> HttpResponse:
    declaration = get_object_or_404(settled_by(edition, seat), pk=pk)
    back = "jury:conflicts" if seat.role == Role.CHAIR else "jury:declarations"
    form = SettlingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.settle(declaration=declaration, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("The tie is settled."))
            return redirect(back, edition.slug)
    page = {"edition": edition, "declaration": declaration, "form": form, "back": back}
    return render(request, "jury/conflicts/settle.html", page)
