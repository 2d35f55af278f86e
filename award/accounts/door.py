from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from award.accounts.selectors import seat_of
from award.editions.models import Edition
from award.editions.selectors import LIGHT
from award.editions.states import Phase

View = Callable[..., HttpResponse]
READING = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Door:
    """Who may enter a page, and while the edition stands where. No roles: everybody, and nothing about them is kept.

    `brings` says of an address whether a living link stands in it whose owner may send a whole list.
    """

    roles: tuple[str, ...]
    phases: frozenset[Phase]
    brings: Callable[..., bool] | None = None


def door(
    *,
    role: str | Iterable[str] | None,
    phases: Iterable[Phase] = tuple(Phase),
    brings: Callable[..., bool] | None = None,
) -> Callable[[View], View]:
    """Every page stands behind one: it loads the edition and the seat and hands them to the view.

    A page without roles still takes what was typed after its phase has ended: the action refuses then, and the form
    comes back with its text. The door shows; the action decides.
    """
    roles = () if role is None else (role,) if isinstance(role, str) else tuple(sorted(role))
    here = Door(roles, frozenset(phases), brings)

    def hang(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = _open(here, view, request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        enter.door = here  # type: ignore[attr-defined]  # read by the house tests and the log filter
        return enter

    return hang


def _open(here: Door, view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if any("\0" in value for value in kwargs.values() if isinstance(value, str)):
        raise Http404
    slug = kwargs.pop("edition", None)
    if slug is None:
        return view(request, *args, **kwargs)
    edition = get_object_or_404(Edition.objects if here.roles else LIGHT, slug=slug)
    request.edition = edition  # type: ignore[attr-defined]  # for the page's frame: navigation and timeline
    shut = edition.phase not in here.phases
    if not here.roles:
        return _closed(request, edition) if shut and request.method in READING else view(request, edition, **kwargs)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    seat = seat_of(request.user, edition, here.roles)
    if seat is None:
        raise PermissionDenied
    request.seat = seat  # type: ignore[attr-defined]
    return _closed(request, edition) if shut else view(request, edition, seat, **kwargs)


def _closed(request: HttpRequest, edition: Edition) -> HttpResponse:
    return render(request, "award/closed.html", {"edition": edition}, status=403)
