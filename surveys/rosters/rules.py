from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.rosters.selectors import has_mailed, results_are_in, sheets, smallest_roster


def check_takes_part(candidate: Candidate) -> None:
    if candidate.consent != Consent.ACCEPTED:
        raise Refused(_("%(name)s has not agreed to take part.") % {"name": candidate.name})


def check_roster_open(candidate: Candidate) -> None:
    """A roster changed after the links left would leave people with a link and others without."""
    if has_mailed(candidate):
        raise Refused(
            _("The invitations about %(name)s have left. The roster can no longer be changed.")
            % {"name": candidate.name}
        )


def check_large_enough(edition: Edition, size: int) -> None:
    minimum = smallest_roster(edition)
    if size < minimum:
        raise Refused(
            _(
                "%(size)s people: the survey cannot be opened for that leader. A team needs at least %(minimum)s, "
                "or its answers could be seen through."
            )
            % {"size": size, "minimum": minimum}
        )


def check_first_pile(candidate: Candidate, *, again: bool) -> None:
    """Two piles of sheets for one team, and people could answer twice."""
    if candidate.code in sheets(candidate.edition) and not again:
        raise Refused(_("Sheets were printed before. Tick the box: those nobody has answered with become worthless."))


def check_not_imported(edition: Edition) -> None:
    if results_are_in(edition):
        raise Refused(_("The results of this edition are in already. Nobody can be invited to its survey any more."))
