from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.conflicts.door import before_reading
from jury.decision.selectors import takes_part

View = Callable[..., HttpResponse]


def deciding(view: View) -> View:
    """Pages of the decision: whoever is bound to a finalist reads one sentence and nothing else. Hung behind a door."""

    @wraps(view)
    def ask(request: HttpRequest, edition: Edition, seat: Seat, *args: Any, **kwargs: Any) -> HttpResponse:
        if not takes_part(edition, seat):
            return render(request, "jury/decision/no_part.html", {"edition": edition})
        return view(request, edition, seat, *args, **kwargs)

    return before_reading(ask)
