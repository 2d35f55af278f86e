from typing import Any

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from surveys.ballots.key_dir import lies_in_backup
from surveys.ballots.selectors import count_key, has_tickets


def check_key_replaceable(edition: Edition) -> None:
    if has_tickets(edition):
        raise Refused(
            _("Invitations have left: answers are sealed for the code that was printed then. No other can be made.")
        )


def check_keys_apart(edition: Edition) -> dict[str, Any]:
    """A gate: no survey opens while its keys would lie in the backups."""
    check_keys_apart_from_backups()
    return {}


def check_keys_apart_from_backups() -> None:
    """Keys in a backup of the database would open every ballot in it."""
    if lies_in_backup():
        raise Refused(_("KEY_DIR lies inside BACKUP_DIR: a backup would carry the keys along. Move KEY_DIR first."))


def check_key_proven(edition: Edition) -> None:
    """No invitation leaves before somebody has shown that the ballots can be opened again."""
    key = count_key(edition)
    if key is None:
        raise Refused(_("Make the count code first: without it no answer could ever be opened."))
    if not key.is_proven:
        raise Refused(_("Type the count code back first, from the paper it was printed on."))
