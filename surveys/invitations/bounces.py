"""Mails that came back later: what mail servers report of them (RFC 3464) is read, and touches the roster only."""

import mailbox
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from award.audit.actions import record
from award.editions.models import Edition
from award.editions.states import Phase
from surveys.rosters.models import Invitee, SendState


def reports_in(path: Path) -> Iterator[Message]:
    """The mails of an mbox file, of a maildir folder, or of a file that is one mail."""
    if path.is_dir():
        yield from mailbox.Maildir(path, create=False)
        return
    whole = path.read_bytes()
    if whole.startswith(b"From "):
        yield from mailbox.mbox(path, create=False)
    else:
        yield message_from_bytes(whole)


def gone(report: Message) -> set[str]:
    """The addresses a report says have no mailbox: failed for good, for a reason that lies with the address.

    That a mailbox is full or a mail looked like spam (5.2.2, 5.7.x) says nothing against the address.
    """
    found = set()
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            found |= {address for each in blocks if isinstance(each, Message) for address in _gone_there(each)}
    return found


def _gone_there(block: Message) -> set[str]:
    status = str(block.get("Status", "")).split()
    if str(block.get("Action", "")).strip().lower() != "failed" or not status:
        return set()
    if not status[0].startswith(("5.1.", "5.0.", "5.2.1", "5.4.4")):
        return set()
    named = (str(block.get(name, "")) for name in ("Original-Recipient", "Final-Recipient"))
    return {each.partition(";")[2].strip().strip("<>").lower() for each in named if "@" in each}


@transaction.atomic
def take_back(addresses: Iterable[str]) -> int:
    """They stand as “came back” on every roster whose survey runs; returns on how many. Answers are not looked at."""
    marked = 0
    for edition in Edition.objects.filter(phase=Phase.SURVEYS):
        written_to = Invitee.objects.filter(candidate__edition=edition, send_state=SendState.SENT)
        here = written_to.annotate(lower=Lower("email")).filter(lower__in=list(addresses))
        number = Invitee.objects.filter(pk__in=list(here.values_list("pk", flat=True))).update(
            send_state=SendState.BOUNCED
        )
        if number:
            record(edition, gettext_noop("read which mails came back"), by=None, addresses=number)
        marked += number
    return marked
