from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from surveys.questionnaire import Checked, Given, Questionnaire
from surveys.questionnaire.reading import several
from surveys.questionnaire.texts import inert
from surveys.selves.selectors import Kept, not_handed_in, reminded_on


def check_takes_part(leader: Leader) -> None:
    if leader.consent != Consent.ACCEPTED:
        raise Refused(_("%(name)s has not agreed to take part.") % {"name": leader.name})


def check_may_answer(edition: Edition, leader: Leader, now: datetime) -> None:
    check_phase(edition, (Phase.SURVEYS,))
    check_not_closed(edition, Phase.SURVEYS, now)
    check_takes_part(leader)


def is_locked(edition: Edition, now: datetime) -> bool:
    """From closing on, what was handed in stands, and can only be read."""
    closes_at = closing_time(edition, Phase.SURVEYS)
    return edition.phase != Phase.SURVEYS or (closes_at is not None and now > closes_at)


class Newer(Refused):
    """Another page of the same leader has stored something since: neither of the two may vanish without a word."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Something newer was stored since you opened this page, perhaps in another window. Nothing was "
                "overwritten: below stands what you sent now, and above it what is stored. Press again to store this."
            )
        )


def check_is_latest(here: Kept, seen: str | None) -> None:
    if seen is not None and seen != here.state:
        raise Newer


class Unfinished(Refused):
    """A self-assessment is handed in whole: what is missing is said one by one."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(_("Every statement needs an answer, and what is beside them must fit. Nothing was handed in."))
        self.checked = checked


def check_whole(checked: Checked) -> None:
    if checked.errors:
        raise Unfinished(checked)


def partly(questionnaire: Questionnaire, given: Given) -> Checked:
    """What can be saved for later: every answer that is one, and all words. A gap is no mistake yet."""
    checked = questionnaire.validate(given, dont_know=False)
    wrong = {code: words for code, words in checked.errors.items() if given.get(code)}
    others = dict(checked.others)
    for pick in questionnaire.picks:
        if pick.code in wrong:
            others[pick.code] = [code for code in several(given.get(pick.code)) if code in questionnaire.traits]
    for text in questionnaire.texts:
        written = given.get(text.code)
        if text.code in wrong and isinstance(written, str):
            others[text.code] = {"text": inert(written).strip(), "may": []}
    return Checked(checked.answers, others, wrong)


def check_may_remind(edition: Edition, now: datetime) -> list[Leader]:
    """Whom a reminder goes to. One a day is enough, and a button pressed twice is one."""
    check_phase(edition, (Phase.SURVEYS,))
    check_not_closed(edition, Phase.SURVEYS, now)
    if reminded_on(edition) == timezone.localtime(now).date():
        raise Refused(_("The leaders were reminded today already. Nothing was sent."))
    waiting = list(not_handed_in(edition))
    if not waiting:
        raise Refused(_("Every leader who can be written to has handed in. Nothing was sent."))
    return waiting
