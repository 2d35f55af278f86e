"""With a worker, a page hands a run over and is done; whatever happens to the worker, the run is finished."""

import json

import pytest
from django.core.management import CommandError, call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from award.mail.models import Letter, MailRun
from award.mail.selectors import progress
from award.mail.sending import leave_off
from award.mail.states import RunState
from award.mail.tasks import send_letters, send_off, take_over

READY, RUNNING, DONE = TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.SUCCESSFUL


@pytest.fixture
def by_worker(settings):
    settings.BACKGROUND_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def worker(monkeypatch):
    """`manage.py worker` in this process: it must take neither the signals of the tests nor their connection."""
    for place in ("award.management.commands.worker", "django_tasks_db.management.commands.db_worker"):
        monkeypatch.setattr(f"{place}.close_old_connections", lambda: None)
    monkeypatch.setattr("award.management.commands.worker.Patient.configure_signals", lambda self: None)
    return lambda: call_command("worker", "--once", "--interval", "0")


def statuses():
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


def test_without_a_worker_the_page_sends(started, server):
    run = send_off(started("kari", "ola"))

    assert run.state == RunState.FINISHED
    assert len(server.mails) == 2
    assert not DBTaskResult.objects.exists()


def test_with_a_worker_the_page_only_asks_for_it(by_worker, started, server, worker):
    run = send_off(started("kari", "ola"))

    assert server.mails == []
    assert progress(run).is_sending
    worker()
    assert len(server.mails) == 2
    assert (MailRun.objects.get().state, statuses()) == (RunState.FINISHED, [DONE])


def test_what_waits_for_the_worker_names_a_run_and_nothing_else(by_worker, started):
    run = send_off(started("kari", "ola"))

    asked = DBTaskResult.objects.get()
    assert json.loads(json.dumps(asked.args_kwargs)) == {"args": [run.pk], "kwargs": {}}


def test_asking_twice_is_asking_once(by_worker, started):
    run = started("kari")

    send_off(run)
    send_off(run)

    assert statuses() == [READY]


def test_a_worker_takes_over_what_a_killed_one_had_begun(by_worker, started, server, worker):
    send_off(started("kari", "ola"))
    DBTaskResult.objects.update(status=RUNNING)
    MailRun.objects.update(holder="", beat=None)

    worker()

    assert len(server.mails) == 2
    assert statuses() == [DONE]


def test_a_run_nobody_was_asked_for_is_found(by_worker, started, server, worker):
    started("kari")

    assert take_over() == 1
    assert take_over() == 1
    assert statuses() == [READY]
    worker()
    assert len(server.mails) == 1


def test_a_task_whose_run_is_over_does_not_stand_there_for_ever(by_worker, started, server, worker):
    send_off(started("kari"))
    worker()
    DBTaskResult.objects.update(status=RUNNING)

    worker()

    assert statuses() == [DONE]
    assert len(server.mails) == 1


def test_a_paused_run_waits_for_its_organiser(by_worker, started, server, worker):
    send_off(started("kari"))
    MailRun.objects.update(state=RunState.PAUSED)

    worker()

    assert server.mails == []
    assert Letter.objects.count() == 1


def test_a_worker_that_ends_asks_the_next_to_go_on(by_worker, started, server):
    run = started("kari", "ola")
    leave_off.set()

    send_letters.call(run.pk)

    assert server.mails == []
    assert statuses() == [READY]


def test_a_worker_without_its_switch_says_so(db):
    with pytest.raises(CommandError, match="Set BACKGROUND_WORKER=1"):
        call_command("worker")
