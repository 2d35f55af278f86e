from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.management.editions import edition_called
from award.refusal import Refused


class Command(BaseCommand):
    help = "Give a person a seat in an edition: organiser, chair, juror or observer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.value for role in Role if role != Role.LEADER])
        parser.add_argument("--name", default="")

    def handle(self, **options: Any) -> None:
        try:
            seat = give_seat(
                edition=edition_called(options["edition"]),
                email=options["email"],
                role=options["role"],
                name=options["name"],
                by=None,
            )
        except Refused as no:
            raise CommandError(str(no)) from no
        self.stdout.write(str(seat))
