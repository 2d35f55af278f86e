from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from award.mail.lease import LONGEST_SILENCE, is_held
from award.mail.models import Letter, MailRun
from award.mail.states import RunState

TASK = "award.mail.tasks.send_letters"


@dataclass(frozen=True)
class Progress:
    """How far a run is: what its page says."""

    run: MailRun
    waiting: int
    is_sending: bool  # somebody sends for it, or is about to

    @property
    def done(self) -> int:
        return self.run.total - self.waiting

    @property
    def is_finished(self) -> bool:
        return self.run.state == RunState.FINISHED

    @property
    def may_pause(self) -> bool:
        return self.run.state == RunState.RUNNING

    @property
    def may_go_on(self) -> bool:
        return not self.is_finished and not self.is_sending

    @property
    def may_end(self) -> bool:
        return self.run.state in (RunState.PAUSED, RunState.STOPPED)


def open_run(edition_id: int, *, hold: bool = False) -> MailRun | None:
    """The run of an edition that is not finished: there is one at most. Held, nobody else finishes it meanwhile."""
    runs = MailRun.objects.select_for_update() if hold else MailRun.objects.all()
    return runs.filter(edition=edition_id).exclude(state=RunState.FINISHED).first()


def last_run(edition_id: int) -> MailRun | None:
    return MailRun.objects.filter(edition=edition_id).order_by("-pk").first()


def progress(run: MailRun) -> Progress:
    waiting = Letter.objects.filter(run=run).count()
    return Progress(run, waiting, run.state == RunState.RUNNING and (is_held(run) or is_queued(run)))


def is_queued(run: MailRun) -> bool:
    """Whether a worker will come to it."""
    return _asked(run).exists()


def left_alone(now: datetime) -> list[MailRun]:
    """Runs that have asked for a worker, or had one, and for whom nobody has come for longer than a dead one is missed.

    A worker that sends for another run is alive and will come. A run that never asked says nothing.
    """
    waiting = runs_under_way()
    if any(map(is_held, waiting)):
        return []
    return [run for run in waiting if (last := _last_sign(run)) and now - last > LONGEST_SILENCE]


def _last_sign(run: MailRun) -> datetime | None:
    return max(filter(None, [run.beat, *_asked(run).values_list("enqueued_at", flat=True)]), default=None)


def _asked(run: MailRun) -> QuerySet[DBTaskResult]:
    wanted = {"args": [run.pk], "kwargs": {}}
    return DBTaskResult.objects.filter(task_path=TASK, status=TaskResultStatus.READY, args_kwargs=wanted)


def runs_under_way() -> list[MailRun]:
    return list(MailRun.objects.filter(state=RunState.RUNNING))
