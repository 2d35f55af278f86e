from collections.abc import Collection
from datetime import date
from smtplib import SMTPException

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.mail.actions import send
from award.refusal import Refused
from nominations.candidates.actions import ASKED, answer_consent, ask_consent, locked
from nominations.candidates.letters import REMINDER, letter, own_address
from nominations.candidates.models import Leader
from nominations.candidates.rules import check_may_answer
from nominations.candidates.selectors import held, silent
from nominations.candidates.states import Kind
from nominations.candidates.wording import tidy
from nominations.consent.rules import check_may_ask_everybody, check_may_remind, check_name_is_free, check_print


def ask_everybody(*, edition: Edition, codes: Collection[str], by: Numbered | None) -> tuple[int, str]:
    """Ask the leaders of these candidates, candidate by candidate: how many mails left, and what stopped the rest."""
    ready = [each for each in check_may_ask_everybody(edition) if each.code in codes]
    _check_some(ready)
    sent = 0
    for candidate in ready:
        try:
            sent += ask_consent(candidate=candidate, by=by)
        except Refused as no:
            return _so_far(sent, no)
    return sent, ""


def remind(*, edition: Edition, codes: Collection[str], today: date, by: Numbered | None) -> tuple[int, str]:
    """Remind the silent leaders of these candidates, one by one: how many mails left, and what stopped the rest."""
    waiting = [each for each in check_may_remind(edition, today) if each.candidate.code in codes]
    _check_some(waiting)
    sent = 0
    for leader in waiting:
        try:
            sent += _remind(edition, leader, today, by)
        except Refused as no:
            return _so_far(sent, no)
    return sent, ""


@transaction.atomic
def agree(*, leader: Leader, name: str, title: str | None = None) -> Leader:
    """Yes, and the name and title as the leader writes them. Of what was put right the trail keeps which it was."""
    edition = held(leader.candidate.edition)
    check_may_answer(edition)
    leader = locked(leader)
    candidate = leader.candidate
    is_group = candidate.kind == Kind.GROUP
    wanted = {"name": tidy(name), "title": candidate.title if title is None or is_group else tidy(title)}
    before = {"name": leader.name if is_group else candidate.name, "title": candidate.title}
    check_print(**wanted)
    if not is_group:
        check_name_is_free(candidate, wanted["name"])
    changed = [field for field, text in wanted.items() if text != before[field]]
    if changed:
        leader.name = wanted["name"]
        leader.save(update_fields=["name"])
        if not is_group:
            candidate.name, candidate.title = wanted["name"], wanted["title"]
            candidate.save(update_fields=["name", "title"])
        facts = {"candidate": candidate.code, "changed": ", ".join(changed)}
        record(edition, gettext_noop("put right how they are printed"), by=leader.seat or ASKED, **facts)
    return answer_consent(leader=leader, accepts=True)


@transaction.atomic
def _remind(edition: Edition, leader: Leader, today: date, by: Numbered | None) -> int:
    """One mail, unless an answer or another reminder came first; then none."""
    edition = held(edition)
    here = silent(edition, today).select_for_update(of=("self",)).filter(pk=leader.pk).first()
    if here is None:
        return 0
    Leader.objects.filter(pk=here.pk).update(reminders=1)
    record(edition, gettext_noop("reminded a leader of the question"), by=by, candidate=here.candidate.code)
    try:
        send(
            REMINDER,
            to=here.email,
            language=here.candidate.language,
            **letter(edition, here, own_address(edition, here)),
        )
    except (OSError, SMTPException) as broken:
        raise Refused(_("The mail could not be sent, so nothing is stored. Try again in a while.")) from broken
    return 1


def _check_some(chosen: Collection[object]) -> None:
    if not chosen:
        raise Refused(_("Nobody of those on the page is still to be written to. Nothing was sent."))


def _so_far(sent: int, no: Refused) -> tuple[int, str]:
    if not sent:
        raise no
    return sent, str(no)
