from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from award.management.editions import edition_called
from award.refusal import Refused
from jury.report.export import REPORT, export


class Command(BaseCommand):
    help = "Write an edition's tables, its snapshot and, once a verdict stands, its winner report into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("--to", required=True, type=Path, help="the folder; made if it is not there")

    def handle(self, **options: Any) -> None:
        edition = edition_called(options["edition"])
        try:
            paths = export(edition, options["to"])
        except (Refused, OSError) as no:
            raise CommandError(str(no)) from no
        for path in paths:
            self.stdout.write(str(path))
        if not any(path.name == REPORT for path in paths):
            self.stderr.write(f"{REPORT} is left out: no verdict stands yet.")
