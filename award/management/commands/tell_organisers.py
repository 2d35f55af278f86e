from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from award.desks.letters import RUNNING, write_to_organisers
from award.editions.models import Edition
from award.management.editions import edition_called


class Command(BaseCommand):
    help = "Mail the organisers how their award stands: once a week, however often it runs. Without an edition, of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", nargs="?")
        parser.add_argument("--again", action="store_true", help="although it was sent this week, or should have been")

    def handle(self, **options: Any) -> None:
        named, lost = options["edition"], 0
        for edition in [edition_called(named)] if named else Edition.objects.filter(phase__in=RUNNING):
            sent, failed = write_to_organisers(edition=edition, today=timezone.localdate(), again=options["again"])
            self.stdout.write(f"{edition.slug}: {sent} mails sent" + (f", {failed} could not be" if failed else ""))
            lost += failed
        if lost:
            raise CommandError(f"{lost} mails could not be sent; the log says why")
