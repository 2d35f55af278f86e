from datetime import date, timedelta

from award.editions.models import Edition
from award.editions.selectors import moved_on
from award.editions.states import Phase
from surveys.comments.models import Comment

KEPT_AFTER_AWARD = timedelta(days=182)


def texts_due_on(edition: Edition) -> date | None:
    """What employees wrote goes half a year after the award was announced, decided or not."""
    announced = moved_on(edition, Phase.ANNOUNCED)
    return announced + KEPT_AFTER_AWARD if announced else None


def purge_texts(edition: Edition) -> int:
    deleted, _rows = Comment.objects.filter(candidate__edition=edition).delete()
    return deleted
