from django.db.models import QuerySet

from award.audit.models import Entry


def trail(edition_id: int) -> QuerySet[Entry]:
    return Entry.objects.filter(edition=edition_id)


def purged(edition_id: int) -> QuerySet[Entry]:
    """What the clocks of an edition have deleted."""
    return trail(edition_id).filter(verb="purged")
