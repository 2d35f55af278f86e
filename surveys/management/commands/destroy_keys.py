from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from award.accounts.states import Role
from award.management.editions import edition_called, seat_called
from award.refusal import Refused
from surveys.counting.actions import destroy_keys


class Command(BaseCommand):
    help = "Destroy the keys of a counted edition, once a restored backup has shown its release."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("--verified", required=True, metavar="FINGERPRINT", help="what `verify` printed there")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the organiser who does it")

    def handle(self, **options: Any) -> None:
        edition = edition_called(options["edition"])
        by = seat_called(edition, options["by"], Role.ORGANISER) if options["by"] else None
        try:
            destroy_keys(edition=edition, sha256=options["verified"], by=by)
        except Refused as no:
            raise CommandError(str(no)) from no
        self.stdout.write("The keys are destroyed. Destroy the printed code now.")
