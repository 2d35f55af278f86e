"""What a nominee is told about the months ahead, and what organisers are told about the answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.editions.models import Edition
from award.editions.selectors import windows
from award.editions.states import Phase
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent


def dates_ahead(edition: Edition) -> list[tuple[str, Any, Any]]:
    """What is asked of a leader in each phase, with the days on which it begins and ends where they are set."""
    dated = windows(edition)
    asked = {
        Phase.SURVEYS: _("Your employees answer the survey; you answer the same statements about yourself."),
        Phase.ROUND_TWO: _("If you are shortlisted: you describe how you work, with a few key figures."),
        Phase.FINALS: _("If you are a finalist: two observers visit you at work."),
        Phase.ANNOUNCED: _("The winner is announced."),
    }
    return [
        (words, getattr(dated.get(phase), "opens_on", None), getattr(dated.get(phase), "closes_at", None))
        for phase, words in asked.items()
    ]


def answers_in_words(numbers: Mapping[str, int]) -> str:
    return _("Taking part: %(accepted)s. Declined: %(declined)s. Not answered yet: %(unanswered)s.") % numbers


def removals_in_words(number: int) -> str:
    """What organisers are told of those who want to be no part of it; nothing if there are none."""
    if not number:
        return ""
    return ngettext("%(n)s leader asks to be removed.", "%(n)s leaders ask to be removed.", number) % {"n": number}


def asked_in_words(leader: Leader, today: date) -> str:
    """For how long organisers have waited for an answer; nothing when there is none to wait for."""
    if leader.consent != Consent.INVITED or leader.asked_on is None:
        return ""
    days = (today - leader.asked_on).days
    asked = ngettext("asked %(n)s day ago", "asked %(n)s days ago", days) % {"n": days} if days else _("asked today")
    return f"{asked}, {_('reminded once')}" if leader.reminders else asked
