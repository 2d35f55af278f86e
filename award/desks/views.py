from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.selectors import jury, seats_of
from award.accounts.states import JURY, Role
from award.desks.content import CONSEQUENCES, NOW
from award.desks.forms import RulesForm, WindowForm, changed_windows
from award.desks.selectors import entries, gates_ahead, last_winner, named, reachable, tasks
from award.editions import actions
from award.editions.barriers import BARRIERS, THINGS, VIEWERS
from award.editions.models import Edition, rules_in_words
from award.editions.selectors import closing_time, editions, windows, with_rules
from award.editions.states import MOVES, Phase
from award.refusal import Refused


@door(role=None)
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    mine = seats_of(request.user) if request.user.is_authenticated else []
    return render(request, "award/front.html", {"editions": editions(), "seats": mine})


@door(role=None)
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@door(role=None)
@require_safe
def landing(request: HttpRequest, edition: Edition) -> HttpResponse:
    edition = with_rules(edition)
    posts = [post for post in reachable(edition, ()) if not post.url_name.startswith("award:")]
    return render(
        request,
        "award/landing.html",
        {
            "edition": edition,
            "traits": edition.content.traits,
            "jury": jury(edition),
            "past": last_winner(edition),
            "posts": posts,
            "now_words": NOW[Phase(edition.phase)],
            "closes_at": closing_time(edition, Phase.NOMINATIONS) if edition.phase == Phase.NOMINATIONS else None,
        },
    )


@door(role=None)
@require_safe
def who_sees_what(request: HttpRequest, edition: Edition) -> HttpResponse:
    rows = [(THINGS[thing], [row[viewer] for viewer in VIEWERS]) for thing, row in BARRIERS.items()]
    return render(request, "award/who_sees_what.html", {"edition": edition, "viewers": VIEWERS.values(), "rows": rows})


@door(role=Role.ORGANISER)
@require_safe
def organiser_desk(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    to, gates = gates_ahead(edition)
    return render(
        request,
        "award/organiser_desk.html",
        {
            "edition": edition,
            "tasks": tasks(edition, seat),
            "to": to,
            "gates": gates,
            "shut": [gate for gate in gates if not gate.is_open],
            "entries": named(edition, entries(edition)[:8], seat),
        },
    )


@door(role=JURY | {Role.OBSERVER})
@require_safe
def jury_desk(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    return render(request, "award/desk.html", {"edition": edition, "tasks": tasks(edition, seat)})


@door(role=Role.LEADER)
@require_safe
def leader_desk(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """What the ground knows of a leader's desk. A floor above may answer at the same address with more."""
    return render(request, "award/desk.html", {"edition": edition, "tasks": tasks(edition, seat)})


@door(role=Role.ORGANISER)
def move(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Shows what the move does and cannot undo; a second press moves."""
    to, gates = gates_ahead(edition)
    if to is None:
        return redirect("award:organise", edition.slug)
    if request.method == "POST":
        try:
            actions.advance(edition, Phase(request.POST.get("to", "")), by=seat)
        except (Refused, ValueError) as no:
            messages.error(request, str(no) if isinstance(no, Refused) else _("Choose the next phase."))
        else:
            messages.success(request, _("The award is now in the phase “%(phase)s”.") % {"phase": to.label})
        return redirect("award:organise", edition.slug)
    return render(
        request, "award/move.html", {"edition": edition, "to": to, "gates": gates, "consequence": CONSEQUENCES[to]}
    )


@door(role=Role.ORGANISER)
def rules(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    form = RulesForm(request.POST or None, instance=copy(edition))
    if form.is_valid():
        try:
            actions.change_rules(edition, form.cleaned_data, by=seat)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("The rules are stored. They freeze when nominations open."))
            return redirect("award:rules", edition.slug)
    return render(request, "award/rules.html", {"edition": edition, "form": form, "rows": rules_in_words(edition)})


@door(role=Role.ORGANISER)
def dates(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    kept = windows(edition)
    start = [
        {
            "phase": p,
            "opens_on": kept[p].opens_on if p in kept else None,
            "closes_at": kept[p].closes_at if p in kept else None,
        }
        for p in MOVES.values()
    ]
    formset = formset_factory(WindowForm, extra=0)(request.POST or None, initial=start)
    if request.method == "POST" and formset.is_valid() and formset.total_form_count() == len(MOVES):
        try:
            actions.set_dates(edition, changed_windows(formset), by=seat)
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, _("The dates are stored."))
            return redirect("award:dates", edition.slug)
    rows = list(zip(formset, [phase.label for phase in MOVES.values()], strict=False))
    return render(request, "award/dates.html", {"edition": edition, "formset": formset, "rows": rows})


@door(role=Role.ORGANISER)
@require_safe
def trail(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    page = Paginator(entries(edition), 50).get_page(request.GET.get("page"))
    return render(
        request, "award/trail.html", {"edition": edition, "page": page, "entries": named(edition, page, seat)}
    )
