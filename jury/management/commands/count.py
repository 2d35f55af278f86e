import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from award.management.editions import edition_called
from award.refusal import Refused
from jury.screening.measuring import measure
from surveys.counting.actions import count
from surveys.counting.selectors import summary


class Command(BaseCommand):
    help = "Open the sealed ballots of an edition and count them, once. The count code comes on standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="the edition's address, as in samtaleprisen-2027")

    def handle(self, *args: Any, **options: Any) -> None:
        edition = edition_called(options["edition"])
        code = getpass.getpass("Count code: ") if sys.stdin.isatty() else sys.stdin.readline()
        try:
            count(edition=edition, code=code.strip(), measure=measure, by=None, tell=self.stdout.write)
        except Refused as no:
            raise CommandError(str(no)) from no
        done = summary(edition)
        if done:
            self.stdout.write(f"counted {done.counted}, too few answers {done.too_few}, sha256 {done.sha256}")
