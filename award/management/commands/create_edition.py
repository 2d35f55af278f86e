from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.editions.actions import create_edition
from award.refusal import Refused


class Command(BaseCommand):
    help = "Create an edition in set-up, with our texts or with those of a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="its address: letters, digits, - and _")
        parser.add_argument("--name", required=True)
        parser.add_argument("--content", type=Path, metavar="DIR", help="traits.yaml, survey.yaml, round_two.yaml")
        parser.add_argument("--organiser", default="", metavar="EMAIL")
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])

    def handle(self, **options: Any) -> None:
        try:
            with transaction.atomic():
                edition = create_edition(
                    slug=options["slug"],
                    name=options["name"],
                    content=options["content"],
                    contact=options["organiser"],
                    language=options["language"],
                )
                if options["organiser"]:
                    give_seat(edition=edition, email=options["organiser"], role=Role.ORGANISER, by=None)
        except Refused as no:
            raise CommandError(str(no)) from no
        texts = edition.content
        self.stdout.write(
            f"{edition.slug}: {len(texts.survey.items)} statements in {len(texts.survey.areas)} areas, "
            f"{len(texts.traits)} traits, {len(texts.round_two.areas)} areas in round two"
        )
