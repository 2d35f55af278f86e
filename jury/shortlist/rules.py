from datetime import datetime, timedelta
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
from jury.conflicts.selectors import is_barred, readable, undeclared
from jury.shortlist.marks import mark_of, mark_of_decision, mark_of_undecided
from jury.shortlist.models import Letter, Proposal, ShortlistDecision
from jury.shortlist.selectors import (
    given,
    needed,
    own_proposals,
    places,
    publication,
    shortlist,
    tallies,
    undecided,
    unsound,
)
from jury.shortlist.states import Choice
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.counting.results import Result
from surveys.counting.selectors import result_of

SHORTEST_REASON = 10
LONGEST_REASON = 2000
RUNNING = timedelta(minutes=5)  # longer than any run of letters lasts


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
    heard, wanted = given(edition).get(candidate.pk, 0), needed(candidate)
    if heard < wanted:
        raise Refused(
            ngettext(
                "%(n)s proposal is missing: %(needed)s people without a conflict must have proposed.",
                "%(n)s proposals are missing: %(needed)s people without a conflict must have proposed.",
                wanted - heard,
            )
            % {"n": wanted - heard, "needed": wanted}
        )


def check_has_read(candidate: Candidate, by: Seat) -> None:
    """Whoever shortlists knows what the jury proposes; and the proposals open after an own one."""
    if not own_proposals(by, candidate).exists():
        raise Refused(
            _("Propose first yourself: the others’ proposals open to you with it, and you shortlist knowing them.")
        )


def check_not_decided_since(stands: ShortlistDecision | None, seen: str | None) -> None:
    """A decision from an old window does not overwrite one that its writer never saw."""
    if seen is None or seen == mark_of_decision(stands):
        return
    raise Stale(
        _(
            "Another decision on this candidate was written down in the meantime; it stands above. Nothing of what you "
            "typed here is stored yet. Save it again to put it in its place."
        )
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


def check_same(seen: str | None, now: list[Candidate]) -> None:
    """A confirmation counts for whom it named, and as they stood then: for nobody and nothing that came after."""
    if not now:
        raise Refused(_("Every candidate you may decide on has a decision already."))
    if seen is not None and seen != mark_of_undecided(now):
        raise Refused(
            _(
                "Since this page was opened somebody was decided on, or a proposal came in. Nothing is stored; "
                "here is how it stands now."
            )
        )


# ---- publication ----------------------------------------------------------------------------------------------------


def check_is_organiser(edition: Edition, seat: Seat) -> None:
    if seat.role != Role.ORGANISER or seat.edition_id != edition.pk:
        raise Refused(_("An organiser publishes the shortlist."))


def check_unbound(edition: Edition, seat: Seat) -> None:
    """Who is bound to a candidate learns nothing about them, and before the publication that is how it was decided."""
    if is_barred(seat.user_id, accepted(edition)):
        raise Refused(
            _(
                "You have a conflict of interest with a candidate: another organiser reads the letters and publishes "
                "the shortlist."
            )
        )


def check_may_publish(edition: Edition, seat: Seat) -> None:
    check_phase(edition, (Phase.SCREENING,))
    check_is_organiser(edition, seat)
    if publication(edition) is not None:
        raise Refused(_("The shortlist is published already. No letter was sent twice."))
    check_unbound(edition, seat)
    check_complete(edition)


def check_complete(edition: Edition) -> None:
    missing = [str(each.code) for each in undecided(edition)]
    if missing:
        raise Refused(_("The chair still has to decide on: %(codes)s.") % {"codes": _listed(missing)})
    if not shortlist(edition).exists():
        raise Refused(_("Nobody is shortlisted yet: the chair decides it on the page of each candidate."))
    check_sound(edition)


def check_sound(edition: Edition) -> None:
    """What happened since a decision may have taken away what it rests on."""
    lost = unsound(edition)
    if lost["chair"]:
        raise Refused(
            _("Whoever decided on %(codes)s has a conflict of interest since. Another chair has to decide again.")
            % {"codes": _listed(lost["chair"])}
        )
    if lost["quorum"]:
        raise Refused(
            _("Somebody who proposed on %(codes)s is recused since, and too few proposals are left to shortlist.")
            % {"codes": _listed(lost["quorum"])}
        )
    room, listed = places(edition, accepted(edition).count()), shortlist(edition).count()
    if listed > room:
        raise Refused(
            ngettext(
                "%(listed)s are shortlisted, and there is %(n)s place for as many candidates as take part now.",
                "%(listed)s are shortlisted, and there are %(n)s places for as many candidates as take part now.",
                room,
            )
            % {"listed": listed, "n": room}
        )


def check_unchanged(edition: Edition, seen: str | None) -> None:
    if seen is not None and seen != mark_of(edition):
        raise Refused(
            _(
                "A decision, an address or a date has changed since this page was opened. Nothing was published and "
                "no letter has left. Read it again, please."
            )
        )


def check_may_send_again(letter: Letter, by: Seat, now: datetime) -> None:
    """Only a letter whose run has stopped: one that is leaving this moment is left alone."""
    check_is_organiser(letter.leader.candidate.edition, by)
    if letter.is_sent or not is_stuck(letter, now):
        raise Refused(_("This letter has left, or is about to. Nothing was sent."))


def is_stuck(letter: Letter, now: datetime) -> bool:
    """Whether a run took the letter so long ago that it must have stopped: the mail may have left, or not."""
    return not letter.is_sent and letter.taken_at is not None and now - letter.taken_at > RUNNING


def _listed(codes: list[str]) -> str:
    return get_text_list(codes, str(_("and")))


def check_shortlist(edition: Edition) -> dict[str, Any]:
    """Gate: round two opens when the shortlist is published. How many proposed what enters the trail with the move."""
    if publication(edition) is None:
        check_complete(edition)
        raise Refused(_("The shortlist is decided and not published yet."))
    proposed = tallies(edition)
    codes = dict(accepted(edition).values_list("pk", "code"))
    return {
        "shortlisted": sorted(shortlist(edition).values_list("code", flat=True)),
        "proposals": {codes[pk]: found for pk, found in sorted(proposed.items()) if pk in codes},
    }
