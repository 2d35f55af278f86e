from datetime import datetime
from smtplib import SMTPException

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Linked, Numbered, record
from award.codes import new_code
from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.selectors import held
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.wording import tidy
from surveys.ballots.tickets import hashed
from surveys.rosters.actions import set_roster
from surveys.rosters.models import Workplace
from surveys.rosters.rules import check_takes_part
from surveys.workplaces.letters import ask
from surveys.workplaces.rules import check_contact

OPEN = (Phase.NOMINATIONS, Phase.SURVEYS)
STATED = gettext_noop("stated a headcount")  # the verb in the trail, for an organiser and the second contact alike
SECOND_CONTACT = Linked(gettext_noop("The second contact"))


@transaction.atomic
def ask_contact(*, candidate: Candidate, name: str, email: str, language: str, by: Numbered | None) -> Workplace:
    """Somebody at the workplace, other than the leader, gets a link of their own; an earlier link is dead.

    Somebody else at the head of it has not confirmed what their predecessor had. If the mail fails, nothing is stored.
    """
    edition, here = _held(candidate)
    check_contact(here, email)
    known = Workplace.objects.select_for_update().filter(candidate=here).first() or Workplace(candidate=here)
    if known.email.lower() != email.lower():
        known.employer_agrees = known.is_voluntary = known.representatives_know = known.is_confirmed = False
    code = new_code()
    known.name, known.email, known.language, known.link_hash = tidy(name), email, language, hashed(code)
    known.save()
    record(edition, gettext_noop("asked a second contact"), by=by, candidate=here.code)
    try:
        ask(known, code)
    except (OSError, SMTPException) as broken:
        raise Refused(_("The mail could not be sent, so nothing is stored. Try again in a while.")) from broken
    return known


@transaction.atomic
def state_headcount(*, candidate: Candidate, people: int, by: Numbered | None) -> Workplace:
    """What an organiser knows of the size of a team; nobody at the workplace has confirmed it."""
    edition, here = _held(candidate)
    known, _new = Workplace.objects.get_or_create(candidate=here)
    if known.people == people:
        return known  # the same number takes nobody's word back
    known.people, known.is_confirmed = people, False
    known.save(update_fields=["people", "is_confirmed"])
    record(edition, STATED, by=by, candidate=here.code, people=people)
    return known


@transaction.atomic
def answer(
    *,
    workplace: Workplace,
    people: int,
    employer_agrees: bool,
    is_voluntary: bool,
    representatives_know: bool,
    now: datetime,
) -> Workplace:
    """What the second contact says. All of it together confirms the headcount; a part is kept and confirms nothing."""
    edition, here = _held(workplace.candidate)
    check_not_closed(edition, Phase.SURVEYS, now)
    known = Workplace.objects.select_for_update().get(pk=workplace.pk)
    known.people, known.employer_agrees, known.is_voluntary = people, employer_agrees, is_voluntary
    known.representatives_know = representatives_know
    known.is_confirmed = employer_agrees and is_voluntary and representatives_know
    known.save()
    record(edition, STATED, by=SECOND_CONTACT, candidate=here.code, people=people, confirmed=known.is_confirmed)
    return known


@transaction.atomic
def bring_roster(*, workplace: Workplace, candidate: Candidate, text: str, sheets: int = 0, now: datetime) -> int:
    """A roster by the hand of the second contact: the same checks, and the line says whose hand it was."""
    edition, here = _held(workplace.candidate)
    check_not_closed(edition, Phase.SURVEYS, now)
    return set_roster(candidate=here, text=text, sheets=sheets, by=SECOND_CONTACT)


@transaction.atomic
def take_back_contact(*, candidate: Candidate, by: Numbered | None) -> None:
    """Name, address and link go; what was said stays, no longer confirmed by anybody."""
    edition, here = _held(candidate)
    gone = Workplace.objects.filter(candidate=here).exclude(email="")
    if not gone.update(
        name="",
        email="",
        link_hash=None,
        employer_agrees=False,
        is_voluntary=False,
        representatives_know=False,
        is_confirmed=False,
    ):
        raise Refused(_("This has been done already."))
    record(edition, gettext_noop("took back a second contact"), by=by, candidate=here.code)


def forget_contacts(edition: Edition) -> int:
    """With the rosters: who was asked need not be known any longer. What they confirmed stays."""
    return (
        Workplace.objects.filter(candidate__edition=edition).exclude(email="").update(name="", email="", link_hash=None)
    )


def _held(candidate: Candidate) -> tuple[Edition, Candidate]:
    edition = held(candidate.edition_id)
    check_phase(edition, OPEN)
    here = Candidate.objects.select_related("edition").get(pk=candidate.pk)
    check_takes_part(here)
    return edition, here
