"""The two pages a nominator sees, rendered once and kept: what differs from one person to the next is put in slots."""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils.html import format_html_join
from django.utils.translation import get_language

from award.codes import grouped, new_code
from award.editions.models import Edition
from award.mail.actions import link
from award.slots import Slotted, slot
from nominations.intake.forms import NominationForm
from nominations.intake.models import Nomination
from nominations.intake.receipts import sealed


class Frame(NamedTuple):
    """Everything a kept page depends on: it is rendered anew when any of it changes."""

    edition_id: int
    phase: str
    rules_hash: str
    name: str
    controller: str
    contact: str
    closes_at: datetime | None
    is_over: bool
    week: int
    path: str
    query: str
    language: str


def frame(request: HttpRequest, edition: Edition, *, closes_at: datetime | None, is_over: bool, week: int) -> Frame:
    about = (edition.pk, edition.phase, edition.rules_hash, edition.name, edition.controller, edition.contact)
    spoken = f"lang={get_language()}" if "lang" in request.GET else ""
    return Frame(*about, closes_at, is_over, week, request.path, spoken, get_language() or "en")


def form_page(request: HttpRequest, edition: Edition, here: Frame) -> bytes:
    """A form nobody has typed in yet."""
    return _form(here).fill({"csrf": get_token(request), "receipt": sealed(edition, new_code())})


def slip_page(nomination: Nomination, code: str, here: Frame) -> bytes:
    """The receipt of a nomination that joins the others and shows nothing of its writer."""
    return _slip(here).fill(slip_words(nomination, code))


def slip_words(nomination: Nomination, code: str) -> dict[str, Any]:
    """What a slip says of one nomination."""
    groups = grouped(code)
    spans = format_html_join("", "<span>{}</span> ", ((group,) for group in groups))
    about = {"about": str(nomination), "received": nomination.week_in_words}
    return {**about, "groups": spans, "copied": " ".join(groups)}


def forget() -> None:
    """What was kept is rendered anew."""
    _form.cache_clear()
    _slip.cache_clear()


def receipt_address(edition: Edition) -> str:
    return link("nominations:receipt", edition.slug).partition("://")[2]


@lru_cache(maxsize=32)
def _form(here: Frame) -> Slotted:
    edition = Edition.objects.get(pk=here.edition_id)
    form = NominationForm(edition=edition, initial={"receipt": slot("receipt")})
    page = {"form": form, "closes_at": here.closes_at, "is_over": here.is_over, "week": here.week, "state": ""}
    return _rendered("nominations/nominate.html", edition, here, {**page, "csrf_token": slot("csrf")})


@lru_cache(maxsize=32)
def _slip(here: Frame) -> Slotted:
    edition = Edition.objects.get(pk=here.edition_id)
    page = {name: slot(name) for name in ("about", "received", "groups", "copied")}
    return _rendered("nominations/slip.html", edition, here, {**page, "receipt_address": receipt_address(edition)})


def _rendered(template: str, edition: Edition, here: Frame, page: dict[str, Any]) -> Slotted:
    """With a request of nobody: nothing of the one who happens to come first can stay in the page."""
    nobody = HttpRequest()
    nobody.path = nobody.path_info = here.path
    nobody.GET = nobody.GET.__class__(here.query)
    nobody.edition = edition  # type: ignore[attr-defined]  # for the frame of the page, as the door does
    return Slotted(get_template(template).render({"edition": edition, **page}, nobody))
