from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.rules import check_leaders, check_stands
from nominations.candidates.selectors import leaders
from nominations.candidates.states import Consent
from nominations.intake.models import Nomination
from nominations.intake.states import State

REPLY_LENGTH = 300
MOST = 150  # at a time: more would not fit into an address when the ticks come back

FREE = frozenset({State.WAITING, State.HELD, State.REJECTED})
WAITING, TAKEN_UP, ASIDE = frozenset({State.WAITING}), frozenset({State.ASSIGNED}), FREE - {State.WAITING}
HELD = frozenset({State.HELD})
FITTING = {
    "make": FREE,
    "add": FREE,
    "hold": WAITING,
    "release": ASIDE,
    "reject": FREE,
    "take_back": TAKEN_UP,
    "delete": HELD,
}


def check_any(nominations: Sequence[Nomination]) -> None:
    if not nominations:
        raise Refused(
            _("A candidate is somebody who was nominated: tick the nominations that speak of the same leader.")
        )


def check_number(number: int) -> None:
    if not number:
        raise Refused(_("Tick the nominations first that this is about."))
    if number > MOST:
        raise Refused(_("At most %(n)s at a time, please.") % {"n": MOST})


def check_still(found: Sequence[Nomination], number: int, states: Collection[State], edition: Edition) -> None:
    """All that were ticked are still there, and still as they were when the page was shown; or nothing happens."""
    if any(each.edition_id != edition.pk for each in found):
        raise Refused(_("A nomination stays in its edition."))
    told = [f"{each.name} ({each.get_state_display()})" for each in found if each.state not in states]
    if told:
        raise Refused(_("Nothing was done, because this does not fit: %(names)s.") % {"names": ", ".join(told)})
    if gone := number - len(found):
        words = ngettext(
            "Nothing was done: %(n)s of those you ticked is gone. Look at the others again.",
            "Nothing was done: %(n)s of those you ticked are gone. Look at the others again.",
            gone,
        )
        raise Refused(words % {"n": gone})


def check_unproven(found: Sequence[Nomination]) -> None:
    told = [each.name for each in found if not each.is_unproven]
    if told:
        raise Refused(
            _("Only what came unchecked can be deleted here. This did not: %(names)s.") % {"names": ", ".join(told)}
        )


def check_reply(text: str) -> None:
    if not text:
        raise Refused(_("Say why: whoever nominated reads it with the receipt."))
    if len(text) > REPLY_LENGTH:
        raise Refused(_("The reason has at most %(n)s characters.") % {"n": REPLY_LENGTH})


def check_may_merge(edition: Edition, candidate: Candidate, into: Candidate) -> None:
    """Two candidates are one leader: only while nominations run, and unless the one that goes has agreed already."""
    check_phase(edition, {Phase.NOMINATIONS})
    if candidate.pk == into.pk or candidate.edition_id != into.edition_id:
        raise Refused(_("Choose another candidate of this award."))
    for each in (candidate, into):
        check_stands(each)
    if candidate.merged.exists():
        raise Refused(
            _("Other candidates have been merged into %(name)s. Part them first, or merge the other way round.")
            % {"name": candidate.name}
        )
    if candidate.consent == Consent.ACCEPTED or leaders(candidate).filter(seat__isnull=False).exists():
        raise Refused(
            _("A leader of %(name)s has agreed to take part and has a desk. Merge the other way round.")
            % {"name": candidate.name}
        )


def check_may_part(edition: Edition, candidate: Candidate) -> None:
    """What was merged stands alone again, unless its leaders have come to lead another candidate since."""
    check_phase(edition, {Phase.NOMINATIONS})
    if candidate.merged_into_id is None:
        raise Refused(_("%(name)s is a candidate of its own already.") % {"name": candidate.name})
    named = [(leader.name, leader.email) for leader in leaders(candidate)]
    check_leaders(edition, candidate.kind, named, candidate)
