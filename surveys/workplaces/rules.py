from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from award.accounts.rules import check_address
from award.editions.models import Edition
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidate_by_code
from surveys.rosters.reading import normalised
from surveys.rosters.selectors import leaders_of_all, roster, workplaces


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


def check_may_lead(edition: Edition, code: str, addresses: Collection[str]) -> None:
    """The reverse, when leaders are named later: nobody leads who speaks for a workplace, or is asked."""
    contacts = {normalised(known.email): of for of, known in workplaces(edition).items() if known.email}
    candidate = candidate_by_code(edition, code)
    asked = set(map(normalised, roster(candidate).values_list("email", flat=True))) if candidate else set()
    for address in addresses:
        named = {"address": address, "code": contacts.get(normalised(address), "")}
        if named["code"]:
            words = _("“%(address)s” is the second contact of candidate %(code)s. Take that contact back first.")
            raise Refused(words % named)
        if normalised(address) in asked:
            raise Refused(_("“%(address)s” stands on the roster about this candidate. Take them off first.") % named)
