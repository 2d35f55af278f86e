from argparse import ArgumentParser
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from award.editions.models import Edition
from award.editions.states import Phase
from award.mail.runs import go_on
from award.mail.selectors import open_run
from award.mail.sending import work
from award.mail.states import RunState
from award.management.editions import edition_called
from award.refusal import Refused
from surveys.invitations.planning import remind
from surveys.invitations.selectors import reminder_due
from surveys.invitations.states import REMINDERS

NOON = time(12)


class Command(BaseCommand):
    help = (
        "Send the reminder that is due, to everybody with a link; daily. Without an edition, of every open survey. "
        "A reminder that has stopped goes on when its edition is named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", nargs="?")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as if it were this day (YYYY-MM-DD)")

    def handle(self, **options: Any) -> None:
        now = timezone.make_aware(datetime.combine(options["on"], NOON)) if options["on"] else timezone.now()
        named = options["edition"]
        for edition in [edition_called(named)] if named else Edition.objects.filter(phase=Phase.SURVEYS):
            try:
                self._remind(edition, now, asked=bool(named))
            except Refused as no:
                raise CommandError(f"{edition.slug}: {no}") from no

    def _remind(self, edition: Edition, now: datetime, *, asked: bool) -> None:
        run = open_run(edition.pk)
        if asked and run is not None and run.kind in REMINDERS and run.state == RunState.STOPPED:
            go_on(edition, by=None)
            run.refresh_from_db()
        is_ours = run is not None and run.kind in REMINDERS and run.state == RunState.RUNNING
        if not is_ours and not asked and not reminder_due(edition, timezone.localdate(now)):
            return
        if run is None or not is_ours:
            run = remind(edition=edition, by=None, now=now)
        sent = work(run.pk)
        self.stdout.write(f"{edition.slug}: {sent} mails sent")
        run.refresh_from_db()
        if run.state == RunState.STOPPED:
            mend = f"Let the mails go on from the page “Invite”, or by manage.py remind {edition.slug}."
            raise CommandError(f"{edition.slug}: {run.get_halt_display()} {mend}")
