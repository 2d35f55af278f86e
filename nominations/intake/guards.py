"""What keeps machines out and lets people in: a few seconds, wide budgets and, on bad days, a sum.

Nothing here refuses a person for good: what looks like a machine is held for an organiser to release.
"""

from datetime import date, timedelta

from altcha_django import run_verification
from django.http import HttpRequest
from django.utils.translation import gettext as _

from award.budgets import Budget, has_room, spend
from award.editions.models import Edition
from award.refusal import Refused

QUICKEST = timedelta(seconds=3)  # nobody reads and fills the form in less

NOMINATIONS = Budget("nominations", 150)  # of one network: a whole call centre in one meeting; beyond it they are held
MANY = Budget("many nominations", 600)  # of one network; beyond it they are sent back
FLOOD = Budget("all nominations", 3000, is_shared=True)  # of everybody, but for those who did a sum
WRONG_CODES = Budget("wrong codes", 60)
LONGEST_SUM = 4096


def check_no_flood(edition: Edition, request: HttpRequest, today: date, *, is_summed: bool) -> None:
    """Whether there is room for one more. Nobody else's sending can shut out those who did the sum."""
    budgets = [MANY] if is_summed else [MANY, FLOOD]
    if not all(has_room(budget, request, today, edition.pk) for budget in budgets):
        raise Refused(_("Very many nominations are coming in just now. Your text is here: send it again in an hour."))


def is_within(edition: Edition, request: HttpRequest, today: date) -> bool:
    """Whether its network has not sent more than a whole call centre does."""
    return has_room(NOMINATIONS, request, today, edition.pk)


def counted(edition: Edition, request: HttpRequest, today: date, *, is_summed: bool) -> None:
    """What was stored is spent; what was sent twice is spent once."""
    for budget in [NOMINATIONS, MANY] if is_summed else [NOMINATIONS, MANY, FLOOD]:
        spend(budget, request, today, edition.pk)


def is_summed(request: HttpRequest) -> bool:
    """Whether the sum came along and is right. It is good once."""
    sent = request.POST.get("altcha", "")
    try:
        return len(sent) <= LONGEST_SUM and run_verification(sent).verified
    except (ValueError, RecursionError):
        return False
