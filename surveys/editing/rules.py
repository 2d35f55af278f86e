from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from award.content.comparing import coded
from award.editions.models import Edition
from award.refusal import Refused
from surveys.editing.selectors import fingerprint
from surveys.editing.states import NEEDED


class Stale(Refused):
    """Somebody stored something newer since this page was opened; what was typed must not be lost."""


def check_not_changed_since(edition: Edition, seen: str) -> None:
    """`seen` is the fingerprint of the texts a page was made from."""
    if seen != fingerprint(edition.content_json):
        raise Stale(
            _(
                "The texts were changed since this page was opened, so nothing is stored yet. Look at what is "
                "different now; what you typed still stands here, and sending it again stores it."
            )
        )


def check_something_left(content: Mapping[str, Any]) -> None:
    for kind in NEEDED:
        if not coded(content, kind):
            raise Refused(
                _("Nothing would be left of “%(kind)s”, and at least one is needed. Add another first.")
                % {"kind": kind.label}
            )
