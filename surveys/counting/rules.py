from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from surveys.ballots.selectors import has_tickets
from surveys.counting.selectors import is_released, release

FINGERPRINT_TYPED = 8


def check_not_released(edition: Edition) -> None:
    """One release per edition: a second one would show, by what changed, who was added."""
    if is_released(edition):
        raise Refused(_("The survey of this edition was counted already. It is counted once and never again."))


def check_no_tickets(edition: Edition) -> None:
    if has_tickets(edition):
        raise Refused(
            _(
                "Employees of this edition have been given links of their own: their sealed answers are its survey. "
                "Count them instead of importing others."
            )
        )


def check_candidates(number: int) -> None:
    if not number:
        raise Refused(_("No candidate takes part: there is nothing to count."))


def check_restored(edition: Edition, sha256: str) -> None:
    """Whoever destroys the keys has read the release's fingerprint off a restored backup."""
    found = release(edition)
    if found is None:
        raise Refused(_("Nothing is counted yet. Without the keys no answer could ever be opened."))
    typed = "".join(sha256.lower().split())
    if len(typed) < FINGERPRINT_TYPED or not found.sha256.startswith(typed):
        raise Refused(
            _("This is not the fingerprint of the release. Type what `manage.py verify` prints on the restored backup.")
        )
