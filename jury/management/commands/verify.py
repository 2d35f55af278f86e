from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from award.management.editions import edition_called
from jury.report.checks import checks


class Command(BaseCommand):
    help = "Compute the fingerprints of an edition's rules and release again and compare them with what was frozen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")

    def handle(self, **options: Any) -> None:
        edition = edition_called(options["edition"])
        found = checks(edition)
        for check in found:
            self.stdout.write(f"{'ok' if check.is_ok else 'BROKEN'}  {check.name}: {check.words}")
        if not all(check.is_ok for check in found):
            raise CommandError(f"{edition.slug} is not what was frozen.", returncode=1)
