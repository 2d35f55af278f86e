from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from jury.conflicts.selectors import undeclared

View = Callable[..., HttpResponse]


def before_reading(view: View) -> View:
    """Pages that show a candidate or a number: the jury says first of everybody what binds them. Hung behind a door."""

    @wraps(view)
    def ask(request: HttpRequest, edition: Edition, seat: Seat, *args: Any, **kwargs: Any) -> HttpResponse:
        if seat.role != Role.ORGANISER and undeclared(edition, seat).exists():
            messages.info(request, _("Before you read, say what binds you to the candidates; then this page opens."))
            return redirect("jury:conflicts", edition.slug)
        return view(request, edition, seat, *args, **kwargs)

    return ask
