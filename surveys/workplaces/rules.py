from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from award.accounts.rules import check_address
from award.refusal import Refused
from nominations.candidates.models import Candidate
from surveys.rosters.reading import normalised
from surveys.rosters.selectors import leaders_of_all, roster


def check_contact(candidate: Candidate, email: str) -> None:
    """The second contact speaks for the workplace: neither the leader, nor the award, nor somebody who answers."""
    try:
        check_address(email)
    except ValidationError as wrong:
        raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": email}) from wrong
    if normalised(email) in map(normalised, [*leaders_of_all(candidate.edition), candidate.edition.contact]):
        raise Refused(_("The second contact is neither a leader in this award nor the award’s own contact."))
    if normalised(email) in map(normalised, roster(candidate).values_list("email", flat=True)):
        raise Refused(
            _("“%(address)s” stands on the roster. Take them off first, or ask somebody else.") % {"address": email}
        )
