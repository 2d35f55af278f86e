from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.selectors import jury
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.conflicts.door import before_reading
from jury.finals import actions
from jury.finals.forms import NoteForm, RatingsForm, VisitForm
from jury.finals.models import Visit
from jury.finals.rules import unnoted_traits
from jury.finals.selectors import (
    has_rated,
    notes,
    pad,
    plan,
    ratings_of,
    ratings_open_to,
    trait_readings,
    visit_to,
    visits_for,
    visits_of,
)
from jury.finals.states import KNOWN_BY, SIGNS, Kind, Tone
from jury.round_two.selectors import finalists_for


@door(role=Role.ORGANISER, phases={Phase.FINALS})
@require_safe
def planning(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    rows = plan(edition, seat)
    context = {
        "edition": edition,
        "rows": rows,
        "planned": sum(row.is_planned for row in rows),
        "done": sum(row.is_done for row in rows),
    }
    return render(request, "jury/finals/planning.html", context)


@door(role=Role.ORGANISER, phases={Phase.FINALS})
def plan_visit(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    candidate = get_object_or_404(finalists_for(edition, seat), code=code)
    form = VisitForm(request.POST or None, jury=jury(edition), visit=visit_to(candidate))
    if form.is_valid():
        try:
            actions.plan_visit(candidate=candidate, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no).splitlines())
        else:
            messages.success(request, _("The visit to %(name)s is planned.") % {"name": candidate.name})
            return redirect("jury:visits_plan", edition.slug)
    return render(request, "jury/finals/plan.html", {"edition": edition, "candidate": candidate, "form": form})


@door(role=JURY | {Role.OBSERVER}, phases={Phase.FINALS})
@before_reading
@require_safe
def own_visits(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The visits of this person: the observer's seat came with them, and a juror finds them under Visits."""
    mine = {visit.pk for visit in visits_of(edition, seat)}
    rows = [row for row in plan(edition, seat) if row.visit and row.visit.pk in mine]
    context = {
        "edition": edition,
        "rows": [
            {
                "visit": row.visit,
                "candidate": row.candidate,
                "others": [o for o in row.observers if o.user_id != seat.user_id],
                "is_rated": any(o.user_id == seat.user_id for o in row.rated),
            }
            for row in rows
        ],
    }
    return render(request, "jury/finals/visits.html", context)


@door(role=Role.OBSERVER, phases={Phase.FINALS})
@before_reading
def visit(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """The observer's sheet on the floor: keep a note, see the own ones below."""
    here = get_object_or_404(visits_of(edition, seat), candidate__code=code)
    form = NoteForm(request.POST or None, edition=edition, trait=request.GET.get("trait", ""))
    client_id = form["client_id"].value()
    if form.is_valid():
        try:
            kept = actions.observe(visit=here, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no).splitlines())
            client_id = uuid4()
        else:
            messages.success(request, _("Kept. Only you see it during the visits."))
            return redirect(f"{request.path}?trait={kept.trait}")
    elif form.is_bound and "client_id" in form.errors:
        client_id = uuid4()
    rows = pad(edition, here, seat)
    context = {
        "edition": edition,
        "visit": here,
        "others": [o for o in here.observers.all() if o != seat],
        "form": form,
        "client_id": client_id,
        "kinds": [(kind.value, kind.label, KNOWN_BY[kind]) for kind in Kind],
        "tones": [(tone.value, SIGNS[tone], tone.label) for tone in Tone],
        "pad": rows,
        "total": sum(row.total for row in rows),
        "notes": [(note, edition.content.trait(note.trait)) for note in notes(here, seat)],
        "ratable": sum(row.total > 0 for row in rows),
        "is_rated": has_rated(edition, here, seat),
    }
    return render(request, "jury/finals/visit.html", context)


@door(role=Role.OBSERVER, phases={Phase.FINALS})
@before_reading
def take_back(request: HttpRequest, edition: Edition, seat: Seat, code: str, pk: int) -> HttpResponse:
    """Shows the note and says what is lost; a second press takes it back."""
    here = get_object_or_404(visits_of(edition, seat), candidate__code=code)
    note = get_object_or_404(notes(here, seat).filter(is_taken_back=False), pk=pk)
    if request.method == "POST":
        try:
            actions.take_back(note=note, by=seat)
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, _("The note is taken back."))
        return redirect("jury:visit", edition.slug, code)
    context = {"edition": edition, "visit": here, "note": note, "trait": edition.content.trait(note.trait)}
    return render(request, "jury/finals/take_back.html", context)


@door(role=Role.OBSERVER, phases={Phase.FINALS})
@before_reading
def ratings(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    here = get_object_or_404(visits_of(edition, seat), candidate__code=code)
    form = RatingsForm(request.POST or None, edition=edition, rated=ratings_of(here, seat))
    if form.is_valid():
        try:
            actions.rate(visit=here, ratings=form.ratings, by=seat)
        except Refused as no:
            form.add_error(None, str(no).splitlines())
        else:
            messages.success(request, _("Your ratings are kept. You can change them until the decision begins."))
            return redirect("jury:ratings", edition.slug, code)
    return render(request, "jury/finals/ratings.html", _rating(edition, seat, here, form))


def _rating(edition: Edition, seat: Seat, here: Visit, form: RatingsForm) -> dict[str, object]:
    rows, others = pad(edition, here, seat), list(ratings_open_to(edition, here, seat))
    own = [note for note in notes(here, seat) if not note.is_taken_back]
    return {
        "edition": edition,
        "visit": here,
        "form": form,
        "rows": [
            {
                "trait": row.trait,
                "field": form.field_of(row.trait),
                "notes": [note for note in own if note.trait == row.trait.code],
                "others": [rating for rating in others if rating.trait == row.trait.code],
            }
            for row in rows
        ],
        "unnoted": unnoted_traits(edition, here, seat),
        "is_rated": has_rated(edition, here, seat),
    }


@door(role=JURY | {Role.OBSERVER, Role.ORGANISER}, phases=since(Phase.DECISION))
@before_reading
@require_safe
def visit_read(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """What both observers noted and rated, for those who decide."""
    here = get_object_or_404(visits_for(edition, seat), candidate__code=code)
    context = {"edition": edition, "visit": here, "rows": trait_readings(edition, here)}
    return render(request, "jury/finals/visit_read.html", context)
