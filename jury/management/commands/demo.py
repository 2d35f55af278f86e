import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from award.editions.states import ORDER, Phase
from award.refusal import Refused
from jury.management.commands.rehearse import mail_as_files
from jury.rehearsal.actions import described, rehearse, write_json
from jury.rehearsal.walk import Size
from jury.report.export import export

WHOLE = Size(candidates=16, employees=12, jurors=6, finalists=5)
SMALL = Size(candidates=6, employees=14, jurors=4, finalists=2)


class Command(BaseCommand):
    help = "Rehearse a whole award and one small edition in each earlier phase, and write down how to enter them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, required=True, metavar="DIR")

    def handle(self, **options: Any) -> None:
        started, folder, year = time.monotonic(), options["to"], timezone.localdate().year
        mail_as_files(folder)
        try:
            small = [
                rehearse(
                    slug=phase.value.replace("_", "-"),
                    name=f"Samtaleprisen {year} · {phase.label}",
                    size=SMALL,
                    seed=place,
                    until=phase,
                    say=self.stdout.write,
                )
                for place, phase in enumerate(ORDER[:-1])
            ]
            whole = rehearse(
                slug="demo",
                name=f"Samtaleprisen {year}",
                size=WHOLE,
                seed=2027,
                until=Phase.ANNOUNCED,
                say=self.stdout.write,
            )
            files = export(whole.edition, folder)
        except Refused as no:
            raise CommandError(str(no)) from no
        write_json(folder / "demo.json", described(*small, whole))
        for path in (*files, folder / "demo.json"):
            self.stdout.write(str(path))
        self.stdout.write(f"rehearsed in {time.monotonic() - started:.0f} s")
