from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.registers import Honour, gates, honours, signpost
from award.editions.states import Phase, since
from jury.decision.content import name_of
from jury.decision.rules import gate_to_announced
from jury.decision.selectors import (
    announced,
    confirmations_missing,
    may_be_named,
    quorum,
    takes_part,
    verdict,
    vote_of,
    votes,
)


def plant() -> None:
    """The room's signposts and gates."""
    decision = {Phase.DECISION}
    signpost("jury:totals", gettext_lazy("Totals"), roles=JURY | {Role.ORGANISER}, phases={Phase.FINALS, *decision})
    signpost("jury:vote", gettext_lazy("Vote"), roles=JURY, phases=decision, note=how_the_vote_stands)
    signpost("jury:verdict", gettext_lazy("Verdict"), roles=JURY, phases=decision, note=how_the_verdict_stands)
    signpost(
        "jury:confirm_verdict",
        gettext_lazy("Verdict"),
        roles={Role.ORGANISER},
        phases=decision,
        note=how_the_verdict_stands,
    )
    signpost("jury:winner", gettext_lazy("Winner"), phases=since(Phase.ANNOUNCED))
    signpost("jury:hall_of_fame", gettext_lazy("Hall of fame"))
    gates.append(gate_to_announced)
    honours.append(honoured)


def honoured() -> list[Honour]:
    """Winners who may be named, the newest first."""
    named = [(found, found.candidate) for found in announced() if may_be_named(found)]
    return [
        Honour(found.edition, candidate.name, candidate.employer, found.citation, "jury:winner")
        for found, candidate in named
        if candidate is not None
    ]


def how_the_vote_stands(edition: Edition, seat: Seat) -> str:
    if not takes_part(edition, seat):
        return _("You take no part in the decision, because of a tie you have declared.")
    own = vote_of(seat)
    if own is None:
        return _("You have not voted yet.")
    return _("You have voted for %(name)s.") % {"name": name_of(own.candidate)}


def how_the_verdict_stands(edition: Edition, seat: Seat) -> str:
    if not takes_part(edition, seat):
        return _("You take no part in the decision, because of a tie you have declared.")
    found = verdict(edition)
    if found is None:
        given, needed = votes(edition).count(), quorum(edition)
        return _("Not proposed yet: %(given)s of at least %(needed)s votes given.") % {"given": given, "needed": needed}
    missing = confirmations_missing(found)
    if not missing:
        return _("The verdict stands.")
    return ngettext(
        "Proposed; %(n)s confirmation is missing.", "Proposed; %(n)s confirmations are missing.", missing
    ) % {"n": missing}
