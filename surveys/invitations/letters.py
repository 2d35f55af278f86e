"""Invitations and reminders: plain mails with one link each. Links are derived while sending and stored nowhere."""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import override

from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.mail.actions import composed, link, written
from award.mail.kinds import Kind, register
from award.mail.models import MailRun
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.invitations.models import ReminderPlan
from surveys.invitations.refusing import headers
from surveys.invitations.selectors import plan_of
from surveys.invitations.states import REMINDERS, Mails
from surveys.questionnaire.dates import day_and_time, day_of
from surveys.rosters.links import ticket_of
from surveys.rosters.models import Invitee, SendState

SAMPLE = "X" * 26


def plant() -> None:
    register(Kind(Mails.INVITATION, partial(mail, "invitation"), sent=_sent, refused=_refused))
    for each in REMINDERS:
        register(Kind(each, partial(mail, "reminder"), refused=_refused))


def mail(template: str, run: MailRun, recipient: str) -> EmailMessage | None:
    """What one person gets; nobody who was taken off or wants no mail, and nothing once the survey is closed."""
    here = Invitee.objects.select_related("candidate__edition").defer("candidate__edition__content_json")
    person = here.filter(pk=recipient, opted_out=False).first()
    if person is None or person.candidate.consent != Consent.ACCEPTED:
        return None
    edition = person.candidate.edition
    closes_at = closing_time(edition, Phase.SURVEYS)
    if _is_over(edition, closes_at):
        return None
    address = link("surveys:open", ticket_of(person), language=person.language)
    words = _words(person.candidate, person.language, closes_at, plan_of(edition), address)
    return composed(template, to=person.email, headers=headers(person), **words)


def sample(
    candidate: Candidate, language: str, closes_at: datetime | None, plan: ReminderPlan | None
) -> tuple[str, str]:
    """Subject and text as they will be sent, with dots where the link's own letters stand."""
    address = link("surveys:open", SAMPLE, language=language)
    return written("invitation", language, _words(candidate, language, closes_at, plan, address))


def _words(
    candidate: Candidate, language: str, closes_at: datetime | None, plan: ReminderPlan | None, address: str
) -> dict[str, Any]:
    with override(language):
        closes = day_and_time(closes_at) if closes_at else ""
        days = [day_of(each) for each in plan.days] if plan else []
    return {
        "candidate": candidate,
        "edition": candidate.edition,
        "language": language,
        "closes": closes,
        "reminders": days,
        "link": address,
    }


def _is_over(edition: Edition, closes_at: datetime | None) -> bool:
    return edition.phase != Phase.SURVEYS or (closes_at is not None and timezone.now() > closes_at)


def _sent(recipient: str) -> None:
    Invitee.objects.filter(pk=recipient).update(send_state=SendState.SENT)


def _refused(recipient: str) -> None:
    Invitee.objects.filter(pk=recipient).update(send_state=SendState.BOUNCED)
