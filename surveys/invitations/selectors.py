from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.mail.models import MailRun
from nominations.candidates.selectors import accepted
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketKind
from surveys.invitations.models import ReminderPlan
from surveys.invitations.states import REMINDERS, Mails
from surveys.rosters.models import Invitee, SendState
from surveys.rosters.selectors import teams

SHORTEST = 3  # days until closing: below, two reminders have no room


def addresses(edition: Edition) -> QuerySet[Invitee]:
    """Everybody who may be written to. Nothing here, nor anywhere, says who has answered."""
    return Invitee.objects.filter(candidate__edition=edition, opted_out=False).select_related("candidate__edition")


def people_to_invite(edition: Edition) -> list[Invitee]:
    """Everybody not yet invited on a roster that is large enough, of a candidate who takes part."""
    ready = [team.candidate.pk for team in teams(edition) if not team.is_too_small]
    return list(addresses(edition).filter(send_state=SendState.PENDING, candidate__in=ready))


def people_to_remind(edition: Edition) -> list[str]:
    """Everybody with a link and a mailbox, answered or not: nobody knows who has."""
    mailed = Ticket.objects.filter(kind=TicketKind.MAIL, candidate__in=accepted(edition)).values("candidate")
    here = addresses(edition).filter(candidate__in=mailed).exclude(send_state=SendState.BOUNCED)
    return list(here.values_list("pk", flat=True))


def came_back(edition: Edition) -> QuerySet[Invitee]:
    """Whose address has no mailbox: somebody has to correct it, or take it off."""
    return addresses(edition).filter(send_state=SendState.BOUNCED).order_by("candidate__code", "email")


def has_invited(edition: Edition) -> bool:
    return Ticket.objects.filter(candidate__edition=edition, kind=TicketKind.MAIL).exists()


def plan_of(edition: Edition) -> ReminderPlan | None:
    return ReminderPlan.objects.filter(edition=edition).first()


def plan_ahead(edition: Edition, now: datetime) -> ReminderPlan | None:
    """The plan as it stands; before any invitation has left, else a proposal: a third and two thirds on the way."""
    return plan_of(edition) or (None if has_invited(edition) else proposed(edition, now))


def proposed(edition: Edition, now: datetime) -> ReminderPlan | None:
    closes_at, today = closing_time(edition, Phase.SURVEYS), timezone.localdate(now)
    left = (timezone.localdate(closes_at) - today).days if closes_at else 0
    if left < SHORTEST:
        return None
    first, second = (today + timedelta(days=round(left * share / 3)) for share in (1, 2))
    return ReminderPlan(edition=edition, first_on=first, second_on=second)


@dataclass(frozen=True)
class Reminder:
    """One of the two: when it was announced for, and whether its mails have begun to leave."""

    mails: Mails
    on: date
    has_begun: bool


def reminders(edition: Edition) -> list[Reminder]:
    plan = plan_of(edition)
    begun = set(MailRun.objects.filter(edition=edition.pk, kind__in=REMINDERS).values_list("kind", flat=True))
    return [
        Reminder(mails, on, mails in begun) for mails, on in zip(REMINDERS, plan.days if plan else [], strict=False)
    ]


def reminder_due(edition: Edition, today: date) -> Reminder | None:
    """The latest announced, if it has not left: two days missed in a row make one mail, not two."""
    reached = [each for each in reminders(edition) if each.on <= today]
    return reached[-1] if reached and not reached[-1].has_begun else None
