from datetime import date, timedelta

from django.utils import timezone

from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from surveys.ballots.keys import has_keys
from surveys.ballots.models import Ticket
from surveys.counting.selectors import is_released, release

KEPT_AFTER_SCREENING = timedelta(days=30)
KEYS_KEPT = timedelta(days=7)  # long enough to restore a backup and look at it


def tickets_due_on(edition: Edition) -> date | None:
    """Links that were counted are of no use: they go a month after the screening, or when the award is announced."""
    if not is_released(edition):
        return None
    closes_at = closing_time(edition, Phase.SCREENING)
    if closes_at:
        return timezone.localtime(closes_at).date() + KEPT_AFTER_SCREENING
    return timezone.localdate() if edition.phase == Phase.ANNOUNCED else None


def purge_tickets(edition: Edition) -> int:
    deleted, _rows = Ticket.objects.filter(candidate__edition=edition).delete()
    return deleted


def keys_due_on(edition: Edition) -> date | None:
    """Keys that nobody destroyed after the count go by themselves; before it they are never touched."""
    found = release(edition)
    return found.released_on + KEYS_KEPT if found and has_keys(edition) else None
