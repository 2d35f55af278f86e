"""What the organiser's page of the shortlist shows, before the one act and after it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from award.accounts.models import Seat
from award.editions.models import Edition
from award.refusal import Refused
from jury.shortlist.letters import previews
from jury.shortlist.marks import mark_of
from jury.shortlist.models import Letter
from jury.shortlist.rules import check_may_publish, check_unbound, is_stuck
from jury.shortlist.selectors import (
    Tally,
    decisions_of,
    letters,
    letters_open_to,
    newcomers,
    publication,
    shortlist,
    totals_open_to,
    undecided,
    untold,
)
from jury.shortlist.tables import HEADS
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.counting.selectors import is_released


@dataclass(frozen=True)
class Told:
    """A letter and how far it has come."""

    letter: Letter
    is_stuck: bool


@dataclass(frozen=True)
class Total:
    """How many of the jury proposed what on a candidate, and what was decided."""

    candidate: Candidate
    tally: Tally
    is_shortlisted: bool


def publishing(edition: Edition, seat: Seat) -> dict[str, Any]:
    """Nothing of it for an organiser who is bound to a candidate."""
    page: dict[str, Any] = {"edition": edition, "is_counted": is_released(edition), "refusal": refusal(edition, seat)}
    try:
        check_unbound(edition, seat)
    except Refused as no:
        return page | {"bound": str(no)}
    drafts, everybody, open_ = list(previews(edition)), accepted(edition).count(), list(undecided(edition))
    return page | {
        "previews": drafts,
        "yes": sum(len(each.leaders) for each in drafts if each.is_shortlisted),
        "no": sum(len(each.leaders) for each in drafts if not each.is_shortlisted),
        "shortlisted": shortlist(edition).count(),
        "all": everybody,
        "decided": everybody - len(open_),
        "undecided": open_,
        "untold": untold(edition),
        "seen": mark_of(edition),
    }


def refusal(edition: Edition, seat: Seat) -> str:
    """What publishing waits for, in words; nothing if it can be done."""
    try:
        check_may_publish(edition, seat)
    except Refused as no:
        return str(no)
    return ""


def published(edition: Edition, seat: Seat) -> dict[str, Any]:
    now, everybody = timezone.now(), list(letters(edition))
    return {
        "edition": edition,
        "publication": publication(edition),
        "told": [Told(each, is_stuck(each, now)) for each in letters_open_to(edition, seat)],
        "all": len(everybody),
        "gone": sum(each.is_sent for each in everybody),
        "stuck": sum(is_stuck(each, now) for each in everybody),
        "waiting": sum(not each.is_sent and each.taken_at is None for each in everybody),
        "newcomers": newcomers(edition),
        "untold": untold(edition),
        "heads": HEADS,
        "totals": totals(edition, seat),
    }


def totals(edition: Edition, seat: Seat) -> list[Total]:
    """Once the screening has closed, by name."""
    found = totals_open_to(edition, seat)
    rows = [
        Total(each.candidate, found[each.candidate_id], each.is_shortlisted)
        for each in decisions_of(edition)
        if each.candidate_id in found
    ]
    return sorted(rows, key=lambda row: (row.candidate.name, row.candidate.code))
