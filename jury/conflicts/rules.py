from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase, since
from award.refusal import Refused
from jury.conflicts.models import Declaration
from jury.conflicts.selectors import settled_by
from jury.conflicts.states import Standing, Tie
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted

DECLARING = since(Phase.SURVEYS)
JURORS = JURY | {Role.OBSERVER}
LONGEST = 1000
SHORTEST = 10


def check_may_declare(edition: Edition, candidate: Candidate, by: Seat) -> None:
    check_phase(edition, DECLARING)
    if by.edition_id != edition.pk or by.role not in JURORS:
        raise Refused(_("Only the jury of this edition declares its ties."))
    if not accepted(edition).filter(pk=candidate.pk).exists():
        raise Refused(_("This candidate does not take part."))


def check_said(standing: str, tie: str, words: str) -> None:
    if standing not in (Standing.NONE, Standing.DECLARED, Standing.RECUSED):
        raise Refused(_("Choose one of the three for each candidate."))
    if standing == Standing.NONE:
        return
    if tie not in Tie.values:
        raise Refused(_("Say what kind of tie it is."))
    if not words:
        raise Refused(_("Describe the tie in a few words."))
    if len(words) > LONGEST:
        raise Refused(_("Keep the description of a tie within %(most)s characters.") % {"most": LONGEST})


def check_may_change(stands: Declaration | None, standing: str) -> None:
    """What was said can only become stricter by one's own hand."""
    if stands is None or stands.standing == standing:
        return
    if stands.standing == Standing.RECUSED:
        raise Refused(_("You are recused. Only the chair, with a reason, can lift that."))
    if standing == Standing.NONE:
        raise Refused(_("You have declared a tie already. Only the chair can waive it."))


def check_may_settle(edition: Edition, declaration: Declaration, because: str, by: Seat) -> None:
    check_phase(edition, DECLARING)
    if by.edition_id != edition.pk or by.role not in (Role.CHAIR, Role.ORGANISER):
        raise Refused(_("The chair settles ties, and an organiser those of the chair."))
    if not settled_by(edition, by).filter(pk=declaration.pk).exists():
        raise Refused(_("The chair settles ties, and an organiser those of the chair; nobody their own."))
    if len(because) < SHORTEST:
        raise Refused(_("Write the reason in words, at least %(n)s characters.") % {"n": SHORTEST})
    if len(because) > LONGEST:
        raise Refused(_("Keep the reason within %(most)s characters.") % {"most": LONGEST})
