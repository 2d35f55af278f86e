"""The weekly mail to the organisers: what stands at their desk, in figures and without a name.

Weekly and not daily: nominations keep the week in which they came and nothing finer, so a mailbox must not know more.
"""

import logging
from datetime import date, datetime, time, timedelta
from smtplib import SMTPException
from typing import Any

from django.db import transaction
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


@transaction.atomic
def write_to_organisers(*, edition: Edition, today: date) -> int:
    """Once a calendar week, while the award runs; how many mails left. One that fails keeps no other back."""
    edition = held(edition.pk)
    if edition.phase not in RUNNING or _is_written(edition, today):
        return 0
    sent = sum(_sent(edition, seat, today) for seat in seats(edition, [Role.ORGANISER]))
    if sent:
        record(edition, WRITTEN, by=None, mails=sent)
    return sent


def standing(edition: Edition, seat: Seat, today: date) -> dict[str, Any]:
    """What the mail is filled with, in the language of whoever gets it."""
    language, closes_at = seat.user.language, closing_time(edition, Phase(edition.phase))
    with override(language):
        to, gates = gates_ahead(edition)
        return {
            "edition": edition,
            "seat": seat,
            "phase": edition.get_phase_display(),
            "day": date_format(today),
            "closes": date_format(timezone.localtime(closes_at)) if closes_at else "",
            "lines": [(str(task["label"]), str(task["note"])) for task in tasks(edition, seat) if task["note"]],
            "next": to.label if to else "",
            "shut": [str(gate.gate.label) for gate in gates if not gate.is_open],
            "address": link("award:organise", edition.slug, language=language),
        }


def _sent(edition: Edition, seat: Seat, today: date) -> bool:
    try:
        send(TEMPLATE, to=seat.user.email, language=seat.user.language, **standing(edition, seat, today))
    except (SMTPException, OSError) as failure:
        log.warning("a mail to an organiser could not be sent: %s", type(failure).__name__)
        return False
    return True


def _is_written(edition: Edition, today: date) -> bool:
    monday = timezone.make_aware(datetime.combine(today - timedelta(days=today.weekday()), time()))
    return trail(edition.pk).filter(verb=WRITTEN, at__gte=monday).exists()
