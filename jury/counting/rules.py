from typing import Any

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from surveys.counting.selectors import release


def check_released(edition: Edition) -> dict[str, Any]:
    """Gate: round two opens when the ballots are counted."""
    found = release(edition)
    if found is None:
        raise Refused(_("The ballots are not counted yet."))
    return {"release": found.sha256}
