from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from award.accounts.models import Seat
from award.accounts.selectors import jury
from award.accounts.states import JURY
from award.editions.models import Edition
from award.editions.states import Phase, since
from jury.conflicts.models import Declaration
from jury.conflicts.selectors import called, readable
from jury.conflicts.states import BARRED
from jury.shortlist.models import Letter, Proposal, Publication, ShortlistDecision
from jury.shortlist.states import Choice
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.selectors import accepted

Tally = dict[str, int]


def places(edition: Edition, candidates: int) -> int:
    """How many the shortlist takes: its size, at most one in so many candidates, and always one."""
    return min(edition.shortlist_size, max(1, candidates // max(1, edition.shortlist_one_in)))


# ---- proposals ------------------------------------------------------------------------------------------------------


def proposals_of(edition: Edition) -> QuerySet[Proposal]:
    """The last word of each person of the jury on each candidate, without those who are recused from it."""
    later = Proposal.objects.filter(
        juror__user=OuterRef("juror__user"), candidate=OuterRef("candidate"), revision__gt=OuterRef("revision")
    )
    barred = Declaration.objects.filter(
        person=OuterRef("juror__user"), candidate=OuterRef("candidate"), standing__in=BARRED
    )
    found = Proposal.objects.filter(~Exists(later), ~Exists(barred), candidate__edition=edition)
    return found.select_related("juror__user").order_by("juror__user__name", "pk")


def own_proposals(seat: Seat, candidate: Candidate) -> QuerySet[Proposal]:
    """All that a person has ever proposed for a candidate, the newest first, whichever seat they sat on."""
    return Proposal.objects.filter(juror__user=seat.user_id, candidate=candidate).order_by("-revision")


def proposals_open_to(edition: Edition, seat: Seat) -> QuerySet[Proposal]:
    """What a person of the jury may read: of a candidate, the others' only after an own proposal; an organiser none."""
    if seat.role not in JURY:
        return proposals_of(edition).none()
    own = Proposal.objects.filter(juror__user=seat.user_id, candidate=OuterRef("candidate"))
    return proposals_of(edition).filter(Exists(own), candidate__in=readable(edition, seat))


def tally(proposals: Iterable[Proposal]) -> Tally:
    """How many proposed what, in the order of the choices."""
    counted = Counter(each.choice for each in proposals)
    return {choice.value: counted[choice] for choice in Choice}


def totals_open_to(edition: Edition, seat: Seat) -> dict[int, Tally]:
    """Candidate -> how many proposed what, for an organiser once the screening has closed; nothing before."""
    if Phase(edition.phase) not in since(Phase.ROUND_TWO):
        return {}
    allowed = set(readable(edition, seat).values_list("pk", flat=True))
    return {pk: found for pk, found in _tallies(edition).items() if pk in allowed}


def _tallies(edition: Edition) -> dict[int, Tally]:
    by_candidate: dict[int, list[Proposal]] = {}
    for each in proposals_of(edition):
        by_candidate.setdefault(each.candidate_id, []).append(each)
    return {pk: tally(found) for pk, found in by_candidate.items()}


def needed(candidate: Candidate) -> int:
    """Whose proposals shortlisting takes: the quorum, or everybody without a conflict where fewer are seated."""
    barred = Declaration.objects.filter(candidate=candidate, standing__in=BARRED).values("person")
    free = jury(candidate.edition).exclude(user__in=barred).values("user").order_by().distinct().count()
    return min(candidate.edition.quorum, free)


@dataclass(frozen=True)
class Deliberation:
    """What stands about a candidate's place on the shortlist, as far as one seat may know it."""

    candidate: Candidate
    name: str
    own: Proposal | None
    earlier: tuple[Proposal, ...]
    others: tuple[Proposal, ...]
    given: int
    needed: int
    decision: ShortlistDecision | None
    is_published: bool
    is_open: bool

    @property
    def revision(self) -> int:
        return self.own.revision if self.own else 0

    @property
    def missing(self) -> int:
        """How many proposals shortlisting still waits for."""
        return max(0, self.needed - self.given)


def deliberation(candidate: Candidate, seat: Seat) -> Deliberation:
    """The own proposal, the others' after it, and the chair's decision: the shortlist part of a dossier."""
    edition = candidate.edition
    own = list(own_proposals(seat, candidate)) if seat.role in JURY else []
    read = proposals_open_to(edition, seat).filter(candidate=candidate)
    published = publication(edition) is not None
    return Deliberation(
        candidate=candidate,
        name=called(candidate, seat),
        own=own[0] if own else None,
        earlier=tuple(own[1:]),
        others=tuple(read.exclude(juror__user=seat.user_id)),
        given=proposals_of(edition).filter(candidate=candidate).count(),
        needed=needed(candidate),
        decision=decision_on(candidate),
        is_published=published,
        is_open=edition.phase == Phase.SCREENING and not published and seat.role in JURY,
    )


# ---- decisions ------------------------------------------------------------------------------------------------------


def decisions_of(edition: Edition) -> QuerySet[ShortlistDecision]:
    return ShortlistDecision.objects.filter(candidate__edition=edition).select_related("candidate", "decided_by__user")


def decision_on(candidate: Candidate) -> ShortlistDecision | None:
    return ShortlistDecision.objects.filter(candidate=candidate).select_related("decided_by__user").first()


def undecided(edition: Edition) -> QuerySet[Candidate]:
    """The candidates who take part and have no decision yet, by name."""
    return accepted(edition).filter(~Exists(ShortlistDecision.objects.filter(candidate=OuterRef("pk"))))


def shortlist(edition: Edition) -> QuerySet[Candidate]:
    """The candidates who go on to round two, by name."""
    chosen = ShortlistDecision.objects.filter(candidate__edition=edition, is_shortlisted=True)
    return accepted(edition).filter(pk__in=chosen.values("candidate"))


# ---- publication ----------------------------------------------------------------------------------------------------


def publication(edition: Edition) -> Publication | None:
    return Publication.objects.filter(edition=edition).first()


def addressees(edition: Edition) -> QuerySet[Leader]:
    """Everybody who is told how it was decided: the leaders of all candidates that take part."""
    return (
        Leader.objects.filter(candidate__in=accepted(edition)).select_related("candidate").order_by("candidate", "pk")
    )


def letters(edition: Edition) -> QuerySet[Letter]:
    found = Letter.objects.filter(leader__candidate__edition=edition)
    return found.select_related("leader__candidate__edition").order_by("pk")


def untold(edition: Edition) -> list[Candidate]:
    """Candidates of whom somebody has no address: an organiser tells them."""
    silent = Leader.objects.filter(candidate=OuterRef("pk"), email="")
    nobody = ~Exists(Leader.objects.filter(candidate=OuterRef("pk")))
    return list(accepted(edition).filter(Exists(silent) | nobody))
