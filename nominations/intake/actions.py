from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from award.codes import parse
from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.selectors import held
from nominations.candidates.wording import tidy
from nominations.intake.models import Nomination
from nominations.intake.receipts import fingerprint
from nominations.intake.rules import check_choices, check_source, check_words
from nominations.intake.selectors import nomination_by_receipt


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
def purge(*, edition: Edition) -> int:
    """Every nomination of an edition, with its receipt; how many there were."""
    deleted, _rows = Nomination.objects.filter(edition=edition).delete()
    return deleted
