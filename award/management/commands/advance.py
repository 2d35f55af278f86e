from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from award.accounts.states import Role
from award.editions.actions import advance
from award.editions.states import ORDER, Phase
from award.management.editions import edition_called, seat_called
from award.refusal import Refused


class Command(BaseCommand):
    help = "Move an edition to its next phase, if the gates open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("phase", choices=[phase.value for phase in ORDER])
        parser.add_argument("--by", required=True, metavar="EMAIL", help="an organiser of the edition")

    def handle(self, **options: Any) -> None:
        edition = edition_called(options["edition"])
        seat = seat_called(edition, options["by"], Role.ORGANISER)
        try:
            moved = advance(edition, Phase(options["phase"]), by=seat)
        except Refused as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"{moved.slug} is now in {moved.phase}")
