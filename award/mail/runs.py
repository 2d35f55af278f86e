"""What an organiser does with a run of letters. Each act leaves a line in the trail; none says who gets a letter."""

from collections.abc import Sequence
from secrets import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.mail.models import Letter, MailRun
from award.mail.rules import check_may_end, check_no_other_run
from award.mail.selectors import open_run
from award.mail.states import RunState
from award.refusal import Refused


@transaction.atomic
def begin(edition: Numbered, kind: str, recipients: Sequence[str], *, anew: bool = False) -> MailRun:
    """A letter to each, laid in in random order; the caller writes the line of the trail.

    Letters of a kind that is under way join its run: nobody gets two of one kind because two pages were open. `anew`
    takes the place of a letter that waits: it may be leaving at this moment, with what no longer holds.
    """
    here = open_run(edition.pk, hold=True)
    check_no_other_run(here, kind)
    run = here or MailRun.objects.create(edition_id=edition.pk, kind=kind)
    dropped = Letter.objects.filter(run=run, recipient__in=recipients).delete()[0] if anew and here else 0
    known = set(Letter.objects.filter(run=run).values_list("recipient", flat=True))
    more = [each for each in recipients if each not in known]
    SystemRandom().shuffle(more)
    Letter.objects.bulk_create(Letter(run=run, recipient=each) for each in more)
    run.total, run.state, run.halt = run.total + len(more) - dropped, RunState.RUNNING, ""
    run.save(update_fields=["total", "state", "halt"])
    return run


@transaction.atomic
def pause(edition: Numbered, *, by: Numbered | None) -> MailRun:
    """The letter in hand still leaves, and none after it."""
    run = _held(edition)
    if run.state == RunState.RUNNING:
        MailRun.objects.filter(pk=run.pk).update(state=RunState.PAUSED)
        record(edition, gettext_noop("paused the mails"), by=by, kind=run.kind)
    return run


@transaction.atomic
def go_on(edition: Numbered, *, by: Numbered | None) -> MailRun:
    """After a pause, a halt, or because nobody sends for it any more."""
    run = _held(edition)
    if run.state != RunState.RUNNING:
        MailRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, halt="")
        record(edition, gettext_noop("let the mails go on"), by=by, kind=run.kind)
    return run


@transaction.atomic
def end(edition: Numbered, *, by: Numbered | None) -> int:
    """What has not left stays here: the letters are dropped. Returns how many."""
    run = _held(edition)
    check_may_end(run)
    dropped, _rows = Letter.objects.filter(run=run).delete()
    MailRun.objects.filter(pk=run.pk).update(state=RunState.FINISHED, halt="")
    record(edition, gettext_noop("ended the mails before all had left"), by=by, kind=run.kind, not_sent=dropped)
    return dropped


def _held(edition: Numbered) -> MailRun:
    run = open_run(edition.pk, hold=True)
    if run is None:
        raise Refused(_("No mails are waiting to leave."))
    return run
