from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.refusal import Refused
from jury.shortlist.selectors import places, shortlist
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.counting.results import Result
from surveys.counting.selectors import result_of

SHORTEST_REASON = 10


def check_is_chair(seat: Seat) -> None:
    if seat.role != Role.CHAIR:
        raise Refused(_("The chair of the jury writes down who is shortlisted."))


def check_counted(candidate: Candidate) -> Result:
    """The candidate's released result; nobody is shortlisted before the ballots are counted."""
    result = result_of(candidate)
    if result is None:
        raise Refused(_("The ballots have to be counted first: a decision keeps the numbers it was taken on."))
    return result


def check_reason(reason: str) -> None:
    if len(reason) < SHORTEST_REASON:
        raise Refused(_("Write the reason in words, at least %(n)s characters.") % {"n": SHORTEST_REASON})


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


def check_shortlist(edition: Edition) -> dict[str, Any]:
    """Gate: round two opens when somebody is in it."""
    codes = sorted(shortlist(edition).values_list("code", flat=True))
    if not codes:
        raise Refused(_("Nobody is shortlisted yet: the chair decides it on the page of each candidate."))
    return {"shortlisted": codes}
