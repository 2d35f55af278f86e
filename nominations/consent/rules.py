from datetime import date

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.rules import LONGEST_NAME
from nominations.candidates.selectors import silent
from nominations.candidates.states import Consent
from nominations.consent.selectors import askable


def check_may_remind(edition: Edition, today: date) -> list[Leader]:
    """Whom a reminder goes to: one each, and only to those who have had a week and said nothing."""
    check_phase(edition, {Phase.NOMINATIONS})
    waiting = list(silent(edition, today))
    if waiting:
        return waiting
    if Leader.objects.filter(candidate__edition=edition, consent=Consent.INVITED, reminders__gt=0).exists():
        raise Refused(_("Everybody who has had a week to answer was reminded once. Nobody is reminded a second time."))
    raise Refused(_("Nobody waits for a reminder: it goes to those who were asked a week ago and have not answered."))


def check_may_ask_everybody(edition: Edition) -> list[Candidate]:
    check_phase(edition, {Phase.NOMINATIONS})
    ready, lacking = askable(edition)
    if ready:
        return ready
    if lacking:
        raise Refused(_("Nobody can be asked yet: of every candidate a leader or an e-mail address is missing."))
    raise Refused(_("Everybody has been asked already."))


def check_print(name: str, title: str) -> None:
    """May this stand where the leader is printed?"""
    if not name:
        raise Refused(_("Your name is missing."))
    if max(len(name), len(title)) > LONGEST_NAME:
        raise Refused(_("Name and title have at most %(n)s characters each.") % {"n": LONGEST_NAME})


def check_name_is_free(candidate: Candidate, name: str) -> None:
    """No two candidates are printed alike. Who else is a candidate is not told."""
    edition = candidate.edition
    same = Candidate.objects.filter(edition=edition, name=name, employer=candidate.employer).exclude(pk=candidate.pk)
    if same.exists():
        who = edition.contact or edition.controller or edition.name
        raise Refused(_("The name cannot be stored like this. Write to %(contact)s, please.") % {"contact": who})


def check_wants_removal(leader: Leader) -> None:
    if leader.removal_asked_on is None:
        raise Refused(_("%(name)s has not asked to be removed.") % {"name": leader.name})
