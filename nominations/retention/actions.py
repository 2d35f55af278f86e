from datetime import date
from smtplib import SMTPException

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Linked, Numbered, record
from award.editions.models import Edition
from award.mail.actions import send
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import held
from nominations.intake.actions import erase
from nominations.intake.models import Nomination
from nominations.intake.weeks import week_of
from nominations.retention.clocks import untold
from nominations.retention.letters import TEMPLATE, letter, own_address
from nominations.retention.selectors import Untold
from nominations.retention.tokens import nominations_of_token

TOLD = Linked(gettext_noop("Somebody who was told of a nomination"))


@transaction.atomic
def tell(*, edition: Edition, leader: Untold, today: date, by: Numbered | None) -> None:
    """Write to somebody who was nominated. If the mail fails, they do not count as told."""
    if not leader.address:
        raise Refused(_("No nominator gave an e-mail address of %(name)s.") % {"name": leader.name})
    _mark(edition, leader, today)
    record(edition, gettext_noop("told somebody of a nomination"), by=by)
    try:
        send(
            TEMPLATE,
            to=leader.address,
            language=edition.language,
            **letter(edition, leader, own_address(edition, leader)),
        )
    except (OSError, SMTPException) as broken:
        raise Refused(_("The mail could not be sent, so nothing is stored. Try again in a while.")) from broken


@transaction.atomic
def note_told(*, edition: Edition, leader: Untold, today: date, by: Numbered | None) -> None:
    """They know already: an organiser has spoken with them, or written a letter."""
    _mark(edition, leader, today)
    record(edition, gettext_noop("noted that somebody knows of a nomination"), by=by)


@transaction.atomic
def forget(*, edition: Edition, leader: Untold, by: Numbered | None) -> int:
    """Delete what nobody was told of, with its receipts, its threads and the candidate made of it; how many it was."""
    held(edition)
    number = erase(_still_untold(edition, leader))
    facts = {"candidate": leader.candidate.code} if leader.candidate else {}
    record(edition, gettext_noop("deleted nominations nobody was told of"), by=by, nominations=number, **facts)
    if leader.candidate:
        emptied = Candidate.objects.filter(was_asked=False, nominations=None, merged=None)
        emptied.filter(merged_into=leader.candidate).delete()
        emptied.filter(pk=leader.candidate.pk).delete()
    return number


@transaction.atomic
def remove_for(*, edition: Edition, token: str) -> bool:
    """Somebody who was told wants it deleted; whether there was anything left."""
    held(edition)
    found = nominations_of_token(edition, token)
    if not found:
        return False
    erase(Nomination.objects.filter(pk__in=[each.pk for each in found]))
    record(edition, gettext_noop("had the nominations about them deleted"), by=TOLD)
    return True


def _mark(edition: Edition, leader: Untold, today: date) -> None:
    held(edition)
    _still_untold(edition, leader).update(told_week=week_of(today))


def _still_untold(edition: Edition, leader: Untold) -> QuerySet[Nomination]:
    """All of them, as they were shown, or nothing happens."""
    shown = {each.pk for each in leader.nominations}
    if set(untold(edition).filter(pk__in=shown).values_list("pk", flat=True)) != shown:
        raise Refused(_("Something has changed since you looked. Nothing was done: look again."))
    return Nomination.objects.filter(pk__in=shown)
