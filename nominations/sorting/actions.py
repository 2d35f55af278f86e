from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import create_candidate
from nominations.candidates.models import Candidate
from nominations.candidates.rules import Named, check_stands
from nominations.candidates.selectors import held
from nominations.candidates.states import Kind
from nominations.candidates.wording import tidy
from nominations.intake.actions import add_message, erase
from nominations.intake.models import Message, Nomination
from nominations.intake.rules import SORTING
from nominations.intake.selectors import messages_of
from nominations.intake.states import State
from nominations.sorting.rules import (
    ASIDE,
    FREE,
    HELD,
    TAKEN_UP,
    WAITING,
    check_any,
    check_reply,
    check_still,
    check_unproven,
)


@transaction.atomic
def make_candidate(
    *,
    edition: Edition,
    nominations: Sequence[Nomination],
    name: str,
    employer: str,
    title: str,
    kind: str,
    leaders: Sequence[Named],
    language: str,
    by: Numbered | None,
) -> Candidate:
    """Make one candidate of nominations that speak of the same leader. One leader alone needs no second naming."""
    check_any(nominations)
    check_phase(held(edition), {Phase.NOMINATIONS})
    named = leaders or ([(name, "")] if kind == Kind.PERSON else [])
    candidate = create_candidate(
        edition=edition, name=name, employer=employer, title=title, kind=kind, leaders=named, language=language, by=by
    )
    add_to_candidate(nominations=nominations, candidate=candidate, by=by)
    return candidate


@transaction.atomic
def add_to_candidate(*, nominations: Sequence[Nomination], candidate: Candidate, by: Numbered | None) -> None:
    """Further nominations of somebody who is a candidate already."""
    edition = held(candidate.edition)
    check_stands(Candidate.objects.get(pk=candidate.pk))
    locked = _in_hand(edition, nominations, FREE)
    _set(locked, state=State.ASSIGNED, candidate=candidate, reply="")
    record(edition, gettext_noop("sorted nominations"), by=by, candidate=candidate.code, nominations=len(locked))


@transaction.atomic
def take_from_candidate(*, nominations: Sequence[Nomination], by: Numbered | None) -> None:
    """They belong to nobody and wait again, with every word they had."""
    edition, locked = _of_one_edition(nominations, TAKEN_UP)
    _set(locked, state=State.WAITING, candidate=None)
    record(edition, gettext_noop("took nominations back from candidates"), by=by, nominations=len(locked))


@transaction.atomic
def hold(*, nominations: Sequence[Nomination], by: Numbered | None) -> None:
    """Put aside for later: neither taken up nor refused."""
    edition, locked = _of_one_edition(nominations, WAITING)
    _set(locked, state=State.HELD)
    record(edition, gettext_noop("held nominations for later"), by=by, nominations=len(locked))


@transaction.atomic
def release(*, nominations: Sequence[Nomination], by: Numbered | None) -> None:
    """What was held, or not taken up, waits to be read again."""
    edition, locked = _of_one_edition(nominations, ASIDE)
    _set(locked, state=State.WAITING, reply="", is_unproven=False)
    record(edition, gettext_noop("let nominations wait again"), by=by, nominations=len(locked))


@transaction.atomic
def reject(*, nominations: Sequence[Nomination], reason: str, by: Numbered | None) -> None:
    """Not take nominations up, with a reason that whoever wrote them can read. They can be taken up after all."""
    reply = tidy(reason)
    check_reply(reply)
    edition, locked = _of_one_edition(nominations, FREE)
    _set(locked, state=State.REJECTED, reply=reply)
    record(edition, gettext_noop("did not take up nominations"), by=by, nominations=len(locked))


@transaction.atomic
def delete_unproven(*, nominations: Sequence[Nomination], by: Numbered | None) -> None:
    """What a flood left behind is gone for good, receipts and all."""
    edition, locked = _of_one_edition(nominations, HELD)
    check_unproven(locked)
    erase(Nomination.objects.filter(pk__in=[each.pk for each in locked]))
    record(edition, gettext_noop("deleted nominations that came unchecked"), by=by, nominations=len(locked))


@transaction.atomic
def ask(*, nomination: Nomination, text: str, by: Numbered | None) -> Message:
    """Ask whoever nominated: they read it with the receipt. The same question is asked once."""
    edition = held(nomination.edition)
    check_phase(edition, SORTING)
    if not Nomination.objects.filter(pk=nomination.pk).exists():
        raise Refused(_("The nomination was taken back meanwhile."))
    question = tidy(text, lines=True)
    asked_before = messages_of(nomination).filter(is_question=True, text=question).first()
    if asked_before is not None:
        return asked_before
    asked = add_message(nomination=nomination, text=question, is_question=True, visible_on=None)
    record(edition, gettext_noop("asked whoever nominated"), by=by)
    return asked


@transaction.atomic
def set_guard(*, edition: Edition, is_guarded: bool, by: Numbered | None) -> None:
    """Whether every browser does a sum before its nomination joins the others: for days on which machines nominate."""
    locked = held(edition)
    check_phase(locked, {Phase.NOMINATIONS})
    if locked.is_guarded == is_guarded:
        return
    Edition.objects.filter(pk=locked.pk).update(is_guarded=is_guarded)
    words = gettext_noop("asked for a sum with every nomination") if is_guarded else gettext_noop("asked for no sum")
    record(locked, words, by=by)


def mark_as_read(nomination: Nomination) -> None:
    """An organiser has it open: what changed in it is no longer new."""
    if nomination.is_changed:
        Nomination.objects.filter(pk=nomination.pk).update(is_changed=False)


def _of_one_edition(nominations: Sequence[Nomination], states: Collection[State]) -> tuple[Edition, list[Nomination]]:
    check_any(nominations)
    edition = held(nominations[0].edition)
    return edition, _in_hand(edition, nominations, states)


def _in_hand(edition: Edition, nominations: Sequence[Nomination], states: Collection[State]) -> list[Nomination]:
    """The rows as they stand this moment, held until the act is done: all of them, or none."""
    check_any(nominations)
    check_phase(edition, SORTING)
    keys = {each.pk for each in nominations}
    locked = list(Nomination.objects.select_for_update().filter(pk__in=keys).order_by("name", "pk"))
    check_still(locked, len(keys), states, edition)
    return locked


def _set(nominations: Sequence[Nomination], **columns: object) -> None:
    Nomination.objects.filter(pk__in=[each.pk for each in nominations]).update(**columns)
