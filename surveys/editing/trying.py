"""A form over the texts on its way: shown, sent, refused with what was typed in it, or stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest

from award.editions.models import Edition
from award.editions.selectors import edition_by_slug
from award.refusal import Refused
from surveys.editing.rules import Stale, check_not_changed_since
from surveys.editing.selectors import fingerprint
from surveys.editing.telling import Told, told_since

Form = TypeVar("Form", bound=forms.Form)


@dataclass(frozen=True)
class Tried(Generic[Form]):
    """How far a form has come. `newer`: what others changed meanwhile; None, if nobody did."""

    form: Form
    is_stored: bool = False
    newer: list[Told] | None = None

    @property
    def status(self) -> int:
        return 200 if self.newer is None else 409


def attempt(
    request: HttpRequest,
    edition: Edition,
    make: Callable[[Mapping[str, Any], Any, str], Form],
    store: Callable[[Form], None],
) -> Tried[Form]:
    """`make` builds the form from texts, what was posted, and the fingerprint of the texts."""
    posted: Any = request.POST if request.method == "POST" else None
    form = make(edition.content_json, posted, fingerprint(edition.content_json))
    if posted is None:
        return Tried(form)
    try:
        if not form.is_valid():
            if posted.get("seen"):
                check_not_changed_since(edition, posted["seen"])  # it may be what others did that is refused
            return Tried(form)
        store(form)
    except Stale as no:
        here = edition_by_slug(edition.slug) or edition
        again = posted.copy()
        again["seen"] = fingerprint(here.content_json)
        form = make(here.content_json, again, again["seen"])
        form.is_valid()
        form.add_error(None, str(no))
        return Tried(form, newer=told_since(here, posted.get("seen", "")))
    except Refused as no:
        form.add_error(None, str(no).splitlines())
        return Tried(form)
    return Tried(form, is_stored=True)
