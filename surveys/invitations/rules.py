from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from award.accounts.rules import check_address
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate
from surveys.invitations.selectors import Reminder, has_invited, reminder_due, reminders
from surveys.questionnaire.dates import day_of
from surveys.rosters.models import Invitee, SendState
from surveys.rosters.reading import normalised
from surveys.rosters.selectors import barred, has_mailed, roster


def check_somebody_to_write_to(people: Collection[object]) -> None:
    if not people:
        raise Refused(_("There is nobody to write to: everybody on a roster that is large enough has been invited."))


def check_links_left(candidate: Candidate) -> None:
    if not has_mailed(candidate):
        raise Refused(
            _("The invitations about %(name)s have not left yet: nothing can be sent again.") % {"name": candidate.name}
        )


def check_wants_mail(person: Invitee) -> None:
    """Whoever wants none gets none, whoever asks for it."""
    if person.opted_out:
        raise Refused(_("%(address)s wants no mail. Nothing is sent there any more.") % {"address": person.email})


def check_unchanged(person: Invitee | None, serial: int) -> Invitee:
    """A page sent twice must not kill the link it has just made."""
    if person is None or person.serial != serial:
        raise Refused(_("This has been done already. Look at the roster again."))
    return person


def check_came_back(person: Invitee) -> None:
    """An address that mails reach stays: another one would get somebody's link to somebody else."""
    if person.send_state != SendState.BOUNCED:
        raise Refused(_("No mail to %(address)s has come back. The address stays.") % {"address": person.email})


def check_new_address(person: Invitee, email: str) -> None:
    try:
        check_address(email)
    except ValidationError as wrong:
        raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": email}) from wrong
    address = {"address": email}
    if normalised(email) in set(map(normalised, barred(person.candidate))):
        words = _("“%(address)s” belongs to a leader of this candidate, its second contact or the award’s contact.")
        raise Refused(words % address)
    if normalised(email) in {normalised(each.email) for each in roster(person.candidate)}:
        raise Refused(_("“%(address)s” stands on this roster already.") % address)


def check_not_announced(edition: Edition) -> None:
    if has_invited(edition):
        raise Refused(_("Invitations have left, and they name the days of the reminders. These can no longer change."))


def check_days(edition: Edition, first_on: date, second_on: date, now: datetime) -> None:
    """Tomorrow at the earliest, one after the other, and before the day on which the survey closes."""
    closes_at = closing_time(edition, Phase.SURVEYS)
    if closes_at is None:
        raise Refused(_("The surveys have no closing time. Set it under Dates first: reminders lie before it."))
    if not timezone.localdate(now) < first_on < second_on < timezone.localdate(closes_at):
        raise Refused(
            _("The reminders need two days, the first after today, the second before the survey closes on %(day)s.")
            % {"day": day_of(timezone.localdate(closes_at))}
        )


def check_reminder_due(edition: Edition, today: date) -> Reminder:
    here = reminders(edition)
    if not here:
        raise Refused(_("No reminders were announced in the invitations, so none are sent."))
    due = reminder_due(edition, today)
    if due:
        return due
    coming = [each for each in here if each.on > today]
    if coming:
        raise Refused(
            _("The next reminder is announced for %(day)s. It does not leave before.") % {"day": day_of(coming[0].on)}
        )
    raise Refused(_("Both reminders have left. There is no third: the invitations promise two."))


def check_somebody_to_remind(people: Collection[object]) -> None:
    if not people:
        raise Refused(_("There is nobody to remind: nobody has been invited, or everybody wants no mail."))
