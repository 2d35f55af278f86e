from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from award.accounts.states import Role
from award.management.editions import edition_called, seat_called
from award.refusal import Refused
from surveys.ballots.manifest import accept_links


class Command(BaseCommand):
    help = "Take the links in the database for those that were given out: after restoring an older backup, never else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("--because", required=True, metavar="REASON", help="stands in the trail")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the organiser who says so")

    def handle(self, **options: Any) -> None:
        edition = edition_called(options["edition"])
        by = seat_called(edition, options["by"], Role.ORGANISER) if options["by"] else None
        try:
            differences = accept_links(edition=edition, because=options["because"], by=by)
        except Refused as no:
            raise CommandError(str(no)) from no
        for difference in differences:
            self.stdout.write(difference)
        self.stdout.write(f"accepted, {len(differences)} teams differed")
