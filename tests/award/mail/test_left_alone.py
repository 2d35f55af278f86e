"""The doctor speaks of the worker when mails wait for it, and only then."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from award.editions.actions import create_edition
from award.mail.lease import lease
from award.mail.models import MailRun
from award.mail.runs import begin, pause
from award.mail.selectors import left_alone
from award.mail.tasks import send_off
from award.management.commands import doctor

ALONE = "Mails of samtaleprisen-2027 wait, and nobody sends them: start manage.py worker with BACKGROUND_WORKER=1."


@pytest.fixture(autouse=True)
def by_worker(settings):
    settings.BACKGROUND_WORKER, settings.DEBUG, settings.TEST_INSTALLATION = True, False, False
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def minutes_pass(number):
    """Everything that has a time becomes that much older."""
    ago = timezone.now() - timedelta(minutes=number)
    DBTaskResult.objects.update(enqueued_at=ago)
    MailRun.objects.exclude(beat=None).update(beat=ago)


def test_mails_nobody_came_for_are_told(started):
    send_off(started("kari", "ola"))
    at_once = doctor.worker()
    minutes_pass(6)

    assert (at_once, doctor.worker()) == ("", ALONE)


def test_mails_whose_worker_died_are_told(started):
    run = started("kari", "ola")
    MailRun.objects.filter(pk=run.pk).update(holder="another machine:1:x", beat=timezone.now())
    at_once = doctor.worker()
    minutes_pass(6)

    assert (at_once, doctor.worker()) == ("", ALONE)


def test_a_worker_that_sends_for_another_award_will_come(started, db):
    send_off(started("kari"))
    minutes_pass(60)
    busy = begin(create_edition(slug="another", name="Another"), "greetings", ["ola"])

    with lease(busy.pk):
        assert left_alone(timezone.now()) == []
    assert doctor.worker() == ALONE


@pytest.mark.parametrize("become", [lambda edition: None, lambda edition: pause(edition, by=None)])
def test_mails_that_asked_for_nobody_tell_nothing(started, edition, become):
    started("kari")
    become(edition)
    minutes_pass(60)

    assert doctor.worker() == ""


def test_paused_mails_are_not_missed(started, edition):
    send_off(started("kari"))
    pause(edition, by=None)
    minutes_pass(60)

    assert doctor.worker() == ""


@pytest.mark.parametrize("setting", [{"DEBUG": True}, {"TEST_INSTALLATION": True}, {"BACKGROUND_WORKER": False}])
def test_where_no_worker_is_needed_none_is_missed(started, settings, setting):
    send_off(started("kari"))
    minutes_pass(60)
    for name, value in setting.items():
        setattr(settings, name, value)

    assert doctor.worker() == ""
