import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.accounts.rules import check_address
from award.audit.selectors import trail
from award.editions.models import Edition
from award.editions.registers import check_may_lead
from award.editions.rules import check_phase
from award.editions.states import ORDER, Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.selectors import everybody, leaders
from nominations.candidates.states import Consent, Kind

Named = tuple[str, str]  # a leader's name and e-mail address
CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
MADE = gettext_noop("made a candidate")
TAKEN = "new"  # the address of the page on which candidates are made
MOST_LEADERS = 20
LONGEST_NAME = 160
MAKING = {Phase.NOMINATIONS, Phase.SURVEYS, Phase.SCREENING}  # in the later two with imported results
UNTIL_ROUND_TWO = set(ORDER[ORDER.index(Phase.NOMINATIONS) : ORDER.index(Phase.ROUND_TWO) + 1])


def check_candidate(edition: Edition, name: str, employer: str, title: str, code: str) -> None:
    check_names(name, employer, title)
    check_code(code)
    if everybody(edition).filter(code=code).exists():
        raise Refused(_("The code “%(code)s” belongs to another candidate.") % {"code": code})
    if everybody(edition).filter(name=name, employer=employer).exists():
        raise Refused(_("There is a candidate “%(name)s” already: add the nominations to that one.") % {"name": name})


def check_names(name: str, employer: str, title: str) -> None:
    if not name:
        raise Refused(_("A candidate needs a name."))
    if max(len(name), len(employer), len(title)) > LONGEST_NAME:
        raise Refused(_("Name, title and employer have at most %(n)s characters each.") % {"n": LONGEST_NAME})


def check_code(code: str) -> None:
    if not CODE.fullmatch(code) or code == TAKEN:
        raise Refused(_("“%(code)s” cannot be a code: use letters, digits, - and _.") % {"code": code})


def next_code(edition: Edition) -> str:
    """C01, C02 …: the first number that no candidate of this edition has had, removed ones included."""
    here = everybody(edition).values_list("code", flat=True)
    made = trail(edition.pk).filter(verb=MADE).values_list("facts__candidate", flat=True)
    numbers = [int(code[1:]) for code in {*here, *made} if code and _is_ours(code)]
    return f"C{max(numbers, default=0) + 1:02d}"


def _is_ours(code: str) -> bool:
    return re.fullmatch(r"C[0-9]{1,9}", code) is not None


def check_leaders(edition: Edition, kind: str, named: Sequence[Named], candidate: Candidate | None = None) -> None:
    check_named(kind, named)
    addresses = [email for _name, email in named if email]
    standing = Leader.objects.filter(candidate__edition=edition, candidate__merged_into=None)
    for leader in standing.filter(email__in=addresses).exclude(candidate=candidate).select_related("candidate"):
        raise Refused(
            _("%(email)s is already a leader of candidate %(code)s, %(name)s.")
            % {"email": leader.email, "code": leader.candidate.code, "name": leader.candidate.name}
        )
    check_may_lead(edition, candidate.code if candidate else "", addresses)


def check_named(kind: str, named: Sequence[Named]) -> None:
    """What can be said of the leaders of one candidate without looking at any other."""
    if kind == Kind.PERSON and len(named) > 1:
        raise Refused(_("Several leaders are named: choose “A leader group”, or leave one."))
    if len(named) > MOST_LEADERS:
        raise Refused(_("A group has at most %(n)s leaders.") % {"n": MOST_LEADERS})
    for name, email in named:
        _check_leader(name, email)
    addresses = [email for _name, email in named if email]
    for twice in sorted({email for email in addresses if addresses.count(email) > 1}):
        raise Refused(_("The address %(email)s stands twice: every leader answers alone.") % {"email": twice})


def _check_leader(name: str, email: str) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise Refused(_("Every leader needs a name of at most %(n)s characters.") % {"n": LONGEST_NAME})
    if email:
        try:
            check_address(email)
        except ValidationError as wrong:
            raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": email}) from wrong


def check_stands(candidate: Candidate) -> None:
    """A page may still be open on which a candidate was merged into another in the meantime."""
    if candidate.merged_into_id is not None:
        raise Refused(_("%(name)s has been merged into another candidate.") % {"name": candidate.name})


def check_may_name_leaders(edition: Edition, candidate: Candidate) -> None:
    """While nominations run; later only for a candidate who came with imported results and has nobody yet."""
    check_phase(edition, UNTIL_ROUND_TWO)
    is_imported = candidate.consent == Consent.ACCEPTED and not leaders(candidate).filter(seat__isnull=False).exists()
    if edition.phase != Phase.NOMINATIONS and not is_imported:
        raise Refused(_("The leaders are settled: the award is in the phase “%s”.") % edition.get_phase_display())


def may_name_leaders(edition: Edition, candidate: Candidate) -> bool:
    try:
        check_may_name_leaders(edition, candidate)
    except Refused:
        return False
    return True


def may_be_asked(edition: Edition, everybody: Sequence[Leader]) -> bool:
    """Whether there is somebody to ask; what is missing is said when it is tried."""
    return edition.phase == Phase.NOMINATIONS and any(leader.consent == Consent.NEW for leader in everybody)


def check_may_ask(edition: Edition, candidate: Candidate) -> list[Leader]:
    """Who is to be asked: every leader who has not been, each with an address of their own."""
    check_phase(edition, {Phase.NOMINATIONS})
    everybody = list(leaders(candidate))
    if not everybody:
        raise Refused(_("Nobody is named yet. Write down the leaders, each with an e-mail address."))
    for leader in everybody:
        if not leader.email:
            raise Refused(_("%(name)s cannot be asked: the e-mail address is missing.") % {"name": leader.name})
    unasked = [leader for leader in everybody if leader.consent == Consent.NEW]
    if not unasked:
        raise Refused(_("Everybody has been asked already."))
    return unasked


def check_may_answer(edition: Edition) -> None:
    if edition.phase == Phase.NOMINATIONS:
        return
    raise Refused(
        _("The surveys have opened, so answers can no longer be given or changed. Write to %(contact)s.")
        % {"contact": edition.contact or edition.controller or edition.name}
    )
