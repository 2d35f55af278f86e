from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from award.editions.states import ORDER, Phase
from award.refusal import Refused
from jury.rehearsal.actions import described, rehearse, write_json
from jury.rehearsal.walk import Size
from jury.report.export import export


class Command(BaseCommand):
    help = "Walk a synthetic edition through the real actions up to a phase, with mail as files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--slug", default="demo")
        parser.add_argument("--name", default="Samtaleprisen")
        parser.add_argument("--candidates", type=int, default=16)
        parser.add_argument("--employees", type=int, default=12)
        parser.add_argument("--jurors", type=int, default=6)
        parser.add_argument("--finalists", type=int, default=5)
        parser.add_argument("--seed", type=int, default=2027)
        parser.add_argument("--until", choices=[phase.value for phase in ORDER], default=Phase.ANNOUNCED.value)
        parser.add_argument("--language", choices=[code for code, _ in settings.LANGUAGES], default="en")
        parser.add_argument("--to", type=Path, metavar="DIR", help="where reports, exports and mail go (var/SLUG)")

    def handle(self, **options: Any) -> None:
        folder = options["to"] or settings.VAR / options["slug"]
        mail_as_files(folder)
        size = Size(options["candidates"], options["employees"], options["jurors"], options["finalists"])
        until = Phase(options["until"])
        try:
            walk = rehearse(
                slug=options["slug"],
                name=options["name"],
                size=size,
                seed=options["seed"],
                until=until,
                language=options["language"],
                say=self.stdout.write,
            )
            if until == Phase.ANNOUNCED:
                for path in export(walk.edition, folder):
                    self.stdout.write(str(path))
        except Refused as no:
            raise CommandError(str(no)) from no
        write_json(folder / f"{options['slug']}.json", described(walk))


def mail_as_files(folder: Path) -> None:
    """Invented people get their mail as files, whatever this installation sends with."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(folder / "mail")
    settings.TEST_INSTALLATION = True
    folder.mkdir(parents=True, exist_ok=True)
