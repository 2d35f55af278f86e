from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet

from award.accounts.models import Seat
from award.accounts.selectors import jury
from award.accounts.states import JURY, Role
from award.audit.models import Entry
from award.audit.selectors import trail
from award.editions.barriers import Thing, may_see
from award.editions.models import Edition
from award.editions.states import Phase
from jury.conflicts.models import Declaration
from jury.conflicts.selectors import barred, readable
from jury.conflicts.states import BARRED
from jury.shortlist.models import Letter, Proposal, Publication, ShortlistDecision
from jury.shortlist.states import DECIDED, Choice
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
    found = Proposal.objects.filter(~Exists(later), ~barred("juror__user", "candidate"), candidate__edition=edition)
    return found.select_related("juror__user").order_by("juror__user__name", "pk")


def own_proposals(seat: Seat, candidate: Candidate) -> QuerySet[Proposal]:
    """All that a person has ever proposed for a candidate, the newest first, whichever seat they sat on."""
    return Proposal.objects.filter(juror__user=seat.user_id, candidate=candidate).order_by("-revision")


def proposals_open_to(edition: Edition, seat: Seat) -> QuerySet[Proposal]:
    """What a person of the jury may read: of a candidate, the others' only after an own proposal; an organiser none."""
    if seat.role not in JURY or not may_see(seat.role, Thing.OTHERS_PROPOSALS, edition.phase):
        return proposals_of(edition).none()
    return proposals_of(edition).filter(_own(seat), candidate__in=readable(edition, seat))


def tally(proposals: Iterable[Proposal]) -> Tally:
    """How many proposed what, in the order of the choices."""
    counted = Counter(each.choice for each in proposals)
    return {choice.value: counted[choice] for choice in Choice}


def totals_open_to(edition: Edition, seat: Seat) -> dict[int, Tally]:
    """Candidate -> how many proposed what, for an organiser once the screening has closed; nothing before."""
    if seat.role != Role.ORGANISER or not may_see(seat.role, Thing.OTHERS_PROPOSALS, edition.phase):
        return {}
    allowed = set(readable(edition, seat).values_list("pk", flat=True))
    return {pk: found for pk, found in tallies(edition).items() if pk in allowed}


def _tallies(edition: Edition) -> dict[int, Tally]:
    by_candidate: dict[int, list[Proposal]] = {}
    for each in proposals_of(edition):
        by_candidate.setdefault(each.candidate_id, []).append(each)
    return {pk: tally(found) for pk, found in by_candidate.items()}


def tallies(edition: Edition) -> dict[int, Tally]:
    """For rules and the trail; what a seat may read of it is asked above."""
    by_candidate: dict[int, list[Proposal]] = {}
    for each in proposals_of(edition):
        by_candidate.setdefault(each.candidate_id, []).append(each)
    return {pk: tally(found) for pk, found in by_candidate.items()}


def given(edition: Edition) -> dict[int, int]:
    """Candidate -> how many have proposed, whatever they propose."""
    counted = proposals_of(edition).order_by().values_list("candidate").annotate(n=Count("pk"))
    return dict(counted.values_list("candidate", "n"))


def needed(candidate: Candidate) -> int:
    """Whose proposals shortlisting takes: the quorum, or everybody without a conflict where fewer are seated."""
    bound = Declaration.objects.filter(candidate=candidate, standing__in=BARRED).values("person")
    free = jury(candidate.edition).exclude(user__in=bound).values("user").order_by().distinct().count()
    return min(candidate.edition.quorum, free)


def all_needed(edition: Edition) -> dict[int, int]:
    """The same for every candidate who takes part."""
    people = set(jury(edition).values_list("user", flat=True))
    bound = Declaration.objects.filter(candidate__in=accepted(edition), person__in=people, standing__in=BARRED)
    barred = Counter(bound.values_list("candidate", flat=True))
    return {pk: min(edition.quorum, len(people) - barred[pk]) for pk in accepted(edition).values_list("pk", flat=True)}


# ---- decisions ------------------------------------------------------------------------------------------------------


def decisions_of(edition: Edition) -> QuerySet[ShortlistDecision]:
    """What is decided about those who take part."""
    found = ShortlistDecision.objects.filter(candidate__in=accepted(edition))
    return found.select_related("candidate", "decided_by__user")


def decisions_open_to(edition: Edition, seat: Seat) -> QuerySet[ShortlistDecision]:
    """What the chair wrote down, as this seat may know it: a juror proposes first, until all of it is published."""
    if seat.role != Role.JUROR or edition.phase != Phase.SCREENING:
        return decisions_of(edition)
    return decisions_of(edition).filter(_own(seat) | Exists(Publication.objects.filter(edition=edition)))


def decisions_known_to(edition: Edition, seat: Seat) -> list[tuple[ShortlistDecision, bool]]:
    """Every decision, and whether this seat may know it: for a number of them that tells nothing of one."""
    is_open = Exists(decisions_open_to(edition, seat).filter(pk=OuterRef("pk")))
    return [(each, bool(each.is_open)) for each in decisions_of(edition).annotate(is_open=is_open)]


def _own(seat: Seat) -> Exists:
    return Exists(Proposal.objects.filter(juror__user=seat.user_id, candidate=OuterRef("candidate")))


def decision_on(candidate: Candidate) -> ShortlistDecision | None:
    return ShortlistDecision.objects.filter(candidate=candidate).select_related("decided_by__user").first()


def earlier_decisions(candidate: Candidate) -> list[Entry]:
    """The lines of the trail on what was decided before and no longer stands, the newest first."""
    lines = trail(candidate.edition_id).filter(verb=DECIDED, facts__candidate=candidate.code)
    return list(lines)[1:]


def unsound(edition: Edition) -> dict[str, list[str]]:
    """Codes of decisions that lost what they rested on: the chair is bound since, or so many of the jury are."""
    asked, heard = all_needed(edition), given(edition)
    bound = decisions_of(edition).filter(barred("decided_by__user", "candidate"))
    listed = decisions_of(edition).filter(is_shortlisted=True)
    return {
        "chair": sorted(bound.values_list("candidate__code", flat=True)),
        "quorum": sorted(
            code for pk, code in listed.values_list("candidate", "candidate__code") if heard.get(pk, 0) < asked[pk]
        ),
    }


def undecided(edition: Edition) -> QuerySet[Candidate]:
    """The candidates who take part and have no decision yet, by name."""
    return accepted(edition).filter(~Exists(ShortlistDecision.objects.filter(candidate=OuterRef("pk"))))


def undecided_by(edition: Edition, chair: Seat) -> QuerySet[Candidate]:
    """Those of them this chair may decide on."""
    return undecided(edition).filter(pk__in=readable(edition, chair).values("pk")).select_related("edition")


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
        Leader.objects.filter(candidate__in=accepted(edition))
        .select_related("candidate__edition")
        .order_by("candidate__name", "candidate", "pk")
    )


def letters(edition: Edition) -> QuerySet[Letter]:
    """The letters to those who take part; whoever has withdrawn since is written to no more."""
    found = Letter.objects.filter(leader__candidate__in=accepted(edition))
    return found.select_related("leader__candidate__edition").order_by("pk")


def letters_open_to(edition: Edition, seat: Seat) -> QuerySet[Letter]:
    return letters(edition).filter(leader__candidate__in=readable(edition, seat))


def newcomers(edition: Edition) -> list[Leader]:
    """Leaders with an address who have no letter, for they were named after the publication."""
    if publication(edition) is None:
        return []
    written = Letter.objects.filter(leader=OuterRef("pk"))
    return list(addressees(edition).filter(~Exists(written)).exclude(email=""))


def untold(edition: Edition) -> list[Candidate]:
    """Candidates of whom somebody has no address: an organiser tells them."""
    silent = Leader.objects.filter(candidate=OuterRef("pk"), email="")
    nobody = ~Exists(Leader.objects.filter(candidate=OuterRef("pk")))
    return list(accepted(edition).filter(Exists(silent) | nobody))
