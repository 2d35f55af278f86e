from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from award.management.editions import edition_called
from award.refusal import Refused
from jury.counting.measuring import measure
from surveys.counting.selectors import summary
from surveys.importing.actions import import_results


class Command(BaseCommand):
    help = "Import a survey institute's file (CSV or XLSX) instead of counting own ballots: whole or nothing, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="the edition's address, as in samtaleprisen-2027")
        parser.add_argument(
            "file", type=Path, help="candidate, respondent (employee or self), one column per statement"
        )
        parser.add_argument(
            "--create-candidates", action="store_true", help="candidates the award does not know yet take part"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        edition = edition_called(options["edition"])
        try:
            source = options["file"].read_bytes()
        except OSError as missing:
            raise CommandError(f"{options['file']} cannot be read: {missing.strerror}.") from missing
        try:
            import_results(
                edition=edition,
                source=source,
                create_candidates=options["create_candidates"],
                measure=measure,
                by=None,
            )
        except Refused as no:
            raise CommandError(str(no)) from no
        done = summary(edition)
        if done:
            self.stdout.write(f"imported {done.counted}, too few answers {done.too_few}, sha256 {done.sha256}")
