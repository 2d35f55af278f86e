from collections.abc import Sequence
from datetime import date
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.accounts.actions import give_seat, take_seat
from award.accounts.states import Role
from award.audit.actions import Linked, Numbered, record
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.mail.actions import send
from award.refusal import Refused
from nominations.candidates.letters import TEMPLATE, letter, own_address
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.rules import (
    MADE,
    MAKING,
    Named,
    check_candidate,
    check_leaders,
    check_may_answer,
    check_may_ask,
    check_may_name_leaders,
    check_stands,
    next_code,
)
from nominations.candidates.selectors import has_entered, held, leaders
from nominations.candidates.states import Consent, Kind, together
from nominations.candidates.wording import tidy

ASKED = Linked(gettext_noop("A leader who was asked"))


@transaction.atomic
def create_candidate(
    *,
    edition: Edition,
    name: str,
    employer: str = "",
    title: str = "",
    kind: str = Kind.PERSON,
    leaders: Sequence[Named] = (),
    code: str = "",
    language: str = "",
    consent: str = Consent.NEW,
    by: Numbered | None,
) -> Candidate:
    """A new candidate with its leaders. One who comes with imported results has agreed where these were made."""
    edition = held(edition)
    check_phase(edition, MAKING)
    name, employer, title, named = tidy(name), tidy(employer), tidy(title), tidied(leaders)
    code = code or next_code(edition)
    check_candidate(edition, name, employer, title, code)
    check_leaders(edition, kind, named)
    candidate = Candidate.objects.create(
        edition=edition,
        code=code,
        kind=Kind(kind),
        name=name,
        title=title,
        employer=employer,
        language=language or edition.language,
        consent=consent,
        was_asked=consent != Consent.NEW,
    )
    record(edition, MADE, by=by, candidate=code, kind=candidate.kind, leaders=len(named))
    for each in named:
        _add(candidate, *each, takes_part=consent == Consent.ACCEPTED, by=by)
    return candidate


@transaction.atomic
def set_leaders(*, candidate: Candidate, leaders: Sequence[Named], by: Numbered | None) -> Candidate:
    """Who leads, and where to write to them. A new address makes a leader somebody who has not been asked.

    A candidate without leaders who takes part already came with imported results: the organiser vouches for whom
    they name, and these get their desks at once.
    """
    edition, named = held(candidate.edition), tidied(leaders)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    check_stands(candidate)
    check_may_name_leaders(edition, candidate)
    check_leaders(edition, candidate.kind, named, candidate)
    before = list(Leader.objects.filter(candidate=candidate).order_by("pk"))
    takes_part = candidate.consent == Consent.ACCEPTED and not any(leader.seat_id for leader in before)
    for name, email in named:
        match = _matching(before, name, email)
        if match is None:
            _add(candidate, name, email, takes_part=takes_part, by=by)
        else:
            before.remove(match)
            _correct(match, name, email, takes_part=takes_part, by=by)
    for leader in before:
        _check_free(leader)
        leader.delete()
    record(edition, gettext_noop("named the leaders"), by=by, candidate=candidate.code, leaders=len(named))
    return candidate if takes_part else _recount(candidate)


@transaction.atomic
def ask_consent(*, candidate: Candidate, by: Numbered | None) -> int:
    """Mail every leader who has not been asked a link of their own. If one mail fails, nobody counts as asked."""
    edition = held(candidate.edition)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    check_stands(candidate)
    unasked = check_may_ask(edition, candidate)
    asked = Leader.objects.filter(pk__in=[leader.pk for leader in unasked])
    asked.update(consent=Consent.INVITED, asked_on=timezone.localdate(), reminders=0)
    candidate.was_asked = True
    candidate.save(update_fields=["was_asked"])
    _recount(candidate)
    record(edition, gettext_noop("asked for consent"), by=by, candidate=candidate.code, mails=len(unasked))
    try:
        for leader in unasked:
            filled = letter(edition, leader, own_address(edition, leader))
            send(TEMPLATE, to=leader.email, language=candidate.language, **filled)
    except (OSError, SMTPException) as broken:
        raise Refused(_("The mail could not be sent, so nothing is stored. Try again in a while.")) from broken
    return len(unasked)


@transaction.atomic
def answer_consent(*, leader: Leader, accepts: bool) -> Leader:
    """A leader says yes or no, and may say otherwise until the surveys open. Yes comes with a desk of their own.

    Whoever says yes no longer asks to be removed. A group that one leader has left for good stays out of the award,
    whatever the others say, until organisers name its leaders anew.
    """
    edition = held(leader.candidate.edition)
    check_may_answer(edition)
    leader = locked(leader)
    check_stands(leader.candidate)
    if leader.consent == (Consent.ACCEPTED if accepts else Consent.DECLINED):
        return leader
    return _accept(edition, leader) if accepts else _decline(edition, leader)


@transaction.atomic
def ask_removal(*, leader: Leader, today: date) -> Leader:
    """A leader wants to be no part of it. That is a no at once, unless the surveys have opened with them."""
    edition = held(leader.candidate.edition)
    leader = locked(leader)
    if leader.removal_asked_on is not None:
        return leader
    leader.removal_asked_on = today
    leader.save(update_fields=["removal_asked_on"])
    record(edition, gettext_noop("asked to be removed"), by=leader.seat or ASKED, candidate=leader.candidate.code)
    if leader.consent == Consent.DECLINED or has_entered(leader.candidate):
        return leader
    return _decline(edition, leader)


def _accept(edition: Edition, leader: Leader) -> Leader:
    candidate = leader.candidate
    is_left = candidate.consent == Consent.DECLINED and not leaders(candidate).filter(consent=Consent.DECLINED).exists()
    _seat(leader, by=ASKED)
    record(edition, gettext_noop("agreed to take part"), by=leader.seat, candidate=candidate.code)
    leader.consent, leader.removal_asked_on = Consent.ACCEPTED, None
    leader.save(update_fields=["consent", "seat", "removal_asked_on"])
    leader.candidate = candidate if is_left else _recount(candidate)
    return leader


def _decline(edition: Edition, leader: Leader) -> Leader:
    record(edition, gettext_noop("declined to take part"), by=leader.seat or ASKED, candidate=leader.candidate.code)
    if leader.seat is not None:
        take_seat(seat=leader.seat, by=leader.seat)
        leader.seat = None
    leader.consent = Consent.DECLINED
    leader.save(update_fields=["consent", "seat"])
    leader.candidate = _recount(leader.candidate)
    return leader


def locked(leader: Leader) -> Leader:
    found = Leader.objects.select_for_update(of=("self",)).select_related("candidate__edition", "seat")
    return found.get(pk=leader.pk)


def tidied(named: Sequence[Named]) -> list[Named]:
    return [(tidy(name), tidy(email).lower()) for name, email in named]


def _matching(among: Sequence[Leader], name: str, email: str) -> Leader | None:
    by_address = [leader for leader in among if email and leader.email == email]
    return next(iter(by_address or [leader for leader in among if leader.name == name]), None)


def _add(candidate: Candidate, name: str, email: str, *, takes_part: bool, by: Numbered | None) -> None:
    leader = Leader.objects.create(candidate=candidate, name=name, email=email)
    if takes_part:
        _vouch(leader, by=by)


def _correct(leader: Leader, name: str, email: str, *, takes_part: bool, by: Numbered | None) -> None:
    if leader.email != email:
        _check_free(leader)
        leader.consent, leader.asked_on, leader.reminders = Consent.NEW, None, 0
    leader.name, leader.email = name, email
    leader.save(update_fields=["name", "email", "consent", "asked_on", "reminders"])
    if takes_part:
        _vouch(leader, by=by)


def _vouch(leader: Leader, *, by: Numbered | None) -> None:
    if leader.email:
        _seat(leader, by=by)
    leader.consent = Consent.ACCEPTED
    leader.save(update_fields=["consent", "seat"])


def _seat(leader: Leader, *, by: Numbered | None) -> None:
    edition, language = leader.candidate.edition, leader.candidate.language
    leader.seat = give_seat(
        edition=edition, email=leader.email, role=Role.LEADER, name=leader.name[:120], language=language, by=by
    )


def _check_free(leader: Leader) -> None:
    if leader.removal_asked_on is not None:
        raise Refused(
            _("%(name)s has asked to be removed: that is done on the page of the candidate.") % {"name": leader.name}
        )
    if leader.seat_id is not None:
        raise Refused(_("%(name)s has agreed to take part and cannot be changed or left out.") % {"name": leader.name})


def _recount(candidate: Candidate) -> Candidate:
    answers = list(leaders(candidate).values_list("consent", flat=True))
    candidate.consent = together(answers)
    candidate.save(update_fields=["consent"])
    return candidate
