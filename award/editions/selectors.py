from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from award.audit.selectors import trail
from award.editions.models import Edition, Window
from award.editions.states import Phase

_CLOSING = Window.objects.filter(edition=OuterRef("pk"), phase=OuterRef("phase")).values("closes_at")
LIGHT = Edition.objects.defer("content_json").annotate(closing=Subquery(_CLOSING))
"""Without texts, with the closing time of the phase: for pages many open at once. What is asked for is read then."""


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
