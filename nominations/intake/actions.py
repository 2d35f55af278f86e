from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from award.codes import parse
from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.selectors import held
from nominations.candidates.wording import tidy
from nominations.intake.models import Message, Nomination, SpentReceipt
from nominations.intake.receipts import fingerprint
from nominations.intake.rules import SORTING, check_asked, check_choices, check_message, check_source, check_words
from nominations.intake.selectors import has_batch, is_spent, messages_of, nomination_by_receipt, traits_offered
from nominations.intake.states import State
from nominations.intake.weeks import week_of

A_DAY = timedelta(days=1)
AT_ONCE = 1000  # rows to a statement: a database takes so many values and no more


def submit(
    *, edition: Edition, receipt: str, today: date, now: datetime, is_proven: bool = True, **story: Any
) -> Nomination:
    """Take a nomination in, once per receipt. Nothing is written but its own row: no line, no time, no address."""
    taken, _is_new = take_in(edition=edition, receipt=receipt, today=today, now=now, is_proven=is_proven, **story)
    return taken


def take_in(
    *, edition: Edition, receipt: str, today: date, now: datetime, is_proven: bool = True, **story: Any
) -> tuple[Nomination, bool]:
    """The nomination, and whether it came just now or had been sent before.

    One that nothing proves to come from a person is held until an organiser releases it. `story` is what the form asks
    for: kind, name, title, employer, contact, reason, traits and source.
    """
    try:
        check_open(edition, now)
        return _stored(edition, receipt, today, is_proven, _told(edition, **story)), True
    except (Refused, IntegrityError):
        sent_before = nomination_by_receipt(edition, receipt)
        if sent_before is None:
            raise
        return _proven(sent_before) if is_proven else sent_before, False


def _proven(nomination: Nomination) -> Nomination:
    """Of a double click, one may carry the sum that the other had spent: whichever came first, it is proven."""
    held_back = Nomination.objects.filter(pk=nomination.pk, state=State.HELD, is_unproven=True)
    if nomination.is_unproven and held_back.update(state=State.WAITING, is_unproven=False):
        nomination.state, nomination.is_unproven = State.WAITING, False
    return nomination


def _stored(edition: Edition, receipt: str, today: date, is_proven: bool, told: Mapping[str, Any]) -> Nomination:
    if parse(receipt) != receipt:
        raise Refused(_("This is not a receipt code."))
    if is_spent(receipt):
        raise Refused(_("This nomination was taken back. To nominate again, open the page anew."))
    return Nomination.objects.create(
        edition=edition,
        receipt_hash=fingerprint(receipt),
        week=week_of(today),
        visible_on=today + A_DAY,
        state=State.WAITING if is_proven else State.HELD,
        is_unproven=not is_proven,
        **told,
    )


@transaction.atomic
def correct(*, edition: Edition, receipt: str, today: date, now: datetime, **story: Any) -> bool:
    """Put other words in the place of those sent; whether there was such a nomination.

    What nobody has read yet is changed at once. What organisers may have read changes with the next batch, so that
    nobody who watches the list learns when somebody sat down to correct it.
    """
    edition = held(edition)
    nomination = nomination_by_receipt(edition, receipt)
    if nomination is None:
        return False
    check_open(edition, now)
    told = _told(edition, **story)
    if is_unread(nomination, today):
        _put(nomination, told)
    else:
        is_new = told != {field: getattr(nomination, field) for field in told}
        nomination.correction, nomination.corrected_on = (told, today + A_DAY) if is_new else ({}, None)
        nomination.save(update_fields=["correction", "corrected_on"])
    return True


def is_unread(nomination: Nomination, today: date) -> bool:
    """Whether no organiser can have read it yet."""
    return nomination.visible_on is not None and nomination.visible_on > today


@transaction.atomic
def answer(*, edition: Edition, receipt: str, number: int, text: str, today: date) -> bool:
    """Add an answer to the thread, once per place; whether there was such a nomination."""
    edition = held(edition)
    nomination = nomination_by_receipt(edition, receipt)
    if nomination is None:
        return False
    check_phase(edition, SORTING)
    said, thread = tidy(text, lines=True), list(messages_of(nomination))
    check_asked(thread)
    if any(not each.is_question and each.number >= number and each.text == said for each in thread):
        return True
    add_message(nomination=nomination, text=said, is_question=False, visible_on=today + A_DAY)
    return True


def add_message(*, nomination: Nomination, text: str, is_question: bool, visible_on: date | None) -> Message:
    """The next line of the thread."""
    thread = list(messages_of(nomination))
    number = 1 + max((each.number for each in thread), default=0)
    check_message(text, 1 + sum(each.is_question == is_question for each in thread))
    return Message.objects.create(
        nomination=nomination, number=number, is_question=is_question, text=text, visible_on=visible_on
    )


def _told(
    edition: Edition,
    *,
    kind: str,
    name: str,
    title: str,
    employer: str,
    contact: str,
    reason: str,
    traits: Sequence[str],
    source: str,
) -> dict[str, Any]:
    """What a nomination says, tidied and checked, by field."""
    words = {"name": tidy(name), "title": tidy(title), "employer": tidy(employer)}
    words |= {"contact": tidy(contact), "reason": tidy(reason, lines=True)}
    check_words(words)
    check_choices(edition, kind, traits)
    check_source(edition, source)
    chosen = [trait.code for trait in traits_offered(edition) if trait.code in traits]
    return {**words, "kind": kind, "traits": chosen, "source": source}


def check_open(edition: Edition, now: datetime) -> None:
    check_phase(edition, {Phase.NOMINATIONS})
    check_not_closed(edition, Phase.NOMINATIONS, now)


@transaction.atomic
def take_back(*, edition: Edition, receipt: str) -> bool:
    """The nomination is gone, text and receipt alike; whether there was one."""
    edition = held(edition)
    return erase(Nomination.objects.filter(edition=edition, receipt_hash=fingerprint(receipt))) > 0


@transaction.atomic
def erase(nominations: QuerySet[Nomination]) -> int:
    """Delete nominations, threads and all; how many they were. A form sent again brings none of them back."""
    gone = list(nominations.order_by().values_list("pk", "receipt_hash", "edition"))
    spent = [SpentReceipt(receipt_hash=receipt, edition_id=edition) for _pk, receipt, edition in gone]
    SpentReceipt.objects.bulk_create(spent, batch_size=AT_ONCE, ignore_conflicts=True)
    for first in range(0, len(gone), AT_ONCE):
        Nomination.objects.filter(pk__in=[pk for pk, _receipt, _edition in gone[first : first + AT_ONCE]]).delete()
    return len(gone)


def open_batch(*, edition: Edition, today: date) -> int:
    """Everything up to yesterday becomes one batch: from now on no row says on which day it came."""
    if not has_batch(edition, today):
        return 0
    with transaction.atomic():
        for corrected in Nomination.objects.select_for_update().filter(edition=edition, corrected_on__lte=today):
            _put(corrected, corrected.correction, is_changed=True, correction={}, corrected_on=None)
        _show(list(Message.objects.filter(nomination__edition=edition, visible_on__lte=today).order_by("number")))
        return Nomination.objects.filter(edition=edition, visible_on__lte=today).update(visible_on=None)


def _show(answers: Sequence[Message]) -> None:
    """Answers come after everything asked until the day they are read: their place says nothing of the hour."""
    threads = Message.objects.filter(nomination__in={each.nomination_id for each in answers})
    last = dict(threads.values_list("nomination").annotate(last=Max("number")))
    for answer in answers:
        last[answer.nomination_id] += 1
        answer.number, answer.visible_on = last[answer.nomination_id], None
    Message.objects.bulk_update(answers, ["number", "visible_on"])
    Nomination.objects.filter(pk__in=last).update(is_changed=True)


def _put(nomination: Nomination, story: Mapping[str, Any], **beside: Any) -> None:
    """New words; one that was not taken up with the old ones is read again."""
    again = {"state": State.WAITING, "reply": ""} if nomination.state == State.REJECTED else {}
    fields = {**story, **again, **beside}
    for field, value in fields.items():
        setattr(nomination, field, value)
    nomination.save(update_fields=list(fields))
