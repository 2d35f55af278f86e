import hashlib
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from jury.conflicts.selectors import readable, undeclared
from jury.shortlist.models import Proposal
from jury.shortlist.selectors import (
    decisions_of,
    needed,
    places,
    proposals_of,
    publication,
    shortlist,
    undecided,
)
from jury.shortlist.states import Choice
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.counting.results import Result
from surveys.counting.selectors import result_of

SHORTEST_REASON = 10
LONGEST_REASON = 2000


class Stale(Refused):
    """The person sent something newer from another window; what was typed here must not be lost."""


def check_open(edition: Edition) -> None:
    """The jury deliberates in the screening, until the shortlist is published."""
    check_phase(edition, (Phase.SCREENING,))
    if publication(edition) is not None:
        raise Refused(_("The shortlist is published: what was decided stands, and nothing of it changes any more."))


def check_reads(edition: Edition, candidate: Candidate, seat: Seat) -> None:
    """Nobody speaks of a candidate they may not read about."""
    if readable(edition, seat).filter(pk=candidate.pk).exists():
        return
    if undeclared(edition, seat).filter(pk=candidate.pk).exists():
        raise Refused(_("Say first whether anything ties you to this candidate: until then you may not read about it."))
    if seat.role == Role.CHAIR:
        raise Refused(
            _(
                "You have a conflict of interest with this candidate and do not decide on it. "
                "An organiser can give a juror without a conflict a seat as chair, who then decides in your place."
            )
        )
    raise Refused(_("You have a conflict of interest with this candidate: others propose and decide."))


def check_is_chair(edition: Edition, seat: Seat) -> None:
    if seat.role != Role.CHAIR or seat.edition_id != edition.pk:
        raise Refused(_("The chair of the jury writes down who is shortlisted."))


def check_is_jury(edition: Edition, seat: Seat) -> None:
    if seat.role not in JURY or seat.edition_id != edition.pk:
        raise Refused(_("Only the jury of this edition proposes who is shortlisted."))


def check_choice(choice: str) -> None:
    if choice not in Choice.values:
        raise Refused(_("Propose yes, no, or to discuss."))


def check_not_sent_since(last: Proposal | None, revision: int | None) -> None:
    if revision is not None and last is not None and revision != last.revision:
        raise Stale(
            _(
                "You have sent another proposal for this candidate from another window in the meantime: “%(choice)s” – "
                "%(reason)s Nothing of what you typed here is stored yet. Send it again to put it in its place."
            )
            % {"choice": last.get_choice_display(), "reason": last.reason}
        )


def check_counted(candidate: Candidate) -> Result:
    """The candidate's released result; nobody is shortlisted before the ballots are counted."""
    result = result_of(candidate)
    if result is None:
        raise Refused(_("The ballots have to be counted first: a decision keeps the numbers it was taken on."))
    return result


def check_reason(reason: str) -> None:
    if len(reason) < SHORTEST_REASON:
        raise Refused(_("Write the reason in words, at least %(n)s characters.") % {"n": SHORTEST_REASON})
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Keep the reason within %(n)s characters.") % {"n": LONGEST_REASON})


def check_quorum(edition: Edition, candidate: Candidate) -> None:
    """Nobody is shortlisted before enough of the jury have spoken, each on their own."""
    given, wanted = proposals_of(edition).filter(candidate=candidate).count(), needed(candidate)
    if given < wanted:
        raise Refused(
            ngettext(
                "%(n)s proposal is missing: %(needed)s people without a conflict must have proposed.",
                "%(n)s proposals are missing: %(needed)s people without a conflict must have proposed.",
                wanted - given,
            )
            % {"n": wanted - given, "needed": wanted}
        )


def check_room(candidate: Candidate) -> None:
    """The edition's size of the shortlist, and its share of the candidates, hold for everyone."""
    edition = candidate.edition
    room = places(edition, accepted(edition).count())
    if shortlist(edition).exclude(pk=candidate.pk).count() >= room:
        raise Refused(
            ngettext(
                "The shortlist has %(n)s place and it is taken. Take somebody else off it first.",
                "The shortlist has %(n)s places and all are taken. Take somebody off it first.",
                room,
            )
            % {"n": room}
        )


def check_same(seen: int | None, now: int) -> None:
    """A confirmation counts for what it named, and for nothing that came after."""
    if not now:
        raise Refused(_("Every candidate you may decide on has a decision already."))
    if seen is not None and seen != now:
        raise Refused(_("The number of undecided candidates has changed since this page was opened. Look at it again."))


# ---- publication ----------------------------------------------------------------------------------------------------


def check_may_publish(edition: Edition, seat: Seat) -> None:
    check_phase(edition, (Phase.SCREENING,))
    if seat.role != Role.ORGANISER or seat.edition_id != edition.pk:
        raise Refused(_("An organiser publishes the shortlist."))
    if publication(edition) is not None:
        raise Refused(_("The shortlist is published already. No letter was sent twice."))
    check_complete(edition)


def check_complete(edition: Edition) -> None:
    missing = [str(each.code) for each in undecided(edition)]
    if missing:
        raise Refused(
            _("The chair still has to decide on: %(codes)s.") % {"codes": get_text_list(missing, str(_("and")))}
        )
    if not shortlist(edition).exists():
        raise Refused(_("Nobody is shortlisted yet: the chair decides it on the page of each candidate."))


def check_unchanged(edition: Edition, seen: str) -> None:
    if seen and seen != mark_of(edition):
        raise Refused(_("The chair has changed a decision since this page was opened. Read it again, please."))


def mark_of(edition: Edition) -> str:
    """Tells two states of all decisions apart."""
    rows = sorted(decisions_of(edition).values_list("candidate__code", "is_shortlisted"))
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def check_shortlist(edition: Edition) -> dict[str, Any]:
    """Gate: round two opens when the shortlist is published."""
    if publication(edition) is None:
        check_complete(edition)
        raise Refused(_("The shortlist is decided and not published yet."))
    return {"shortlisted": sorted(shortlist(edition).values_list("code", flat=True))}
