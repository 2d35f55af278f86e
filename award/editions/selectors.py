from datetime import date, datetime

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from award.audit.selectors import trail
from award.editions.models import FOR_THE_JURY, Edition, Window
from award.editions.states import Phase

LIGHT = Edition.objects.defer("content_json", *FOR_THE_JURY).annotate(
    here=FilteredRelation("windows", condition=Q(windows__phase=F("phase"))), closing=F("here__closes_at")
)
"""What pages need that many open at once: no texts, none of the jury's rules, but the closing time of the phase.

A page that asks for one of those all the same has it read then.
"""


def with_rules(edition: Edition) -> Edition:
    """One that was read LIGHT, with texts and rules read in one stroke: for a page that tells all about the award."""
    edition.refresh_from_db(fields=["content_json", *FOR_THE_JURY])
    return edition


def editions() -> QuerySet[Edition]:
    return Edition.objects.order_by("-pk")


def windows(edition: Edition) -> dict[str, Window]:
    return {window.phase: window for window in edition.windows.all()}


def closing_time(edition: Edition, phase: Phase) -> datetime | None:
    if phase == edition.phase and "closing" in vars(edition):
        return edition.closing  # type: ignore[attr-defined, no-any-return]  # read along with LIGHT
    return Window.objects.filter(edition=edition, phase=phase).values_list("closes_at", flat=True).first()


def moved_on(edition: Edition, to: Phase) -> date | None:
    """The day on which somebody moved the award there: the trail knows it, and nobody can change it there."""
    moved_at = trail(edition.pk).filter(facts__to=to).values_list("at", flat=True).first()
    return timezone.localtime(moved_at).date() if moved_at else None


def held(edition_id: int) -> Edition:
    """The edition with its row locked: acts that must not overlap, with a move of the phase above all, wait here."""
    return Edition.objects.select_for_update().get(pk=edition_id)


def edition_by_slug(slug: str) -> Edition | None:
    return Edition.objects.filter(slug=slug).first()
