from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from award.accounts.states import Role
from award.management.editions import edition_called, seat_called
from award.refusal import Refused
from surveys.invitations.actions import invite
from surveys.rosters.selectors import teams


class Command(BaseCommand):
    help = "Write to everybody on the rosters who has not been written to yet. May be repeated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the organiser who does it")

    def handle(self, **options: Any) -> None:
        edition = edition_called(options["edition"])
        by = seat_called(edition, options["by"], Role.ORGANISER) if options["by"] else None
        try:
            sent = invite(edition=edition, by=by, now=timezone.now())
        except Refused as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"{sent} mails sent")
        here = teams(edition)
        for team in here:
            if team.is_too_small:
                self.stderr.write(f"skipped {team.candidate}: {team.size} people, at least {team.minimum} needed")
        left = sum(team.pending for team in here if not team.is_too_small)
        if left:
            raise CommandError(f"{left} could not be sent. Run the command again: only those not reached get a mail.")
