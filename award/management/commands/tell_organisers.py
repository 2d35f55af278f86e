from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from award.desks.letters import RUNNING, write_to_organisers
from award.editions.models import Edition
from award.management.editions import edition_called


class Command(BaseCommand):
    help = "Mail the organisers how their award stands: once a week, however often it runs. Without an edition, of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", nargs="?")

    def handle(self, **options: Any) -> None:
        named = options["edition"]
        for edition in [edition_called(named)] if named else Edition.objects.filter(phase__in=RUNNING):
            sent = write_to_organisers(edition=edition, today=timezone.localdate())
            self.stdout.write(f"{edition.slug}: {sent} mails sent")
