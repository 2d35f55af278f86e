"""The work of the outbox: letters go to the mail server one by one, each with a record that it has left.

Between the server's word that it has taken a mail and our record of it lies one statement. A process that dies just
there sends that one letter again, under the same Message-ID: see docs/decisions/0008-letters.md.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from smtplib import SMTPException, SMTPRecipientsRefused
from threading import Event
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.db.models import F

from award.mail.kinds import Kind, kinds
from award.mail.lease import beat, lease
from award.mail.models import Letter, MailRun
from award.mail.states import Halt, RunState

IN_A_ROW = 5  # failures after which the mail server is taken to be away, or to refuse everybody
PER_CONNECTION = 50  # mails; then a fresh one, before a server loses its patience

leave_off = Event()  # set when this process is asked to end: the letter in hand still leaves
log = logging.getLogger("django.award")


class Outcome(Enum):
    SENT = auto()
    NOBODY = auto()  # taken off, or wants no mail: nothing to send
    REFUSED = auto()  # the server does not know that address, and never will
    FAILED = auto()  # now; the letter stays
    BROKEN = auto()  # it could not even be written; the letter stays


STAYS = {Outcome.FAILED, Outcome.BROKEN}
HALTS = {Outcome.FAILED: Halt.AWAY, Outcome.BROKEN: Halt.FAULT, Outcome.REFUSED: Halt.REFUSING}


@dataclass
class Stretch:
    """What one process has done for a run, from when it began until it left off."""

    sent: int = 0
    last: Outcome = Outcome.SENT
    in_a_row: int = 0

    def count(self, outcome: Outcome) -> None:
        if outcome is not Outcome.NOBODY:
            self.sent += outcome is Outcome.SENT
            self.in_a_row = self.in_a_row + 1 if outcome is self.last else 1
            self.last = outcome

    @property
    def halt(self) -> Halt | None:
        return HALTS.get(self.last) if self.in_a_row >= IN_A_ROW else None


def work(run_id: int, *, seconds: float | None = None) -> int:
    """Send what waits, until nothing does, or the run is paused or halts, or the time is up; returns how many left.

    Whoever comes second, while another process sends, does nothing. May be called again whenever and as often as one
    likes: what has left is struck off.
    """
    until = time.monotonic() + seconds if seconds else None
    stretch = Stretch()
    with lease(run_id) as run:
        if run is not None:
            _settle(run, _send(run, stretch, until))
    return stretch.sent


def _send(run: MailRun, stretch: Stretch, until: float | None) -> Halt | None:
    """Pass after pass over the letters, as long as a pass gets some away: what failed may find the server better."""
    kind, post = kinds[run.kind], Post()
    with post.open():
        while True:
            before = stretch.sent
            for letter in _pass(run):
                if leave_off.is_set() or (until and time.monotonic() > until) or not beat(run):
                    return None
                stretch.count(_deliver(run, kind, letter, post))
                if stretch.halt:
                    return stretch.halt
            if stretch.sent == before:
                return Halt.REST


def _pass(run: MailRun) -> Iterator[Letter]:
    """By their random numbers: an order that says nothing, and no other run has."""
    number = ""
    while letter := Letter.objects.filter(run=run, pk__gt=number).order_by("pk").first():
        number = letter.pk
        yield letter


def _deliver(run: MailRun, kind: Kind, letter: Letter, post: "Post") -> Outcome:
    try:
        mail = kind.write(run, letter.recipient)
        outcome = post.hand_over(addressed(mail, letter)) if mail else Outcome.NOBODY
    except Exception as error:
        log.error("a letter could not be written", exc_info=error)
        outcome = Outcome.BROKEN
    if outcome not in STAYS:
        _strike(run, kind, letter, outcome)
    return outcome


@transaction.atomic
def _strike(run: MailRun, kind: Kind, letter: Letter, outcome: Outcome) -> None:
    """The record, at once and whole: the letter is gone and its kind knows."""
    Letter.objects.filter(pk=letter.pk).delete()
    if outcome is Outcome.SENT:
        kind.sent(letter.recipient)
    if outcome is Outcome.REFUSED:
        kind.refused(letter.recipient)
        MailRun.objects.filter(pk=run.pk).update(refused=F("refused") + 1)


@transaction.atomic
def _settle(run: MailRun, halt: Halt | None) -> None:
    """Finished when no letter waits; stopped when it cannot go on by itself; else it stays under way."""
    mine = MailRun.objects.select_for_update().filter(pk=run.pk, holder=run.holder, state=RunState.RUNNING)
    if mine.first() is None:
        return
    if not Letter.objects.filter(run=run).exists():
        mine.update(state=RunState.FINISHED, halt="")
    elif halt:
        mine.update(state=RunState.STOPPED, halt=halt)


def addressed(mail: EmailMessage, letter: Letter) -> EmailMessage:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail.extra_headers |= {"Message-ID": f"<{letter.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return mail


class Post:
    """The way to the mail server: one connection for many mails, where the server is a real one."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.carried = 0

    @contextmanager
    def open(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._close()

    def hand_over(self, mail: EmailMessage) -> Outcome:
        try:
            if self.connection is None:
                self.connection, self.carried = get_connection(), 0
                if isinstance(self.connection, EmailBackend):
                    self.connection.open()
            self.connection.send_messages([mail])
        except (SMTPException, OSError) as failure:
            self._close()
            log.warning("a letter could not be handed over: %s", type(failure).__name__)
            return Outcome.REFUSED if is_unknown_there(failure) else Outcome.FAILED
        self.carried += 1
        if self.carried == PER_CONNECTION or not isinstance(self.connection, EmailBackend):
            self._close()
        return Outcome.SENT

    def _close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            try:
                connection.close()
            except (SMTPException, OSError):
                log.warning("the mail server went away")


def is_unknown_there(failure: Exception) -> bool:
    """Whether the server says of the address itself that it will never do; 5.7.x is about us, not about the address."""
    if not isinstance(failure, SMTPRecipientsRefused):
        return False
    return all(
        500 <= code < 600 and not (b"5.7." in words if isinstance(words, bytes) else "5.7." in words)
        for code, words in failure.recipients.values()
    )
