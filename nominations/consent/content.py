"""What a nominee is told about the months ahead, and what organisers are told about the answers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.editions.selectors import windows
from award.editions.states import Phase


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
