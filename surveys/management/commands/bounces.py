import sys
from argparse import ArgumentParser
from email import message_from_bytes
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.invitations.bounces import gone, reports_in, take_back


class Command(BaseCommand):
    help = "Read mails that came back: an mbox, a maildir, or one mail on standard input. Only rosters are touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path)

    def handle(self, **options: Any) -> None:
        path = options["path"]
        if path is not None and not path.exists():
            raise CommandError(f"{path} cannot be read.")
        reports = reports_in(path) if path else [message_from_bytes(sys.stdin.buffer.read())]
        addresses = {address for report in reports for address in gone(report)}
        marked = take_back(addresses)
        self.stdout.write(f"{len(addresses)} addresses without a mailbox, {marked} of them on rosters")
