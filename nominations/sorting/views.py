from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import veiled
from award.editions.states import Phase, since
from award.refusal import Refused
from nominations.candidates.forms import CandidateForm
from nominations.intake import selectors as intake
from nominations.intake.actions import open_batch
from nominations.intake.rules import SORTING
from nominations.intake.states import Source, State
from nominations.sorting import actions, selectors
from nominations.sorting.content import offered
from nominations.sorting.deciding import back, chosen_for, decide
from nominations.sorting.forms import AddForm, AskForm, RejectForm, first_guess
from nominations.sorting.likeness import Named
from nominations.sorting.listing import Block, Wish, blocks, is_unproven, pages, states
from nominations.sorting.selectors import Suggestion


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
def nominations(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """Everything that came in up to yesterday, alike ones together. What to do with those ticked is asked once more."""
    today = timezone.localdate()
    open_batch(edition=edition, today=today)
    if request.method == "POST":
        return decide(request, edition, seat, today)
    veil = veiled(edition, seat)
    rows, known = selectors.rows(edition, today, veil), selectors.known(edition, veil)
    suggested = selectors.suggestions(rows, known)
    wish = Wish.of(request.GET)
    shown = pages(blocks(wish, rows, suggested))
    page = Paginator(shown, 1).get_page(request.GET.get("page"))
    found = [block for each in page.object_list for block in each]
    here = {
        "edition": edition,
        "wish": wish,
        "states": states(rows),
        "weeks": sorted({row.week for row in rows}),
        "sources": Source.choices,
        "number": sum(len(block.rows) for each in shown for block in each),
        "alike": len([each for each in suggested if len(each.keys) > 1 or each.codes]),
        "page": page,
        "has_rows": bool(rows),
        "lead": selectors.waiting_words(sum(row.state == State.WAITING for row in rows)),
        "acts": offered(edition, bool(known), any(map(is_unproven, rows))),
    }
    return render(
        request, "nominations/nominations.html", {**here, **_on_page(request, edition, found, suggested, known)}
    )


def _on_page(
    request: HttpRequest, edition: Edition, found: list[Block], suggested: list[Suggestion], known: list[Named]
) -> dict[str, Any]:
    """The nominations of this page, whole, and which of them are ticked."""
    keys = [key for block in found for key in block.keys]
    whole = intake.nominations(edition, timezone.localdate()).in_bulk(keys)
    named = {each.key: each for each in known}
    like = {key for each in suggested if each.key == request.GET.get("like") for key in each.keys}
    asked = request.GET.getlist("pick")
    stacks = [
        (block, [whole[key] for key in block.keys if key in whole], [named[code] for code in block.codes])
        for block in found
    ]
    return {"stacks": stacks, "picked": {*asked, *like, *(keys if "all" in asked else ())}}


@door(role=Role.ORGANISER, phases=since(Phase.NOMINATIONS))
@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: HttpRequest, edition: Edition, seat: Seat, pk: str) -> HttpResponse:
    """One nomination, as it was written, and what was asked and answered about it."""
    veil, today = veiled(edition, seat), timezone.localdate()
    read = get_object_or_404(intake.nominations(edition, today, veil), pk=pk)
    actions.mark_as_read(read)
    question = AskForm(request.POST if request.method == "POST" else None)
    if question.is_valid():
        try:
            actions.ask(nomination=read, by=seat, **question.cleaned_data)
        except Refused as no:
            question.add_error("text", str(no))
        else:
            messages.success(request, _("Your question stands with the receipt now."))
            return redirect(f"{request.path}#thread")
    candidate = intake.candidate_of(read)
    first = [] if candidate else selectors.may_be([read], selectors.known(edition, veil))
    here = {
        "edition": edition,
        "nomination": read,
        "candidate": candidate,
        "traits": intake.traits_of(edition, read),
        "thread": intake.thread_of(read, today),
        "question": question,
        "form": RejectForm(),
        "add_form": AddForm(edition=edition, first=first),
        "may_make": edition.phase == Phase.NOMINATIONS,
        "may_sort": edition.phase in SORTING,
    }
    return render(request, "nominations/nomination.html", here)


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
@require_http_methods(["GET", "HEAD", "POST"])
def guard(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The switch for days on which machines nominate, and what it does to people."""
    if request.method == "POST":
        actions.set_guard(edition=edition, is_guarded="on" in request.POST, by=seat)
        return redirect("nominations:guard", edition.slug)
    held_back = intake.nominations(edition, timezone.localdate(), veiled(edition, seat)).filter(
        is_unproven=True, state=State.HELD
    )
    return render(request, "nominations/guard.html", {"edition": edition, "number": held_back.count()})


@door(role=Role.ORGANISER, phases={Phase.NOMINATIONS})
def new_candidate(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """A candidate made of the nominations named in the address."""
    veil = veiled(edition, seat)
    keys = request.GET.getlist("n")
    try:
        chosen = chosen_for("make", edition, keys, timezone.localdate(), veil)
    except Refused as no:
        messages.error(request, str(no))
        return redirect(back(edition, "", keys))
    form = CandidateForm(request.POST or None, initial=first_guess(chosen, edition.language))
    if form.is_valid():
        try:
            made = actions.make_candidate(edition=edition, nominations=chosen, by=seat, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("%(name)s is candidate %(code)s.") % {"name": made.name, "code": made.code})
            return redirect("nominations:candidate", edition.slug, made.code)
    known = selectors.known(edition, veil)
    codes = selectors.may_be(chosen, known)
    here = {"edition": edition, "form": form, "nominations": chosen, "cancel": back(edition, "", keys)}
    here |= {"perhaps": [each for each in known if each.key in codes]}
    return render(request, "nominations/new_candidate.html", here)
