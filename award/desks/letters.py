"""The weekly mail to the organisers: what stands at their desk, in figures and without a name.

Weekly and not daily: nominations keep the week in which they came and nothing finer, so a mailbox must not know more.
"""

import logging
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_noop, override

from award.accounts.models import Seat
from award.accounts.selectors import seats
from award.accounts.states import Role
from award.audit.actions import record
from award.audit.selectors import trail
from award.desks.selectors import gates_ahead, tasks
from award.editions.models import Edition
from award.editions.selectors import closing_time, held
from award.editions.states import Phase
from award.mail.actions import link, send

TEMPLATE = "standing"
WRITTEN = gettext_noop("wrote to the organisers how the award stands")
RUNNING = tuple(phase for phase in Phase if phase not in {Phase.SETUP, Phase.ANNOUNCED})

log = logging.getLogger("django.award")


def write_to_organisers(*, edition: Edition, today: date, again: bool = False) -> tuple[int, int]:
    """Once a calendar week, while the award runs: how many mails left, and how many did not.

    The week is taken before the first mail leaves. So no run sends twice, and nobody waits for a mail server; mails
    that did not leave come next week, or with `again`.
    """
    if not _takes_the_week(edition, today, again=again):
        return 0, 0
    sent = [_sent(edition, seat, today) for seat in _organisers(edition)]
    return sent.count(True), sent.count(False)


@transaction.atomic
def _takes_the_week(edition: Edition, today: date, *, again: bool) -> bool:
    here = held(edition.pk)
    if here.phase not in RUNNING or (_is_written(here, today) and not again):
        return False
    record(here, WRITTEN, by=None, mails=_organisers(here).count())
    return True


def _organisers(edition: Edition) -> QuerySet[Seat]:
    return seats(edition, [Role.ORGANISER]).filter(user__is_active=True)


def standing(edition: Edition, seat: Seat, today: date) -> dict[str, Any]:
    """What the mail is filled with, in the language of whoever gets it."""
    language, closes_at = seat.user.language, closing_time(edition, Phase(edition.phase))
    closes_on = timezone.localdate(closes_at) if closes_at else None
    with override(language):
        to, gates = gates_ahead(edition)
        return {
            "edition": edition,
            "seat": seat,
            "phase": edition.get_phase_display(),
            "day": date_format(today),
            "closes": date_format(closes_on) if closes_on and closes_on >= today else "",
            "lines": [(str(task["label"]), str(task["note"])) for task in tasks(edition, seat) if task["note"]],
            "next": to.label if to else "",
            "shut": [str(gate.gate.label) for gate in gates if not gate.is_open],
            "address": link("award:organise", edition.slug, language=language),
        }


def _sent(edition: Edition, seat: Seat, today: date) -> bool:
    """One that fails, for whatever reason, keeps no other back."""
    try:
        send(TEMPLATE, to=seat.user.email, language=seat.user.language, **standing(edition, seat, today))
    except Exception as failure:
        log.warning("a mail to an organiser could not be sent: %s", type(failure).__name__)
        return False
    return True


def _is_written(edition: Edition, today: date) -> bool:
    monday = timezone.make_aware(datetime.combine(today - timedelta(days=today.weekday()), time()))
    return trail(edition.pk).filter(verb=WRITTEN, at__gte=monday).exists()
