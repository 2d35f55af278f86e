import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from award.mail.sending import leave_off
from award.mail.tasks import take_over


class Command(BaseCommand):
    help = "Send mails in the background, until it is asked to end (SIGTERM: after the mail in hand)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, metavar="SECONDS", help="between two looks for work")
        parser.add_argument("--once", action="store_true", help="end when nothing waits any more")

    def handle(self, **options: Any) -> None:
        if not settings.BACKGROUND_WORKER:
            raise CommandError("Mails are sent by the pages themselves here. Set BACKGROUND_WORKER=1 for both.")
        worker = Patient()
        worker.configure_signals()
        while worker.running:
            close_old_connections()
            take_over()
            worker.run()
            if options["once"] or not worker.running:
                return
            time.sleep(options["interval"])


class Patient(Worker):
    """The worker of django-tasks, which waits for a task to end before it does: ours then ends after one mail."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        leave_off.set()
        super().shutdown(signum, frame)
