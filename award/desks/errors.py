"""Error pages that say what happened and what to do, with nothing in them of what was typed or of who asked."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from award.logs import is_anonymous

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
OF_ANOTHER_SITE = ("Origin checking", "Referer checking")  # as Django's reasons begin


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "403.html", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return too_large(request) if isinstance(exception, TOO_LARGE) else _page(request, "400.html", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """What was written waits in the browser, a step back; nothing of it was read here."""
    return _page(request, "413.html", 413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A stranger's cookie may be gone when they send: what they wrote waits on the page, to be sent again.

    What comes from another site is never repeated.
    """
    is_ours = is_anonymous(request) and not reason.startswith(OF_ANOTHER_SITE)
    sent = ((name, value) for name, values in request.POST.lists() for value in values) if is_ours else ()
    kept = [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"]
    return _page(request, "403_csrf.html", 403, kept=kept)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the context of the house: whatever broke may be part of it."""
    from django.template import loader

    return HttpResponse(loader.get_template("500.html").render(), status=500, headers={"Cache-Control": "no-store"})


def _page(request: HttpRequest, template: str, status: int, **shown: object) -> HttpResponse:
    response = render(request, template, shown, status=status)
    response["Cache-Control"] = "no-store"
    return response
