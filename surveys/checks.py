"""What `doctor` says of the keys of the editions on this server: a missing one is found before the count, not at it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from award.editions.states import Phase
from surveys.ballots.key_dir import path_of
from surveys.ballots.keys import count_path, has_keys
from surveys.ballots.models import CountKey, Ticket
from surveys.counting.selectors import is_released

NEEDED = {
    "mail": "no invitation of it can be sent, nor sent again",
    "links": "its count will stop, for nobody can say whether the links are those that were given out",
}


@register(Tags.database)
def keys_of_surveys(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    try:
        return [message for key in _keys() for message in _ailments(key)] if databases else []
    except DatabaseError:  # no tables yet
        return []


def _keys() -> list[CountKey]:
    running = CountKey.objects.exclude(edition__phase__in=(Phase.SETUP, Phase.ANNOUNCED))
    return list(running.select_related("edition").order_by("edition__slug"))


def _ailments(key: CountKey) -> Iterator[CheckMessage]:
    edition = key.edition
    if is_released(edition):
        if has_keys(edition):
            hint = f"Restore a backup elsewhere, run verify there, then: manage.py destroy_keys {edition.slug}"
            yield Warning(f"{edition.slug} is counted and its keys still exist.", hint=hint, id="surveys.W002")
        return
    if not count_path(edition, bytes(key.public)).exists():
        yield _missing(count_path(edition, bytes(key.public)), "no answer of it can be opened")
    has_tickets = Ticket.objects.filter(candidate__edition=edition).exists()
    for kind, consequence in NEEDED.items():
        if not path_of(edition, kind).exists() and (kind != "links" or has_tickets):
            yield _missing(path_of(edition, kind), consequence)


def _missing(path: Path, consequence: str) -> CheckMessage:
    hint = "Put back the KEY_DIR in which the keys were made."
    return Warning(f"{path.name} is not in KEY_DIR: {consequence}.", hint=hint, id="surveys.W001")
