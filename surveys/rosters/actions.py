from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.codes import new_code
from award.editions.models import Edition
from award.editions.rules import check_not_closed, check_phase
from award.editions.selectors import closing_time, held
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate
from surveys.ballots.issuing import lay_in, revoke, revoke_paper
from surveys.ballots.manifest import changing
from surveys.ballots.rules import check_key_proven
from surveys.ballots.states import TicketKind
from surveys.ballots.tickets import hashed
from surveys.rosters.links import ticket_of
from surveys.rosters.models import Invitee
from surveys.rosters.previewing import is_stored
from surveys.rosters.reading import read
from surveys.rosters.rules import (
    check_first_pile,
    check_large_enough,
    check_not_imported,
    check_roster_open,
    check_takes_part,
)
from surveys.rosters.selectors import SHEETS_PRINTED, barred, has_mailed, invitee, roster
from surveys.rosters.selectors import piles as piles_of
from surveys.rosters.selectors import sheets as sheets_of
from surveys.rosters.sheets import sheets_pdf


@transaction.atomic
def set_roster(*, candidate: Candidate, text: str, by: Numbered | None, sheets: int = 0) -> int:
    """Who is asked about a candidate: the whole list, or with one fault in it nothing. Replaces an earlier one.

    `sheets` more people will answer on paper, or those whose sheets are printed already: they count towards the
    smallest team.
    """
    edition = held(candidate.edition_id)
    here = Candidate.objects.get(pk=candidate.pk)
    check_phase(edition, (Phase.NOMINATIONS, Phase.SURVEYS))
    check_takes_part(here)
    check_roster_open(here)
    lines = read(text, language=here.language, barred=barred(here))
    check_large_enough(edition, len(lines) + max(sheets, sheets_of(edition).get(here.code, 0)))
    if is_stored(here, lines):
        return len(lines)  # sent twice: nothing is deleted, and no line says that anything was done
    replaced, _rows = roster(here).delete()
    Invitee.objects.bulk_create(Invitee(candidate=here, email=line.email, language=line.language) for line in lines)
    record(edition, gettext_noop("set a roster"), by=by, candidate=here.code, size=len(lines), replaced=replaced)
    return len(lines)


@transaction.atomic
def take_off(*, person: Invitee, by: Numbered | None) -> None:
    """Somebody left the team, or wants no mail: the address goes, their link with it. A sealed answer is counted.

    An address is deleted whenever that is asked for, even from a team that becomes too small.
    """
    edition, here = held(person.candidate.edition_id), invitee(person.candidate, person.pk)
    check_phase(edition, (Phase.NOMINATIONS, Phase.SURVEYS))
    if here is None:
        raise Refused(_("This has been done already. Look at the roster again."))
    if has_mailed(here.candidate) and edition.phase == Phase.SURVEYS:
        with suppress(Refused):  # without the mail key nobody knows which link it is; the address goes all the same
            revoke(hashed(ticket_of(here)))
    here.delete()
    record(edition, gettext_noop("took an address off a roster"), by=by, candidate=person.candidate.code)


def print_sheets(
    *, candidate: Candidate, number: int, again: bool, piles: int, by: Numbered | None, now: datetime
) -> bytes:
    """Sheets for people without an address of their own, as a PDF that is kept nowhere.

    The paper is made first and its tickets laid in afterwards: whatever fails, no ticket is open without a sheet.
    `piles` is how many the page had seen: a page sent twice must not kill the pile it has just made.
    """
    with transaction.atomic():
        _may_print(candidate, number, again, piles, now)
    codes = [new_code() for _sheet in range(number)]
    paper = sheets_pdf(candidate, codes, closing_time(candidate.edition, Phase.SURVEYS))
    with transaction.atomic():
        locked = _may_print(candidate, number, again, piles, now)
        revoke_paper(candidate.pk)
        with changing(locked):
            lay_in({hashed(code): candidate.pk for code in codes}, kind=TicketKind.PAPER)
        record(locked, SHEETS_PRINTED, by=by, candidate=candidate.code, sheets=number)
    return paper


def _may_print(candidate: Candidate, number: int, again: bool, piles: int, now: datetime) -> Edition:
    locked = _held_open(candidate, now)
    if piles_of(candidate) != piles:
        raise Refused(_("Sheets were printed since this page was opened. Open it again before you print others."))
    check_not_imported(locked)
    check_key_proven(locked)
    if not has_mailed(candidate):
        check_large_enough(locked, roster(candidate).count() + number)
    check_first_pile(candidate, again=again)
    return locked


def _held_open(candidate: Candidate, now: datetime) -> Edition:
    locked = held(candidate.edition_id)
    check_phase(locked, (Phase.SURVEYS,))
    check_not_closed(locked, Phase.SURVEYS, now)
    check_takes_part(Candidate.objects.get(pk=candidate.pk))
    return locked
