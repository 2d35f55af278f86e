"""From ticks in the list to something that has happened: one more look, all or nothing, and the ticks come back."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.editions.models import Edition
from award.editions.registers import veiled
from award.refusal import Refused
from nominations.candidates.selectors import candidates
from nominations.intake.models import Nomination
from nominations.sorting import actions
from nominations.sorting.content import ACTS, MAKE, done, left_without
from nominations.sorting.forms import AddForm, RejectForm
from nominations.sorting.rules import FITTING, check_number, check_still, check_unproven
from nominations.sorting.selectors import known, left_empty, may_be, ticked

PASSING = ("pick", "like")  # said once, not kept with the filters


def decide(request: HttpRequest, edition: Edition, seat: Seat, today: date) -> HttpResponse:
    """What was chosen for those that are ticked: asked first, done when it is meant."""
    act, keys = request.POST.get("act", ""), request.POST.getlist("pick")
    query, veil = request.GET.urlencode(), veiled(edition, seat)
    try:
        chosen = chosen_for(act, edition, keys, today, veil)
        if act == MAKE:
            address = reverse("nominations:new_candidate", args=[edition.slug])
            return redirect(f"{address}?{urlencode([('n', each.pk) for each in chosen])}")
        form = _form(request, edition, act, chosen, veil)
        if "sure" in request.POST and form.is_valid():
            into = _do(act, edition, chosen, form.cleaned_data, seat)
            messages.success(request, done(act, chosen, into))
            return redirect(back(edition, query))
    except Refused as no:
        messages.error(request, str(no))
        return redirect(back(edition, query, keys))
    here = {"edition": edition, "act": ACTS[act], "question": ACTS[act].question(len(chosen)), "nominations": chosen}
    here |= {"form": form, "cancel": back(edition, query, keys), "stay": back(edition, query)}
    here["warnings"] = left_without(left_empty(chosen)) if act == "take_back" else []
    return render(request, "nominations/act.html", here)


def chosen_for(
    act: str, edition: Edition, keys: Collection[str], today: date, veil: Collection[str]
) -> list[Nomination]:
    """The nominations that were ticked, if this can be done with every one of them."""
    if act not in FITTING:
        raise Refused(_("Choose what to do with those you ticked."))
    wanted = set(keys)
    check_number(len(wanted))
    chosen = ticked(edition, wanted, today, veil)
    check_still(chosen, len(wanted), FITTING[act], edition)
    if act == "delete":
        check_unproven(chosen)
    return chosen


def back(edition: Edition, query: str, keys: Collection[str] = ()) -> str:
    """The list as it was filtered, with the ticks that were set."""
    kept = QueryDict(query, mutable=True)
    for name in PASSING:
        kept.pop(name, None)
    kept.setlist("pick", list(keys))
    address = reverse("nominations:nominations", args=[edition.slug])
    return f"{address}?{kept.urlencode()}" if kept.urlencode() else address


def _form(
    request: HttpRequest, edition: Edition, act: str, chosen: Sequence[Nomination], veil: Collection[str]
) -> forms.Form:
    given = request.POST if "sure" in request.POST else None
    if act == "add":
        said = [code for code in [request.POST.get("candidate", "")] if code]
        return AddForm(given, edition=edition, first=said or may_be(chosen, known(edition, veil)))
    return RejectForm(given) if act == "reject" else forms.Form(given)


def _do(act: str, edition: Edition, chosen: Sequence[Nomination], said: dict[str, Any], seat: Seat) -> str:
    """Whose the nominations are now, if somebody's."""
    if act == "add":
        into = candidates(edition).get(code=said["candidate"])
        actions.add_to_candidate(nominations=chosen, candidate=into, by=seat)
        return into.name
    if act == "reject":
        actions.reject(nominations=chosen, by=seat, **said)
    else:
        PLAIN[act](nominations=chosen, by=seat)
    return ""


PLAIN = {
    "hold": actions.hold,
    "release": actions.release,
    "take_back": actions.take_from_candidate,
    "delete": actions.delete_unproven,
}
