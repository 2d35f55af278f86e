from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.codes import parse
from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import create_candidate
from nominations.candidates.models import Candidate
from nominations.candidates.rules import Named
from nominations.candidates.selectors import held
from nominations.candidates.states import Kind
from nominations.candidates.wording import tidy
from nominations.intake.models import Nomination
from nominations.intake.receipts import fingerprint
from nominations.intake.rules import check_any, check_choices, check_free, check_reply, check_source, check_words
from nominations.intake.selectors import nomination_by_receipt
from nominations.intake.states import State

SORTING = {Phase.NOMINATIONS, Phase.SURVEYS}  # what came in on the last day is still read


@transaction.atomic
def submit(
    *,
    edition: Edition,
    receipt: str,
    kind: str,
    name: str,
    title: str,
    employer: str,
    contact: str,
    reason: str,
    traits: Sequence[str],
    source: str,
    today: date,
    now: datetime,
) -> Nomination:
    """Take a nomination in, once per receipt. Nothing is written but its own row: no line, no time, no address."""
    edition = held(edition)
    sent_before = nomination_by_receipt(edition, receipt)
    if sent_before is not None:
        return sent_before
    check_phase(edition, {Phase.NOMINATIONS})
    check_not_closed(edition, Phase.NOMINATIONS, now)
    words = {field: tidy(text) for field, text in (("name", name), ("title", title), ("employer", employer))}
    words |= {"contact": tidy(contact), "reason": tidy(reason, lines=True)}
    check_words(words)
    check_choices(edition, kind, traits)
    check_source(edition, source)
    if parse(receipt) != receipt:
        raise Refused(_("This is not a receipt code."))
    return Nomination.objects.create(
        edition=edition,
        receipt_hash=fingerprint(receipt),
        week=week_of(today),
        visible_on=today + timedelta(days=1),
        kind=kind,
        traits=[trait.code for trait in edition.content.traits if trait.code in traits],
        source=source,
        **words,
    )


def week_of(day: date) -> str:
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02d}"


@transaction.atomic
def take_back(*, edition: Edition, receipt: str) -> bool:
    """The nomination is gone, text and receipt alike; whether there was one."""
    deleted, _rows = Nomination.objects.filter(edition=edition, receipt_hash=fingerprint(receipt)).delete()
    return deleted > 0


def open_batch(*, edition: Edition, today: date) -> int:
    """Everything up to yesterday becomes one batch: from now on no row says on which day it came."""
    return Nomination.objects.filter(edition=edition, visible_on__lte=today).update(visible_on=None)


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
    check_any(nominations)
    edition = held(candidate.edition)
    check_phase(edition, SORTING)
    locked = list(Nomination.objects.select_for_update().filter(pk__in=[each.pk for each in nominations]))
    check_free(locked, edition)
    Nomination.objects.filter(pk__in=[each.pk for each in locked]).update(
        state=State.ASSIGNED, candidate=candidate, reply=""
    )
    record(edition, gettext_noop("sorted nominations"), by=by, candidate=candidate.code, nominations=len(locked))


@transaction.atomic
def reject(*, nomination: Nomination, reason: str, by: Numbered | None) -> Nomination:
    """Not take a nomination up, with a reason that whoever wrote it can read. It can be taken up after all."""
    edition = held(nomination.edition)
    check_phase(edition, SORTING)
    reply = tidy(reason)
    check_reply(reply)
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    check_free([locked], edition)
    locked.state, locked.reply = State.REJECTED, reply
    locked.save(update_fields=["state", "reply"])
    record(edition, gettext_noop("did not take up a nomination"), by=by, nomination=locked.pk)
    return locked


@transaction.atomic
def purge(*, edition: Edition) -> int:
    """Every nomination of an edition, with its receipt; how many there were."""
    deleted, _rows = Nomination.objects.filter(edition=edition).delete()
    return deleted
