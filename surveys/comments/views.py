from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import veiled
from award.editions.states import Phase, since
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.comments import actions
from surveys.comments.cards import in_order, next_waiting, parts
from surveys.comments.forms import Decision, DecisionForm, HandoverForm
from surveys.comments.models import Comment
from surveys.comments.selectors import (
    desk,
    fingerprint,
    handover,
    known_around,
    numbers,
    released,
    texts,
    wordings,
)
from surveys.rosters.selectors import results_are_in

OPEN = since(Phase.SCREENING)


@door(role=Role.ORGANISER, phases=OPEN)
@require_safe
def overview(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    veil = veiled(edition, seat)
    read = [row for row in desk(edition) if row.candidate.code not in veil]
    rows = [row for row in read if row.numbers.total or row.handover]
    page = {"edition": edition, "rows": rows, "is_counted": results_are_in(edition)}
    return render(request, "surveys/texts.html", page)


@door(role=Role.ORGANISER, phases=OPEN)
@require_safe
def moderate(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    return _page(request, edition, _candidate(edition, seat, code))


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, edition: Edition, seat: Seat, code: str, pk: str) -> HttpResponse:
    """One decision; then on to the next text that waits."""
    candidate = _candidate(edition, seat, code)
    if request.method != "POST":
        return redirect("surveys:moderate", edition.slug, code)
    comment = texts(candidate).filter(pk=pk).first()
    if comment is None or handover(candidate):
        messages.error(request, _("Nothing was changed: these texts were handed to the jury in the meantime."))
        return redirect("surveys:moderate", edition.slug, code)
    form = DecisionForm(request.POST, comment=comment)
    if form.is_valid():
        try:
            _act(comment, form.cleaned_data["decision"], form.cleaned_data["text"])
        except Refused as no:
            form.add_error("text", str(no))
        else:
            return _onwards(edition, candidate, pk)
    return _page(request, edition, candidate, form, pk)


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, edition: Edition, seat: Seat, code: str) -> HttpResponse:
    """Says what will be lost; a second press hands the texts over."""
    candidate = _candidate(edition, seat, code)
    rows = list(texts(candidate))
    found = numbers(rows)
    if handover(candidate) or found.waiting or not rows:
        return redirect("surveys:moderate", edition.slug, code)
    form = HandoverForm(request.POST if request.method == "POST" else None, initial={"seen": fingerprint(rows)})
    if form.is_valid():
        try:
            actions.hand_over(candidate=candidate, seen=form.cleaned_data["seen"], by=seat)
        except Refused as no:
            messages.error(request, str(no))
            return redirect("surveys:finish", edition.slug, code)
        messages.success(request, _("The texts about %(name)s are handed to the jury.") % {"name": candidate.name})
        return redirect("surveys:texts", edition.slug)
    page = {"edition": edition, "candidate": candidate, "numbers": found, "form": form}
    return render(request, "surveys/texts_finish.html", page)


@door(role=Role.ORGANISER, phases=OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, edition: Edition, seat: Seat, code: str, pk: str) -> HttpResponse:
    """Shows a released text and says what is lost; a second press removes it."""
    candidate = _candidate(edition, seat, code)
    comment = get_object_or_404(released(candidate), pk=pk)
    if request.method == "POST":
        actions.remove(comment=comment, by=seat)
        messages.success(request, _("The text is gone."))
        return redirect("surveys:moderate", edition.slug, code)
    page = {"edition": edition, "candidate": candidate, "comment": comment}
    return render(request, "surveys/texts_remove.html", page)


def _candidate(edition: Edition, seat: Seat, code: str) -> Candidate:
    """Before the count is through there is nothing to read about anybody; nor ever for whoever is bound to them."""
    if not results_are_in(edition) or code in veiled(edition, seat):
        raise Http404
    return get_object_or_404(accepted(edition).select_related("edition"), code=code)


def _act(comment: Comment, decision: str, text: str) -> None:
    if decision == Decision.WITHHELD:
        actions.withhold(comment=comment)
    elif decision == Decision.WAITING:
        actions.undecide(comment=comment)
    else:
        actions.show(comment=comment, text=text if decision == Decision.CHANGED else None)


def _onwards(edition: Edition, candidate: Candidate, pk: str) -> HttpResponse:
    rows = list(texts(candidate))
    following = next_waiting(in_order(rows, wordings(edition, rows)), pk)
    place = f"t-{following.pk}" if following else "finish"
    return HttpResponseRedirect(f"{reverse('surveys:moderate', args=[edition.slug, candidate.code])}#{place}")


def _page(
    request: HttpRequest, edition: Edition, candidate: Candidate, form: DecisionForm | None = None, pk: str = ""
) -> HttpResponse:
    """Before the handover the cards to decide on, after it what the jury reads."""
    page: dict[str, object] = {"edition": edition, "candidate": candidate}
    done = handover(candidate)
    if done:
        rows = list(released(candidate))
        asked = [(words, [row for row in rows if row.question == q]) for q, words in wordings(edition, rows).items()]
        return render(request, "surveys/texts_handed.html", {**page, "handover": done, "asked": asked})
    rows = list(texts(candidate))
    found = parts(rows, wordings(edition, rows), known_around(candidate), form, pk)
    page |= {"numbers": numbers(rows), "parts": found, "form": form}
    return render(request, "surveys/texts_moderate.html", page)
