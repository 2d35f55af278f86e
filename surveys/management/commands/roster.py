from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from award.accounts.states import Role
from award.management.editions import edition_called, seat_called
from award.refusal import Refused
from nominations.candidates.selectors import candidate_by_code
from surveys.rosters.actions import set_roster
from surveys.rosters.previewing import preview
from surveys.rosters.reading import as_text


class Command(BaseCommand):
    help = "Set who is asked about a candidate: a CSV or XLSX file with a column of addresses, perhaps of languages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("candidate", help="the candidate's code")
        parser.add_argument("file", type=Path)
        parser.add_argument("--sheets", metavar="N", type=int, default=0, help="people who will answer on paper")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the organiser who does it")

    def handle(self, **options: Any) -> None:
        edition = edition_called(options["edition"])
        candidate = candidate_by_code(edition, options["candidate"])
        if candidate is None:
            raise CommandError(f"There is no candidate “{options['candidate']}” in {edition.slug}.")
        by = seat_called(edition, options["by"], Role.ORGANISER) if options["by"] else None
        try:
            text = as_text(_read(options["file"]))
            found = preview(candidate, text, on_paper=options["sheets"], names_others=True)
            size = set_roster(candidate=candidate, text=text, sheets=options["sheets"], by=by)
        except Refused as no:
            raise CommandError(str(no)) from no
        for doubt in found.doubts:
            self.stderr.write(doubt)
        self.stdout.write(f"{size} addresses about {candidate}")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as missing:
        raise CommandError(f"{file} cannot be read.") from missing
