from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.editions.selectors import held
from award.refusal import Refused
from nominations.candidates.models import Leader
from surveys.questionnaire import Checked, Given, Questionnaire
from surveys.selves.letters import send_reminders
from surveys.selves.models import Draft, SelfAssessment
from surveys.selves.rules import check_is_latest, check_may_answer, check_may_remind, check_whole, partly
from surveys.selves.selectors import REMINDED, kept


@transaction.atomic
def hand_in(
    *, leader: Leader, given: Given, by: Numbered | None, now: datetime, seen: str | None = None
) -> SelfAssessment:
    """A leader's own answers, whole; until closing a later set replaces an earlier one. The trail keeps no answer.

    `seen` is the state of what was stored when the page was opened; None asks nothing. The same set sent twice, by a
    finger that slipped, is one.
    """
    edition = held(leader.candidate.edition_id)
    leader = Leader.objects.select_related("candidate").get(pk=leader.pk)
    check_may_answer(edition, leader, now)
    here, checked = kept(leader), Questionnaire.of(edition).validate(given, dont_know=False)
    if here.handed_in and here.draft is None and is_same(here.handed_in, checked):
        return here.handed_in
    check_is_latest(here, seen)
    check_whole(checked)
    stored, is_new = SelfAssessment.objects.update_or_create(
        leader=leader, defaults={"answers": checked.answers, "others": checked.others}
    )
    Draft.objects.filter(leader=leader).delete()
    verb = gettext_noop("handed in a self-assessment") if is_new else gettext_noop("changed a self-assessment")
    record(edition, verb, by=by, candidate=leader.candidate.code, leader=leader.pk)
    return stored


@transaction.atomic
def save(*, leader: Leader, given: Given, now: datetime, seen: str | None = None) -> Checked:
    """Keep what is there for later; what was handed in before stays as it is. Says what does not fit yet.

    No line in the trail: when somebody works on their answers is nobody's business.
    """
    edition = held(leader.candidate.edition_id)
    leader = Leader.objects.select_related("candidate").get(pk=leader.pk)
    check_may_answer(edition, leader, now)
    here, checked = kept(leader), partly(Questionnaire.of(edition), given)
    latest = here.draft or here.handed_in
    if latest and is_same(latest, checked):
        return checked
    check_is_latest(here, seen)
    Draft.objects.update_or_create(leader=leader, defaults={"answers": checked.answers, "others": checked.others})
    return checked


def is_same(stored: SelfAssessment | Draft, checked: Checked) -> bool:
    return (stored.answers, stored.others) == (checked.answers, checked.others)


def forget_drafts(edition: Edition) -> int:
    """What was never handed in is not counted, and goes when the others are."""
    deleted, _rows = Draft.objects.filter(leader__candidate__edition=edition).delete()
    return deleted


@transaction.atomic
def remind(*, edition: Edition, by: Numbered | None, now: datetime) -> tuple[int, list[str]]:
    """Write to the leaders who have not handed in: how many mails left, and whose did not.

    Leaders are known by name and take part openly; of employees nobody knows whom to remind.
    """
    edition = held(edition.pk)
    waiting = check_may_remind(edition, now)
    failed = send_reminders(edition, waiting)
    sent = len(waiting) - len(failed)
    if not sent:
        raise Refused(_("The mail could not be sent, so nothing is stored. Try again in a while."))
    record(edition, REMINDED, by=by, mails=sent)
    return sent, failed
