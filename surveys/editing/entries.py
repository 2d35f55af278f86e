"""The pages on which the texts are changed in forms, while the edition is in set-up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.content.comparing import coded
from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from surveys.editing import actions
from surveys.editing.forms import FORMS, EntryForm
from surveys.editing.rules import Stale
from surveys.editing.selectors import free_code
from surveys.editing.trying import Tried, attempt
from surveys.editing.whole_forms import RemoveForm, RoundTwoForm, ScaleForm
from surveys.editing.words import ADD, LEADS, REMOVE, losses, name_of

OPEN = {Phase.SETUP}
WAYS = ["GET", "HEAD", "POST"]


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(WAYS)
def add(request: HttpRequest, edition: Edition, seat: Seat, kind: str) -> HttpResponse:
    """A new entry, with a code suggested that nobody uses."""
    _known(kind)
    areas = coded(edition.content_json, "area")
    area = request.GET.get("area") if request.GET.get("area") in areas else next(iter(areas), "")
    code = free_code(edition.content_json, kind, area or "")
    return _entry(request, edition, seat, kind, code, is_new=True, area=area)


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(WAYS)
def change(request: HttpRequest, edition: Edition, seat: Seat, kind: str, code: str) -> HttpResponse:
    """An entry as it stands. What was typed about one that was removed meanwhile comes back, to be added anew."""
    _known(kind)
    if request.method != "POST" and code not in coded(edition.content_json, kind):
        raise Http404
    return _entry(request, edition, seat, kind, code, is_new=False)


def _entry(
    request: HttpRequest, edition: Edition, seat: Seat, kind: str, code: str, *, is_new: bool, **first: Any
) -> HttpResponse:
    def make(content: Any, posted: Any, seen: str) -> EntryForm:
        return FORMS[kind](posted, content=content, code=code, is_new=is_new, initial={**first, "seen": seen})

    def store(form: EntryForm) -> None:
        actions.put_entry(edition=edition, kind=kind, entry=form.entry, seen=form.cleaned_data["seen"], by=seat)

    tried = attempt(request, edition, make, store)
    if tried.is_stored:
        messages.success(request, _("“%(code)s” is stored.") % {"code": tried.form.cleaned_data["code"]})
        if request.POST.get("do") == "more":
            area = tried.form.cleaned_data.get("area", "")
            return redirect(f"{reverse('surveys:add_text', args=[edition.slug, kind])}?area={area}")
        return _back(edition, f"{kind}-{tried.form.cleaned_data['code']}")
    entry = coded(edition.content_json, kind).get(code)
    shown = {"edition": edition, "tried": tried, "form": tried.form, "kind": kind, "code": code, "is_new": is_new}
    shown |= {"title": ADD[kind] if is_new else name_of(kind, entry or {}) or code, "lead": LEADS[kind]}
    return render(request, "surveys/editing/entry.html", shown, status=tried.status)


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(WAYS)
def remove(request: HttpRequest, edition: Edition, seat: Seat, kind: str, code: str) -> HttpResponse:
    """Says what is lost first; a second press removes it."""
    _known(kind)
    entry = coded(edition.content_json, kind).get(code)
    if entry is None:
        messages.info(request, _("“%(code)s” is not there any more.") % {"code": code})
        return _back(edition)

    def make(content: Any, posted: Any, seen: str) -> RemoveForm:
        return RemoveForm(posted, content=content, kind=kind, code=code, seen=seen)

    def store(form: RemoveForm) -> None:
        to, seen = form.cleaned_data.get("moves_to", ""), form.cleaned_data["seen"]
        actions.remove_entry(edition=edition, kind=kind, code=code, moves_to=to, seen=seen, by=seat)

    tried = attempt(request, edition, make, store)
    if tried.is_stored:
        messages.success(request, _("“%(code)s” is removed.") % {"code": code})
        return _back(edition)
    shown = {"edition": edition, "tried": tried, "form": tried.form, "kind": kind, "code": code}
    shown |= {"title": REMOVE[kind], "name": name_of(kind, entry), "losses": losses(edition, kind, code)}
    return render(request, "surveys/editing/remove.html", shown, status=tried.status)


@door(role=Role.ORGANISER, phases=OPEN)
@require_POST
def move(request: HttpRequest, edition: Edition, seat: Seat, kind: str, code: str) -> HttpResponse:
    """Up or down among its peers: the button names the place."""
    _known(kind)
    try:
        place, seen = int(request.POST.get("place", "")), request.POST.get("seen", "")
        actions.move_entry(edition=edition, kind=kind, code=code, place=place, seen=seen, by=seat)
    except ValueError:
        messages.error(request, _("Use the buttons to move something up or down."))
    except Stale:
        words = _("The texts were changed meanwhile, so nothing was moved. Look at them again, and press again.")
        messages.error(request, words)
    except Refused as no:
        messages.error(request, str(no))
    return _back(edition, f"{kind}-{code}")


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(WAYS)
def scale(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    def make(content: Any, posted: Any, seen: str) -> ScaleForm:
        return ScaleForm(posted, content=content, seen=seen)

    def store(form: ScaleForm) -> None:
        actions.set_scale(edition=edition, scale=form.scale, seen=form.cleaned_data["seen"], by=seat)

    lead = _("If every point has words, people choose among the words; otherwise among the numbers.")
    shown = {"title": _("The scale"), "lead": lead}
    tried = attempt(request, edition, make, store)
    return _part(request, edition, tried, shown, stored=_("The scale is stored."), anchor="scale")


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(WAYS)
def round_two(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    def make(content: Any, posted: Any, seen: str) -> RoundTwoForm:
        return RoundTwoForm(posted, content=content, seen=seen)

    def store(form: RoundTwoForm) -> None:
        actions.set_round_two(edition=edition, settings=form.settings, seen=form.cleaned_data["seen"], by=seat)

    shown = {"title": _("Round two"), "lead": _("What holds for every area that shortlisted leaders describe.")}
    tried = attempt(request, edition, make, store)
    return _part(request, edition, tried, shown, stored=_("Round two is stored."), anchor="round-two")


def _part(
    request: HttpRequest, edition: Edition, tried: Tried[Any], shown: dict[str, Any], *, stored: str, anchor: str
) -> HttpResponse:
    """A part of the texts that is there once: its form, or back to where it stands."""
    if tried.is_stored:
        messages.success(request, stored)
        return _back(edition, anchor)
    shown |= {"edition": edition, "tried": tried, "form": tried.form}
    return render(request, "surveys/editing/entry.html", shown, status=tried.status)


def _known(kind: str) -> None:
    if kind not in FORMS:
        raise Http404


def _back(edition: Edition, anchor: str = "") -> HttpResponse:
    address = reverse("surveys:questionnaire", args=[edition.slug])
    return redirect(f"{address}#{anchor}" if anchor else address)
