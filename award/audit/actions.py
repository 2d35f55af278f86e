from dataclasses import dataclass
from typing import Any, Protocol

from award.audit.models import ACTED, Entry


class Numbered(Protocol):
    """Something with a number in the database: the trail keeps that and nothing else of a person."""

    @property
    def pk(self) -> Any: ...


@dataclass(frozen=True)
class Linked:
    """Somebody without a seat who acts by a link of their own: the trail says in which part, and never who it was."""

    part: str  # as a sentence begins, marked for translation
    pk: None = None


def record(edition: Numbered, verb: str, *, by: Numbered | None, **facts: Any) -> Entry:
    """Add a line to the trail, inside the transaction of the act itself. `by` is the seat; None is a command line."""
    if isinstance(by, Linked):
        facts = {**facts, ACTED: by.part}
    return Entry.objects.create(edition=edition.pk, seat=by.pk if by else None, verb=verb, facts=facts)
