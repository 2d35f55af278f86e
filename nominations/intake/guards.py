"""What keeps machines out and lets people in: a few seconds, wide budgets and, on bad days, a sum.

Nothing here refuses a person for good: what looks like a machine is held for an organiser to release.
"""

from datetime import date, timedelta

from altcha_django import run_verification
from django.http import HttpRequest
from django.utils.translation import gettext as _

from award.budgets import Budget, spend
from award.editions.models import Edition
from award.refusal import Refused

QUICKEST = timedelta(seconds=3)  # nobody reads and fills the form in less

NOMINATIONS = Budget("nominations", 150)  # of one network: a whole call centre in one meeting
FLOOD = Budget("all nominations", 3000, is_shared=True)
WRONG_CODES = Budget("wrong codes", 60)


def check_no_flood(edition: Edition, request: HttpRequest, today: date) -> None:
    if not spend(FLOOD, request, today, edition.pk):
        raise Refused(_("Very many nominations are coming in just now. Your text is here: send it again in an hour."))


def is_proven(edition: Edition, request: HttpRequest, today: date) -> bool:
    """Whether a nomination may join the others at once: within its network's budget and, if asked for, with the sum."""
    within = spend(NOMINATIONS, request, today, edition.pk)
    return within and (not edition.is_guarded or run_verification(request.POST.get("altcha", "")).verified)
