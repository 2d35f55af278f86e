"""How much strangers may send: a nomination or an answer fits many times over, and no body of theirs touches a disk."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from award.desks.errors import too_large
from award.logs import is_anonymous

MOST_BYTES = 128 * 1024


class MeasureMiddleware:
    """Refuses a body by its announced length, before anything reads it. A body without a length is read as empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if announced(request) <= MOST_BYTES:
            return None
        if is_anonymous(request) or not request.user.is_authenticated:
            return too_large(request)
        return None


def announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
