import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from award.editions.models import Edition
from award.management.editions import edition_called
from award.refusal import Refused
from jury.counting.measuring import measure
from surveys.ballots.selectors import count_key
from surveys.counting.actions import count
from surveys.counting.selectors import summary


class Command(BaseCommand):
    help = "Open the sealed ballots of an edition and count them, once. The code is read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="the edition's address, as in samtaleprisen-2027")
        parser.add_argument(
            "--without-unreadable", action="store_true", help="go on where ballots that cannot be read cost a team"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        edition = edition_called(options["edition"])
        code = " ".join(read_line() for _each in range(codes_needed(edition)))
        try:
            count(
                edition=edition,
                code=code,
                measure=measure,
                by=None,
                without_unreadable=options["without_unreadable"],
                tell=self.stdout.write,
            )
        except Refused as no:
            raise CommandError(str(no)) from no
        done = summary(edition)
        if done:
            self.stdout.write(f"counted {done.counted}, too few answers {done.too_few}, sha256 {done.sha256}")
            self.stdout.write(
                "The keys still stand. Take a backup, restore it elsewhere, run `verify` there, then: "
                f"manage.py destroy_keys {edition.slug} --verified FINGERPRINT"
            )


def codes_needed(edition: Edition) -> int:
    key = count_key(edition)
    return 2 if key and key.needs_both else 1


def read_line() -> str:
    return getpass.getpass("Count code: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
