from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.registers import Gate
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from jury.decision.models import Verdict, Vote
from jury.decision.selectors import confirmations_missing, has_confirmed, quorum, takes_part, verdict, votes
from jury.decision.states import CITATION_LENGTH, REASON_LENGTH, VOTE_LENGTH
from jury.round_two.selectors import finalists
from nominations.candidates.models import Candidate


def check_may_vote(edition: Edition, candidate: Candidate | None, reason: str, by: Seat) -> None:
    check_phase(edition, {Phase.DECISION})
    check_role(edition, by, JURY, _("Only the jury votes."))
    check_takes_part(edition, by)
    if verdict(edition):
        raise Refused(_("The votes are closed: the chair has proposed a verdict."))
    if Vote.objects.filter(juror__edition=edition, juror__user=by.user_id).exclude(juror=by).exists():
        raise Refused(_("You have already voted with your other seat. Each person has one vote."))
    check_choice(edition, candidate)
    check_text(reason, VOTE_LENGTH, _("Say why. A vote counts only with its reason."))


def check_may_propose(edition: Edition, candidate: Candidate | None, citation: str, reason: str, by: Seat) -> None:
    check_phase(edition, {Phase.DECISION})
    check_role(edition, by, {Role.CHAIR}, _("Only the chair proposes the verdict."))
    check_takes_part(edition, by)
    found = verdict(edition)
    if found:
        check_open(found)
        raise Refused(_("A verdict is already proposed. Withdraw it first, then propose another."))
    check_quorum(edition)
    check_choice(edition, candidate)
    if candidate is not None:
        check_text(citation, CITATION_LENGTH, _("Write the citation: the sentence the award is remembered by."))
    elif len(citation) > CITATION_LENGTH:
        raise Refused(_too_long(CITATION_LENGTH))
    check_text(reason, REASON_LENGTH, _("Give the jury's reason. It is printed in the report."))


def check_may_confirm(edition: Edition, by: Seat) -> Verdict:
    check_phase(edition, {Phase.DECISION})
    check_role(edition, by, JURY | {Role.ORGANISER}, _("Only the jury and the organisers confirm the verdict."))
    check_takes_part(edition, by)
    found = check_proposed(edition)
    if has_confirmed(found, by):
        raise Refused(_("You have already confirmed. The second confirmation must come from somebody else."))
    return found


def check_is_read(proposed: Verdict, read: str | None) -> None:
    """Who confirms has read this proposal, and not one that was withdrawn in the meantime."""
    if read is not None and read != str(proposed.pk):
        raise Refused(_("The proposal has changed since you read it. Read the new one first."))


def check_may_withdraw(edition: Edition, by: Seat) -> Verdict:
    check_phase(edition, {Phase.DECISION})
    check_role(edition, by, {Role.CHAIR}, _("Only the chair withdraws the proposal."))
    check_takes_part(edition, by)
    return check_proposed(edition)


def check_takes_part(edition: Edition, by: Seat) -> None:
    if not takes_part(edition, by):
        raise Refused(_("You take no part in the decision, because of a tie you have declared."))


def check_proposed(edition: Edition) -> Verdict:
    found = verdict(edition)
    if found is None:
        raise Refused(_("The chair has not proposed a verdict yet."))
    check_open(found)
    return found


def check_open(found: Verdict) -> None:
    if found.stands:
        raise Refused(_("The verdict stands: two people have confirmed it. Nothing can be changed any more."))


def check_role(edition: Edition, by: Seat, roles: Any, words: str) -> None:
    if by.role not in roles or by.edition_id != edition.pk:
        raise Refused(words)


def check_choice(edition: Edition, candidate: Candidate | None) -> None:
    if candidate is None:
        if not edition.no_winner_allowed:
            raise Refused(_("The rules of this edition want a winner: choose one of the finalists."))
    elif not finalists(edition).filter(pk=candidate.pk).exists():
        raise Refused(_("%(name)s is not a finalist.") % {"name": candidate.name})


def check_quorum(edition: Edition) -> None:
    given, needed = votes(edition).count(), quorum(edition)
    if given < needed:
        raise Refused(
            ngettext(
                "%(given)s of at least %(needed)s vote has been given. The verdict waits for the quorum.",
                "%(given)s of at least %(needed)s votes have been given. The verdict waits for the quorum.",
                needed,
            )
            % {"given": given, "needed": needed}
        )


def check_text(text: str, longest: int, words: str) -> None:
    if not text.strip():
        raise Refused(words)
    if len(text) > longest:
        raise Refused(_too_long(longest))


def _too_long(longest: int) -> str:
    return _("This is longer than %(n)s characters. Shorten it.") % {"n": longest}


def check_may_announce(edition: Edition) -> dict[str, Any]:
    """What opens the way to the public page: a verdict that two people have confirmed."""
    found = verdict(edition)
    if found is None:
        raise Refused(_("The chair has not proposed a verdict yet."))
    if not found.stands:
        missing = confirmations_missing(found)
        raise Refused(
            ngettext(
                "The proposed verdict needs %(n)s more confirmation.",
                "The proposed verdict needs %(n)s more confirmations.",
                missing,
            )
            % {"n": missing}
        )
    return {"verdict": found.pk, "winner": found.candidate_id, "votes": votes(edition).count()}


gate_to_announced = Gate(
    Phase.ANNOUNCED, gettext_lazy("The verdict stands"), check_may_announce, "jury:confirm_verdict"
)
