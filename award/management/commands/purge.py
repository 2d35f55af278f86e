from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from award.editions.actions import purge


class Command(BaseCommand):
    help = "Delete what has had its time, in every edition, and say how much."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as if it were this day (YYYY-MM-DD)")

    def handle(self, **options: Any) -> None:
        today = options["on"] or timezone.localdate()
        for edition, label, number in purge(today=today):
            self.stdout.write(f"{edition}: {label}: {number} deleted")
        self.stdout.write(f"purged on {today}")
