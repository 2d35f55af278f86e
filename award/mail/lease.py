"""Who sends for a run: one process at a time, and no dead one for long.

A process on this machine that is gone is seen to be gone; one elsewhere is given up when it has been silent for longer
than any letter can take.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from award.mail.models import MailRun
from award.mail.states import RunState

LONGEST_SILENCE = timedelta(minutes=5)  # a letter waits at most EMAIL_TIMEOUT at each of a dozen steps
HERE: set[str] = set()  # the leases of this very process


@contextmanager
def lease(run_id: int) -> Iterator[MailRun | None]:
    """The run, ours until the block ends; None if it is not under way, or somebody else's."""
    holder = f"{_place()}:{os.getpid()}:{secrets.token_hex(8)}"
    HERE.add(holder)
    try:
        yield _taken(run_id, holder)
    finally:
        HERE.discard(holder)
        MailRun.objects.filter(pk=run_id, holder=holder).update(holder="")


def beat(run: MailRun) -> bool:
    """A sign of life before each letter; False when the run was paused meanwhile, or is no longer ours."""
    mine = MailRun.objects.filter(pk=run.pk, holder=run.holder, state=RunState.RUNNING)
    return mine.update(beat=timezone.now()) == 1


def is_held(run: MailRun) -> bool:
    """Whether a living process sends for this run."""
    if not run.holder or run.beat is None or timezone.now() - run.beat > LONGEST_SILENCE:
        return False
    place, pid, _token = run.holder.rsplit(":", 2)
    return place != _place() or not place or _is_alive(int(pid), run.holder)


@transaction.atomic
def _taken(run_id: int, holder: str) -> MailRun | None:
    run = MailRun.objects.select_for_update().filter(pk=run_id, state=RunState.RUNNING).first()
    if run is None or is_held(run):
        return None
    run.holder, run.beat = holder, timezone.now()
    run.save(update_fields=["holder", "beat"])
    return run


def _is_alive(pid: int, holder: str) -> bool:
    if pid == os.getpid():
        return holder in HERE  # otherwise it was an earlier process of the same number
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _place() -> str:
    """Where numbers of processes mean the same: this start of this machine, and what of its processes we can see."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}".replace(":", "")
    except OSError:
        return ""
