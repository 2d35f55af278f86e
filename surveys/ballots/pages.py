"""The employees' pages: rendered once per questionnaire and language, without any request, and kept."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.codes import grouped
from award.editions.models import Edition
from award.language import LANGUAGES_SHOWN
from award.slots import Slotted, slot
from surveys.ballots.selectors import Ballot
from surveys.questionnaire import Given
from surveys.questionnaire.dates import day_and_time
from surveys.questionnaire.promised import promised
from surveys.questionnaire.selectors import frozen_questionnaire
from surveys.questionnaire.sheet import marks, parts, questions_html, statements_html, summary, title_prefix

STATEMENTS_PER_MINUTE = 5
SLOTS = ("failed", "about", "means", "whom", "summary", "csrf", "ticket", "w")


class Frame(NamedTuple):
    """Everything the kept part of the form depends on: a page is rendered anew when any of it changes."""

    edition_id: int
    rules_hash: str
    name: str
    controller: str
    contact: str
    threshold: int
    closes_at: datetime | None
    language: str
    is_test: bool


def form_page(ballot: Ballot, *, csrf: str, ticket: str, w: str, given: Given, errors: Mapping[str, str]) -> bytes:
    frame = Frame(
        ballot.edition_id,
        ballot.rules_hash,
        ballot.edition_name,
        ballot.controller,
        ballot.contact,
        ballot.threshold,
        ballot.closes_at,
        get_language() or "en",
        settings.TEST_INSTALLATION,
    )
    filled = marks(given, errors)
    if errors:
        questionnaire = frozen_questionnaire(ballot.edition_id, ballot.rules_hash)
        filled["failed"] = title_prefix(errors)
        filled["summary"] = summary(questionnaire, errors, leader=False)
    return _form(frame).fill(filled | _about(ballot) | {"csrf": csrf, "ticket": ticket, "w": w})


def stored_page(w: str) -> bytes:
    lines = format_html_join("", '<span aria-hidden="true">{}</span>', ((group,) for group in grouped(w)))
    return _plain("stored", get_language() or "en").fill({"w": w, "grouped": lines})


def inactive_page() -> bytes:
    return _plain("inactive", get_language() or "en").fill({})


def unopened_page() -> bytes:
    return _plain("unopened", get_language() or "en").fill({})


def closed_page() -> bytes:
    return _plain("closed", get_language() or "en").fill({})


def _about(ballot: Ballot) -> dict[str, str]:
    """Who "my leader" is, by name: people may have had several, and may have been sent several links."""
    names = {"name": ballot.name, "employer": ballot.employer}
    crumbs = _("For employees of %(employer)s, about %(name)s") if ballot.employer else _("About %(name)s")
    name = format_html("<bdi>{}</bdi>", ballot.name)  # written from the right, it leaves the words around it
    who = format_html("{}, <bdi>{}</bdi>", name, ballot.employer) if ballot.employer else name
    return {
        "about": crumbs % names,
        "means": format_html(_("Wherever it says “my leader”, it means <strong>{}</strong>."), who),
        "whom": format_html(_("“My leader” is {}"), name),
    }


@lru_cache(maxsize=64)
def _form(frame: Frame) -> Slotted:
    edition = Edition.objects.get(pk=frame.edition_id)
    questionnaire = frozen_questionnaire(frame.edition_id, frame.rules_hash)
    total = len(questionnaire.items)
    words = promised(
        writes=bool(questionnaire.texts),
        threshold=frame.threshold,
        closes_at=frame.closes_at,
        name=frame.name,
        controller=frame.controller,
        contact=frame.contact,
    )
    return _rendered(
        "surveys/form.html",
        {
            "edition": edition,
            "parts": parts(questionnaire, leader=False),
            "statements": statements_html(questionnaire, leader=False),
            "questions": questions_html(
                questionnaire, leader=False, kept_from=(edition.comments_from, edition.comments_least)
            ),
            "total": total,
            "minutes": max(1, round(total / STATEMENTS_PER_MINUTE)),
            "closes": day_and_time(frame.closes_at) if frame.closes_at else "",
            "promise": words,
            "is_test": frame.is_test,
            "slots": {name: slot(name) for name in SLOTS},
        },
    )


@lru_cache(maxsize=16)
def _plain(name: str, language: str) -> Slotted:
    """The pages that answer: the same to everybody, with no word of which team, whose link or what edition."""
    return _rendered(f"surveys/{name}.html", {"slots": {"w": slot("w"), "grouped": slot("grouped")}})


def _rendered(template: str, context: dict[str, Any]) -> Slotted:
    """Without a request: nothing of the one who happens to come first can stay in the page."""
    spoken = {"languages": LANGUAGES_SHOWN, "here": get_language() or "en"}
    return Slotted(get_template(template).render({**spoken, **context}))
