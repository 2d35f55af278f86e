"""The two days on which everybody is reminded, and the reminders themselves."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.selectors import held
from award.editions.states import Phase
from award.mail.models import MailRun
from award.mail.runs import begin
from surveys.invitations.models import ReminderPlan
from surveys.invitations.rules import (
    check_days,
    check_not_announced,
    check_reminder_due,
    check_somebody_to_remind,
)
from surveys.invitations.selectors import has_invited, people_to_remind, plan_of, proposed
from surveys.rosters.rules import check_not_imported


@transaction.atomic
def plan_reminders(*, edition: Edition, first_on: date, second_on: date, by: Numbered | None, now: datetime) -> None:
    """Choose the days, until the first invitation has named them."""
    locked = held(edition.pk)
    check_phase(locked, (Phase.SURVEYS,))
    check_not_announced(locked)
    check_days(locked, first_on, second_on, now)
    days = {"first_on": first_on, "second_on": second_on}
    ReminderPlan.objects.update_or_create(edition=locked, defaults=days)
    record(locked, gettext_noop("planned the reminders"), by=by, first_on=str(first_on), second_on=str(second_on))


def announce(edition: Edition, now: datetime) -> None:
    """Before the first invitation leaves the days stand: those chosen, or a third and two thirds on the way.

    Runs inside the act that invites. A survey that closes too soon, or nobody knows when, has no reminders.
    """
    if has_invited(edition):
        return
    chosen, otherwise = plan_of(edition), proposed(edition, now)
    if chosen:
        check_days(edition, chosen.first_on, chosen.second_on, now)
    elif otherwise:
        otherwise.save()


@transaction.atomic
def remind(*, edition: Edition, by: Numbered | None, now: datetime) -> MailRun:
    """The reminder that is due, to everybody with a link: the same words to all, for nobody knows who has answered."""
    locked = held(edition.pk)
    check_phase(locked, (Phase.SURVEYS,))
    check_not_closed(locked, Phase.SURVEYS, now)
    check_not_imported(locked)
    due = check_reminder_due(locked, timezone.localdate(now))
    people = people_to_remind(locked)
    check_somebody_to_remind(people)
    run = begin(locked, due.mails, people)
    record(locked, gettext_noop("sent a reminder"), by=by, announced_for=str(due.on), mails=len(people))
    return run
