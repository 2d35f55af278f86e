from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from award.accounts.models import Seat
from award.audit.actions import record
from award.editions.models import Edition
from award.editions.selectors import held
from jury.conflicts.models import Declaration
from jury.conflicts.rules import check_may_change, check_may_declare, check_may_settle, check_said
from jury.conflicts.states import Standing
from nominations.candidates.models import Candidate


@dataclass(frozen=True)
class Said:
    """What somebody says of their tie to one candidate."""

    standing: str
    tie: str = ""
    words: str = ""


@transaction.atomic
def declare(*, edition: Edition, said: Mapping[Candidate, Said], by: Seat) -> None:
    """A person of the jury says of candidates what binds them; all of it is stored, or nothing."""
    locked = held(edition.pk)
    for candidate, each in said.items():
        _declare(locked, candidate, each, by)


def _declare(edition: Edition, candidate: Candidate, said: Said, by: Seat) -> None:
    words = said.words.strip()
    check_may_declare(edition, candidate, by)
    check_said(said.standing, said.tie, words)
    stands = Declaration.objects.filter(person=by.user_id, candidate=candidate).first()
    check_may_change(stands, said.standing)
    if stands and stands.standing == said.standing:
        return
    tied = said.standing != Standing.NONE
    Declaration.objects.update_or_create(
        person=by.user,
        candidate=candidate,
        defaults={
            "standing": said.standing,
            "tie": said.tie if tied else "",
            "words": words if tied else "",
            "settled_by": None,
            "settled_because": "",
        },
    )
    verb = gettext_noop("declared how they stand to a candidate")
    record(edition, verb, by=by, candidate=candidate.code, standing=said.standing)


@transaction.atomic
def settle(*, declaration: Declaration, waives: bool, because: str, by: Seat) -> Declaration:
    """Waive a tie, or a recusal, with a written reason; or recuse the person who declared it."""
    edition = held(declaration.candidate.edition_id)
    because = because.strip()
    check_may_settle(edition, declaration, because, by)
    declaration.standing = Standing.WAIVED if waives else Standing.RECUSED
    declaration.settled_by, declaration.settled_because = by, because
    declaration.save(update_fields=["standing", "settled_by", "settled_because"])
    verb = gettext_noop("waived a tie") if waives else gettext_noop("recused somebody")
    record(edition, verb, by=by, candidate=declaration.candidate.code, person=declaration.person_id, reason=because)
    return declaration
