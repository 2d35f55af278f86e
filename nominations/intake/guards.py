"""What keeps machines out and lets people in: a few seconds, wide budgets and, on bad days, a sum.

Nothing here refuses a person for good: what looks like a machine is held for an organiser to release.
"""

from datetime import date, timedelta

from altcha_django import run_verification
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from award.budgets import AWAY, Budget, spend, spent
from award.editions.models import Edition
from award.refusal import Refused
from nominations.intake.receipts import is_younger, unsealed

QUICKEST = timedelta(seconds=3)  # nobody reads and fills the form in less

NOMINATIONS = Budget("nominations", 600)  # of one network; beyond it they are sent back
A_MEETING = 150  # of them are a whole call centre that sat down together; what comes after is held
FLOOD = Budget("all nominations", 3000, is_shared=True)  # of everybody, but for those who did a sum
WRONG_CODES = Budget("wrong codes", 60)
LONGEST_SUM = 4096


def received(edition: Edition, sent: QueryDict) -> str:
    """The receipt code in a form that a person filled in. Who is taken for a machine sends the same form once more."""
    receipt = sent.get("receipt", "")
    code = unsealed(edition, receipt)
    if not code:
        raise Refused(
            _("This page was incomplete or too old. It has been renewed and your text is here: send it again.")
        )
    if sent.get("homepage"):
        raise Refused(
            _("Your browser filled in a field that nobody sees. It is empty again and your text is here: send it.")
        )
    if is_younger(edition, receipt, QUICKEST):
        raise Refused(_("That was quicker than anybody reads. Your text is here: look it over, and send it again."))
    return code


def check_no_flood(edition: Edition, request: HttpRequest, today: date, *, is_summed: bool) -> bool:
    """Whether its network has sent no more than a whole call centre does; refused where there is no room at all.

    Nobody else's sending can shut out those who did the sum.
    """
    of_network = spent(NOMINATIONS, request, today, edition.pk)
    is_flooded = not is_summed and spent(FLOOD, request, today, edition.pk) >= FLOOD.an_hour
    if is_flooded or of_network >= NOMINATIONS.an_hour:
        raise Refused(_("Very many nominations are coming in just now. Your text is here: send it again in an hour."))
    return of_network < A_MEETING


def counted(edition: Edition, request: HttpRequest, today: date, *, is_summed: bool) -> None:
    """What was stored is spent; what was sent twice is spent once."""
    for budget in [NOMINATIONS] if is_summed else [NOMINATIONS, FLOOD]:
        spend(budget, request, today, edition.pk)


def is_summed(request: HttpRequest) -> bool:
    """Whether the sum came along and is right. It is good once."""
    sent = request.POST.get("altcha", "")
    try:
        return len(sent) <= LONGEST_SUM and run_verification(sent).verified
    except (ValueError, RecursionError, *AWAY):
        return False
