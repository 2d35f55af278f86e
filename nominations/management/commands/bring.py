from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from award.accounts.states import Role
from award.management.editions import edition_called, seat_called
from award.refusal import Refused
from nominations.importing.actions import bring
from nominations.importing.looking import Look, look_at
from nominations.importing.reading import lines_in
from nominations.importing.states import What


class Command(BaseCommand):
    help = "Bring in nominations or candidates that were collected elsewhere (CSV or XLSX): the whole file or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=What.values, required=True, help="what the file holds")
        parser.add_argument("--dry-run", action="store_true", help="look at it, store nothing")
        parser.add_argument("--again", action="store_true", help="store nominations that stand here already once more")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the organiser who does it")

    def handle(self, **options: Any) -> None:
        edition = edition_called(options["edition"])
        by = seat_called(edition, options["by"], Role.ORGANISER) if options["by"] else None
        today = timezone.localdate()
        try:
            source = options["file"].read_bytes()
            look = look_at(edition, options["kind"], lines_in(source, options["kind"]), today=today)
            self._tell(look, wants_again=options["again"])
            if not options["dry_run"]:
                bring(edition=edition, look=look, by=by, today=today)
        except OSError as missing:
            raise CommandError(f"{options['file']} cannot be read.") from missing
        except Refused as no:
            raise CommandError(str(no)) from no
        done = "would be brought in" if options["dry_run"] else "brought in"
        self.stdout.write(f"{look.size} {look.what} {done}, {look.there} there already")

    def _tell(self, look: Look, *, wants_again: bool) -> None:
        for name in look.left_out:
            self.stderr.write(f"left out: column “{name}”")
        for doubt in look.doubts:
            self.stderr.write(doubt)
        if look.doubts and not wants_again:
            raise CommandError("Nothing was stored. With --again these are stored once more.")
