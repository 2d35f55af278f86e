from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.refusal import Refused
from nominations.candidates.models import Candidate
from surveys.comments.models import Comment
from surveys.comments.selectors import fingerprint, handover
from surveys.comments.states import Moderation


def check_not_handed_over(candidate: Candidate) -> None:
    if handover(candidate):
        raise Refused(_("The texts are handed to the jury already. Nothing was changed."))


def check_handed_over(candidate: Candidate) -> None:
    if not handover(candidate):
        raise Refused(_("The texts are not handed to the jury yet: withhold this one instead."))


def check_text(text: str, most: int) -> None:
    if not text:
        raise Refused(_("Write what the jury shall read, or withhold the text."))
    if len(text) > most:
        raise Refused(_("Write at most %(most)s characters; these are %(n)s.") % {"most": most, "n": len(text)})


def check_all_decided(rows: Sequence[Comment]) -> None:
    if not rows:
        raise Refused(_("There is no text to hand over."))
    waiting = sum(row.state == Moderation.WAITING for row in rows)
    if waiting:
        raise Refused(
            ngettext("%(n)s text waits for a decision.", "%(n)s texts wait for a decision.", waiting) % {"n": waiting}
        )


def check_seen(rows: Sequence[Comment], seen: str) -> None:
    """What was destroyed cannot be had back: nobody finishes decisions that another has changed meanwhile."""
    if fingerprint(rows) != seen:
        raise Refused(_("A decision was changed since this page was shown. Read it again. Nothing was destroyed."))
