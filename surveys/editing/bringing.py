"""Texts from files, in two steps: what would change is read first, then stored. Nothing is kept between the steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.content.checking import gaps
from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from surveys.editing import actions
from surveys.editing.files_form import FilesForm
from surveys.editing.reading_files import with_texts
from surveys.editing.rules import Stale
from surveys.editing.selectors import fingerprint, weights_left
from surveys.editing.telling import told, told_since


@door(role=Role.ORGANISER, phases={Phase.SETUP})
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    step, seen = request.POST.get("do", ""), fingerprint(edition.content_json)
    posted = request.POST if step in ("look", "store") else None
    form = FilesForm(posted, request.FILES if posted else None, seen=seen)
    newer, looked = None, {}
    if form.is_valid():
        try:
            if step == "store":
                actions.take_texts(edition=edition, texts=form.texts, seen=form.cleaned_data["seen"], by=seat)
                messages.success(request, _("The texts are stored."))
                return redirect("surveys:questionnaire", edition.slug)
            looked = _looked_at(edition, form)
        except Stale as no:
            edition.refresh_from_db(fields=["content_json"])
            newer = told_since(edition, form.cleaned_data["seen"])
            form.add_error(None, str(no))
            looked = _looked_at(edition, form)
        except Refused as no:
            form.add_error(None, str(no).splitlines())
    shown = {"edition": edition, "form": form, "newer": newer, "looks": bool(looked), **looked}
    return render(request, "surveys/editing/bring.html", shown, status=200 if newer is None else 409)


def _looked_at(edition: Edition, form: FilesForm) -> dict[str, Any]:
    """What a person reads before anything is stored; nothing, where the form says why these texts cannot be."""
    try:
        after = with_texts(edition.content_json, form.texts)
    except Refused as no:
        form.add_error(None, str(no).splitlines())
        return {}
    return {
        "seen": fingerprint(edition.content_json),
        "written": form.written,
        "changes": told(edition.content_json, after),
        "gaps": gaps(after),
        "loses_weights": bool(weights_left(edition, after)),
    }
