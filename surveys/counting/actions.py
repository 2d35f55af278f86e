from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.selectors import accepted
from nominations.candidates.states import Consent
from surveys.ballots import keys
from surveys.ballots.manifest import check_links
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.counting.measures import Measure, Team, Terms
from surveys.counting.models import Count, Release
from surveys.counting.opening import Opener
from surveys.counting.releases import keep, make_release
from surveys.counting.rules import check_candidates, check_not_released, check_restored
from surveys.counting.selectors import counted
from surveys.counting.states import Origin, Outcome
from surveys.counting.weighing import Weighed, weigh
from surveys.questionnaire import Questionnaire
from surveys.selves.actions import forget_drafts
from surveys.selves.models import SelfAssessment


def count(
    *,
    edition: Edition,
    code: str,
    measure: Measure,
    by: Numbered | None,
    without_unreadable: bool = False,
    tell: Callable[[str], object] = str,
) -> Release:
    """Open the sealed ballots, once: team by team, each in a transaction of its own, then release them all together.

    What breaks off is taken up again with the same code: teams that were counted stay counted. The private key lives
    in this process only and is gone with it; the key files stay until a backup of the result is known to be good.
    Ballots that cannot be read stop it where they would cost a team its result, unless somebody has said that it shall
    go on without them. `tell` hears of each team.
    """
    check_phase(edition, (Phase.SCREENING,))
    check_not_released(edition)
    check_links(edition)
    everybody = list(accepted(edition))
    check_candidates(len(everybody))
    opener = Opener(keys.open_count_key(edition, code), Questionnaire.of(edition))
    terms, done = Terms.of(edition), counted(edition)
    for candidate in everybody:
        if candidate.pk not in done:
            count_team(
                candidate=candidate,
                opener=opener,
                terms=terms,
                measure=measure,
                without_unreadable=without_unreadable,
            )
        tell(_("%(code)s is counted") % {"code": candidate.code})
    with transaction.atomic():
        destroy_unopened(edition)
        forget_drafts(edition)
        return make_release(edition=edition, origin=Origin.SEALED, measure=measure, by=by)


@transaction.atomic
def count_team(
    *, candidate: Candidate, opener: Opener, terms: Terms, measure: Measure, without_unreadable: bool = False
) -> None:
    """Open, measure and destroy the ballots of one candidate: all of it, or nothing if it breaks off.

    Fewer sealed envelopes than the threshold are destroyed unopened.
    """
    Candidate.objects.select_for_update().get(pk=candidate.pk)
    if Count.objects.filter(candidate=candidate).exists():
        return  # counted in the meantime, by somebody who pressed the button too
    check_links(candidate.edition, candidate.code)
    tickets = Ticket.objects.filter(candidate=candidate)
    tickets.filter(state=TicketState.OPEN).update(state=TicketState.EXPIRED)
    sealed = tickets.filter(state=TicketState.SEALED)
    locked = sealed.order_by("hash").select_for_update().values_list("envelope", flat=True)
    envelopes = [bytes(envelope or b"") for envelope in locked]
    weighed, refused = Weighed(candidate.code, Outcome.TOO_FEW), 0
    if len(envelopes) >= terms.threshold:
        opened = opener.open(candidate, envelopes)
        refused = opened.refused
        if refused and len(opened.answers) < terms.threshold and not without_unreadable:
            raise Refused(_unreadable(candidate, refused, len(envelopes)))
        leaders = Leader.objects.filter(candidate=candidate, consent=Consent.ACCEPTED)
        own = list(SelfAssessment.objects.filter(leader__in=leaders).order_by("pk"))
        team = Team(
            code=candidate.code,
            employees=opened.answers,
            leaders=opener.table([opener.row(each.answers) for each in own]),
            leaders_expected=leaders.count(),
            invited=tickets.exclude(state=TicketState.REVOKED).count(),
            beside=opened.beside,
            leaders_beside=[each.others for each in own],
        )
        (weighed,) = weigh([team], terms, measure)
    keep([weighed], {candidate.code: candidate}, refused=refused)
    sealed.update(state=TicketState.COUNTED, envelope=None, withdraw_hash=None)


def destroy_keys(*, edition: Edition, sha256: str, by: Numbered | None) -> int:
    """The last step of a count: once a restored backup has shown this release, nothing may open a ballot again."""
    check_restored(edition, sha256)
    destroyed = keys.destroy_keys(edition)
    if not destroyed:
        raise Refused(_("There are no keys of this edition on this server. Nothing was destroyed."))
    record(edition, gettext_noop("destroyed the keys"), by=by)
    return destroyed


def _unreadable(candidate: Candidate, refused: int, sealed: int) -> str:
    numbers = {"code": candidate.code, "refused": refused, "sealed": sealed}
    return (
        _("%(code)s: %(refused)s of %(sealed)s sealed answers cannot be read, and without them too few are left.")
        % numbers
        + "\n"
        + _("Nothing of this team was destroyed. Are this version, database and KEY_DIR those that took the answers?")
        + "\n"
        + _("If they are beyond help: manage.py count %(slug)s --without-unreadable") % {"slug": candidate.edition.slug}
    )


def destroy_unopened(edition: Edition) -> None:
    """Envelopes of teams that no longer take part: nobody has opened them, and nobody ever can."""
    Ticket.objects.filter(candidate__edition=edition, state__in=(TicketState.OPEN, TicketState.SEALED)).update(
        state=TicketState.EXPIRED, envelope=None, withdraw_hash=None
    )
