"""A run as work outside the request: the task knows a number and nothing else, and may be run as often as one likes."""

from django.conf import settings
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from award.mail.lease import is_held
from award.mail.models import MailRun
from award.mail.selectors import TASK, is_queued, runs_under_way
from award.mail.sending import leave_off, work
from award.mail.states import RunState

PER_REQUEST = 20  # seconds, where no worker runs: then the page offers to go on


@task()
def send_letters(run_id: int) -> None:
    """All that waits, or for some seconds where a page is waiting. A worker that is asked to end leaves the rest."""
    work(run_id, seconds=None if settings.BACKGROUND_WORKER else PER_REQUEST)
    if leave_off.is_set() and MailRun.objects.filter(pk=run_id, state=RunState.RUNNING).exists():
        send_letters.enqueue(run_id)


def send_off(run: MailRun) -> MailRun:
    """After the act that began the run, never inside its transaction. Returns the run as it stands then."""
    if not (settings.BACKGROUND_WORKER and is_queued(run)):
        send_letters.enqueue(run.pk)
    run.refresh_from_db()
    return run


def take_over() -> int:
    """Runs for which nobody works, because whoever did has died: a worker will come to them. Returns how many."""
    for claimed in DBTaskResult.objects.running().filter(task_path=TASK):  # such a row would stand there for ever
        run = MailRun.objects.filter(pk=claimed.args_kwargs["args"][0]).first()
        if run is None or not is_held(run):
            DBTaskResult.objects.filter(pk=claimed.pk).update(status=TaskResultStatus.READY)
    left = [run for run in runs_under_way() if not is_held(run)]
    for run in left:
        if not is_queued(run):
            send_letters.enqueue(run.pk)
    return len(left)
