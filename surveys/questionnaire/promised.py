from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.content.loading import promise
from surveys.questionnaire.dates import day


def promised(
    *, writes: bool, threshold: int, closes_at: datetime | None, name: str, controller: str, contact: str
) -> list[str]:
    """What employees are promised, paragraph by paragraph, with what this edition fills in, in the language spoken."""
    words = promise(
        get_language() or "en",
        kind="promise" if writes else "promise_without_comments",
        k=threshold,
        date=day(closes_at) if closes_at else _("the survey closes"),
        controller=controller or name,
        contact=contact or settings.DEFAULT_FROM_EMAIL,
    )
    return [paragraph for paragraph in words.splitlines() if paragraph]
