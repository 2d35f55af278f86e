"""What a receipt code opens: how the nomination stands, the organisers' questions, other words, and the way out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from award.budgets import spend
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.refusal import Refused
from nominations.intake import actions
from nominations.intake.forms import NOT_FOUND, AnswerForm, ReceiptForm, StoryForm, as_written
from nominations.intake.guards import WRONG_CODES
from nominations.intake.models import Nomination
from nominations.intake.rules import MOST_MESSAGES, SORTING
from nominations.intake.selectors import messages_of, nomination_by_receipt, traits_of
from nominations.intake.traces import traces


@dataclass(frozen=True)
class Opened:
    """A nomination in the hands of whoever knows its code."""

    request: HttpRequest
    edition: Edition
    nomination: Nomination
    code: str

    def page(self, template: str, **more: Any) -> HttpResponse:
        here = {"edition": self.edition, "nomination": self.nomination, "code": self.code}
        here["traits"] = traits_of(self.edition, self.nomination)
        return render(self.request, f"nominations/{template}.html", {**here, **more})

    @property
    def sent(self) -> QueryDict:
        return self.request.POST


def opened(request: HttpRequest, edition: Edition) -> HttpResponse:
    if request.method != "POST":
        return render(request, "nominations/receipt.html", {"edition": edition, "form": ReceiptForm()})
    form, step = ReceiptForm(request.POST), request.POST.get("step", "")
    code = form.cleaned_data["code"] if form.is_valid() else ""
    if step == "gone" and actions.take_back(edition=edition, receipt=code):
        return render(request, "nominations/taken_back.html", {"edition": edition})
    nomination = nomination_by_receipt(edition, code)
    if nomination is None:
        return _unknown(request, edition, form)
    return STEPS.get(step, _status)(Opened(request, edition, nomination.as_corrected(), code))


def _unknown(request: HttpRequest, edition: Edition, form: ReceiptForm) -> HttpResponse:
    """The same page for every wrong code. Who tries very many is told to wait; a right one opens all the same."""
    patient = spend(WRONG_CODES, request, timezone.localdate())
    if not form.errors:
        form.add_error("code", str(NOT_FOUND))
    page = {"edition": edition, "form": form, "state": "inactive"}
    return render(request, "nominations/receipt.html", page, status=200 if patient else 429)


def _status(here: Opened, answer: AnswerForm | None = None, told: str = "") -> HttpResponse:
    thread = list(messages_of(here.nomination))
    asked = here.edition.phase in SORTING and any(each.is_question for each in thread)
    form = answer or AnswerForm(initial={"number": min(len(thread) + 1, MOST_MESSAGES)})
    return here.page(
        "status",
        thread=thread,
        answer=form if asked else None,
        may_correct=_is_open(here.edition),
        told=told,
        state="error" if form.errors else "stored",
    )


def _answer(here: Opened) -> HttpResponse:
    form = AnswerForm(here.sent)
    if form.errors.get("number"):
        form = AnswerForm({**here.sent.dict(), "number": 1})
    if form.is_valid():
        try:
            actions.answer(edition=here.edition, receipt=here.code, today=timezone.localdate(), **form.cleaned_data)
        except Refused as no:
            form.add_error("text", str(no))
        else:
            return _status(here, told="answered")
    return _status(here, form)


def _rewrite(here: Opened) -> HttpResponse:
    form = StoryForm(edition=here.edition, initial=as_written(here.nomination))
    return here.page("correct", form=form, state="", is_unread=_is_unread(here), traces=traces(here.nomination.reason))


def _correct(here: Opened) -> HttpResponse:
    form = StoryForm(here.sent, edition=here.edition)
    if form.is_valid():
        try:
            actions.correct(
                edition=here.edition,
                receipt=here.code,
                today=timezone.localdate(),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as no:
            form.add_error(None, str(no))
        else:
            found = nomination_by_receipt(here.edition, here.code) or here.nomination
            return _status(Opened(here.request, here.edition, found.as_corrected(), here.code), told="corrected")
    words = traces(form["reason"].value() or "")
    return here.page("correct", form=form, state="error", is_unread=_is_unread(here), traces=words)


def _is_unread(here: Opened) -> bool:
    return actions.is_unread(here.nomination, timezone.localdate())


def _ask_first(here: Opened) -> HttpResponse:
    return here.page("take_back")


def _is_open(edition: Edition) -> bool:
    closes_at = closing_time(edition, Phase.NOMINATIONS)
    return edition.phase == Phase.NOMINATIONS and (closes_at is None or timezone.now() <= closes_at)


STEPS: dict[str, Callable[[Opened], HttpResponse]] = {
    "answer": _answer,
    "rewrite": _rewrite,
    "correct": _correct,
    "take_back": _ask_first,
}
