from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from award.desks.selectors import navigation, timeline
from award.language import LANGUAGES_SHOWN


def house(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs: where the edition stands, where one may go, and in which languages."""
    edition, seat = getattr(request, "edition", None), getattr(request, "seat", None)
    here = get_language()
    frame: dict[str, Any] = {
        "seat": seat,
        "languages": [{"code": c, "name": n, "short": c.upper(), "is_here": c == here} for c, n in LANGUAGES_SHOWN],
    }
    if edition is not None:
        frame |= {
            "edition": edition,
            "nav": navigation(request, edition, seat),
            "timeline": SimpleLazyObject(lambda: timeline(edition)),
        }
    return frame
