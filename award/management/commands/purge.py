import os
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from award.editions.actions import purge
from award.editions.registers import Deletion
from award.tables.files import Table, csv_of

COLUMNS = ("edition", "what", "number", "due_on", "failure")


class Command(BaseCommand):
    help = "Delete what has had its time, in every edition, and say how much."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as if it were this day (YYYY-MM-DD)")
        parser.add_argument("--report", type=Path, metavar="DIR", help="write deletions-DATE.csv there, too")

    def handle(self, **options: Any) -> None:
        today = options["on"] or timezone.localdate()
        if options["report"]:
            check_folder(options["report"])
        deletions = purge(today=today)
        for each in deletions:
            said = f"failed ({each.failure})" if each.failure else f"{each.number} deleted"
            (self.stderr if each.failure else self.stdout).write(f"{each.edition}: {each.what}: {said}")
        if options["report"]:
            self.stdout.write(f"written to {report(deletions, options['report'], today)}")
        failed = sum(bool(each.failure) for each in deletions)
        if failed:
            raise CommandError(f"{failed} could not be purged; the others were")
        self.stdout.write(f"purged on {today}")


def check_folder(folder: Path) -> None:
    """Before anything is deleted: a run that cannot be reported is not begun."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as broken:
        raise CommandError(f"{folder} is no folder to write to: nothing was deleted") from broken
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CommandError(f"{folder} is no folder to write to: nothing was deleted")


def report(deletions: Sequence[Deletion], folder: Path, today: date) -> Path:
    """The run as a file: whole or not at all. A second run of the same day stands beside the first."""
    rows = [(each.edition, each.what, each.number, each.due_on.isoformat(), each.failure) for each in deletions]
    path, again = folder / f"deletions-{today}.csv", 1
    while path.exists():
        again += 1
        path = folder / f"deletions-{today}-{again}.csv"
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(csv_of(Table("deletions", COLUMNS, rows)))
    os.replace(unfinished, path)
    return path
