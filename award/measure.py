"""How much strangers may send: a nomination or an answer fits many times over, and no body of theirs touches a disk.

Whoever was sent a link to bring a list by may bring a long one. An unknown link is a stranger's: it is looked for once,
by its hash, and nothing of the body is read.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from award.desks.errors import too_large
from award.logs import is_anonymous

MOST_BYTES = 128 * 1024
LONGEST_LIST = 1024 * 1024  # a roster of 5,000 lines; forms of people with a seat have the same limit


class MeasureMiddleware:
    """Refuses a body by its announced length, before anything reads it. A body without a length is read as empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if announced(request) <= MOST_BYTES or _brings_a_list(request, view, kwargs):
            return None
        if is_anonymous(request) or not request.user.is_authenticated:
            return too_large(request)
        return None


def _brings_a_list(request: HttpRequest, view: Any, kwargs: dict[str, Any]) -> bool:
    brings = getattr(getattr(view, "door", None), "brings", None)
    return brings is not None and announced(request) <= LONGEST_LIST and brings(**kwargs)


def announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
