from typing import Any, Protocol

from award.audit.models import Entry


class Numbered(Protocol):
    """Something with a number in the database: the trail keeps that and nothing else of a person."""

    @property
    def pk(self) -> Any: ...


def record(edition: Numbered, verb: str, *, by: Numbered | None, **facts: Any) -> Entry:
    """Add a line to the trail, inside the transaction of the act itself. `by` is the seat; None is a command line."""
    return Entry.objects.create(edition=edition.pk, seat=by.pk if by else None, verb=verb, facts=facts)
