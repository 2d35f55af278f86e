from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.accounts.door import door
from award.codes import new_code, parse
from award.editions.models import Edition
from award.editions.states import Phase
from award.language import CODES
from award.refusal import Refused
from surveys.ballots import actions, pages
from surveys.ballots.forms import CodeForm
from surveys.ballots.selectors import Ballot, ballot
from surveys.ballots.tickets import hashed
from surveys.questionnaire import Given, given_by

COOKIE = "__Secure-t" if settings.HTTPS else "t"
COOKIE_PATH = "/s/"
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}

View = Callable[..., HttpResponse]


def employees(view: View) -> View:
    """A page for people without an account: never indexed, only forms are read, and a database that is away is told."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_read = request.method != "POST" or request.content_type in FORMS
        try:
            response = view(request, *args, **kwargs) if is_read else HttpResponse(status=415)
        except (OperationalError, InterfaceError):
            response = _later(render(request, "surveys/away.html", {"here": get_language()}))
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return shown


@door(role=None)
@employees
@require_safe
def open_link(request: HttpRequest, ticket: str) -> HttpResponse:
    """The link of the invitation. Looking at it changes nothing; the ticket leaves the address at once."""
    return _handed_over(request, ticket)


@door(role=None)
@employees
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The code of a sheet, typed: what a link would do, and the same words for every code that is not open."""
    typed = CodeForm(request.POST if request.method == "POST" else None)
    if typed.is_valid():
        return _handed_over(request, typed.cleaned_data["code"])
    return render(request, "surveys/enter.html", {"form": typed, "here": get_language()})


@door(role=None, phases={Phase.SURVEYS})
@require_safe
def to_enter(request: HttpRequest, edition: Edition) -> HttpResponse:
    """From an award's own page to the one place where every code is typed: the code alone says which award it is of."""
    return _to(request, "surveys:enter")


@door(role=None)
@employees
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _switched(request) if _switches(request.POST) else _answered(request)
    if not request.COOKIES.get(COOKIE):  # loaded anew, or a browser without cookies: no word about any link
        return HttpResponse(pages.unopened_page())
    response = _sheet(request, request.COOKIES[COOKIE], w=new_code())
    if request.method == "GET":
        response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Lax")
    return response


@door(role=None)
@employees
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    typed = CodeForm(request.POST if request.method == "POST" else None)
    if not typed.is_valid():
        return _withdrawal(request, "open", form=typed)
    code = typed.cleaned_data["code"]
    if request.POST.get("sure") != "yes":
        return _withdrawal(request, "open", sure=True, code=code)
    try:
        is_gone = actions.withdraw(code=code, now=timezone.now())
    except Refused as no:
        return _withdrawal(request, "closed", words=str(no))
    if is_gone:
        return _withdrawal(request, "inactive")
    typed.add_error(
        "code",
        _(
            "No stored answers belong to this code. Compare it with your note, sign by sign. If the survey was counted "
            "already, nobody can tell answers apart any more, nor withdraw one."
        ),
    )
    return _withdrawal(request, "error", form=typed)


def _opened(ticket: str) -> tuple[str, Ballot] | HttpResponse:
    """A code that takes an answer now, and what it is about; or the page that says that it takes none."""
    link = parse(ticket)
    found = ballot(hash=hashed(link)) if link else None
    if link is None or found is None or not found.is_open:
        return HttpResponse(pages.inactive_page())
    return HttpResponse(pages.closed_page()) if found.is_closed(timezone.now()) else (link, found)


def _handed_over(request: HttpRequest, ticket: str) -> HttpResponse:
    opened = _opened(ticket)
    if isinstance(opened, HttpResponse):
        return opened
    link, _about = opened
    response = _to(request, "surveys:form")
    response.set_cookie(COOKIE, link, path=COOKIE_PATH, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def _to(request: HttpRequest, page: str) -> HttpResponse:
    """Another page in the language that was asked for."""
    asked = request.GET.get("lang", "")
    return HttpResponseRedirect(reverse(page) + (f"?lang={asked}" if asked in CODES else ""), status=303)


def _answered(request: HttpRequest) -> HttpResponse:
    ticket, w = request.POST.get("ticket", ""), parse(request.POST.get("w", "")) or new_code()
    try:
        outcome = actions.submit(ticket=ticket, w=w, given=given_by(request.POST.lists()), now=timezone.now())
        if outcome == "stored":
            return _thanks(w)
        return HttpResponse(pages.closed_page() if outcome == "closed" else pages.inactive_page())
    except actions.Unfinished as no:
        return _sheet(request, ticket, w=w, given=given_by(request.POST.lists()), errors=no.checked.errors)
    except (OperationalError, InterfaceError, Refused):
        return _again(request, w)


def _thanks(w: str) -> HttpResponse:
    """Chromium keeps a page for its Back button, `no-store` or not, until a cookie unseen by scripts changes."""
    response = HttpResponse(pages.stored_page(w), headers={"Clear-Site-Data": '"cache"'})
    response.set_cookie(COOKIE, new_code(), path=COOKIE_PATH, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def _switched(request: HttpRequest) -> HttpResponse:
    """Another language: the answers travel along, the ticket stays unused."""
    w = parse(request.POST.get("w", "")) or new_code()
    try:
        return _sheet(request, request.POST.get("ticket", ""), w=w, given=given_by(request.POST.lists()))
    except (OperationalError, InterfaceError):
        return _again(request, w)


def _switches(posted: QueryDict) -> bool:
    return any(value in CODES for value in posted.getlist("switch"))


def _sheet(
    request: HttpRequest,
    ticket: str,
    *,
    w: str,
    given: Given | None = None,
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    opened = _opened(ticket)
    if isinstance(opened, HttpResponse):
        return opened
    link, found = opened
    csrf = get_token(request)
    return HttpResponse(pages.form_page(found, csrf=csrf, ticket=link, w=w, given=given or {}, errors=errors or {}))


def _again(request: HttpRequest, w: str) -> HttpResponse:
    """Stored or not, nothing is lost: what was posted is put into a form that needs no database, to be sent again."""
    left_out = {"csrfmiddlewaretoken", "switch", "w"}
    sent = ((name, value) for name, values in request.POST.lists() for value in values)
    kept = [("w", w), *((name, value) for name, value in sent if name not in left_out)]
    shown = {"kept": kept, "csrf": get_token(request), "here": get_language()}
    return _later(render(request, "surveys/again.html", shown))


def _later(response: HttpResponse) -> HttpResponse:
    response.status_code = 503
    response.headers["Retry-After"] = "30"
    return response


def _withdrawal(request: HttpRequest, state: str, **shown: Any) -> HttpResponse:
    return render(request, "surveys/withdraw.html", {"state": state, "here": get_language(), **shown})
