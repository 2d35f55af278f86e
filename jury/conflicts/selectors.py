"""Which candidates somebody of the jury may read about: the one question every page, average and export asks first."""

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from award.accounts.models import Seat, User
from award.accounts.selectors import jury
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase
from jury.conflicts.models import Declaration
from jury.conflicts.narrowing import narrowed
from jury.conflicts.states import BARRED, READING, Standing
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.counting.results import Results
from surveys.counting.selectors import results


def readable(edition: Edition, seat: Seat) -> QuerySet[Candidate]:
    """The candidates who take part and whom this seat may read about.

    The jury reads of those it has declared no tie to, or a tie that was waived. An organiser reads of all, but for
    those they are barred from as a person of the jury.
    """
    own = Declaration.objects.filter(person=seat.user_id, candidate=OuterRef("pk"))
    if seat.role == Role.ORGANISER:
        return accepted(edition).filter(~Exists(own.filter(standing__in=BARRED)))
    return accepted(edition).filter(Exists(own.filter(standing__in=READING)))


def undeclared(edition: Edition, seat: Seat) -> QuerySet[Candidate]:
    """The candidates a person of the jury has not spoken of yet, by name."""
    return accepted(edition).filter(~Exists(Declaration.objects.filter(person=seat.user_id, candidate=OuterRef("pk"))))


def released_to(edition: Edition, seat: Seat) -> Results | None:
    """The release as far as this seat may read it: nobody else is in a row, a rank or an average of it."""
    found = results(edition)
    return found and narrowed(found, frozenset(readable(edition, seat).values_list("code", flat=True)), edition)


def shows_names(edition: Edition, seat: Seat) -> bool:
    """Whether this seat reads names and employers, or codes in their place until round two."""
    return seat.role == Role.ORGANISER or not edition.blind_screening or edition.phase != Phase.SCREENING


def called(candidate: Candidate, seat: Seat) -> str:
    """What this seat reads in place of a candidate: the name, or the code while names are hidden."""
    return candidate.name if shows_names(candidate.edition, seat) else candidate.code


def barred(person: str, candidate: str) -> Exists:
    """Whether a person, named by a column of a row, is bound to its candidate: what they gave there does not count."""
    own = Declaration.objects.filter(person=OuterRef(person), candidate=OuterRef(candidate))
    return Exists(own.filter(standing__in=BARRED))


def barred_from_any(person: str, candidates: QuerySet[Candidate]) -> Exists:
    """Whether a person, named by a column of a row, is bound to any of these candidates."""
    return Exists(Declaration.objects.filter(person=OuterRef(person), candidate__in=candidates, standing__in=BARRED))


def kept_from(edition: Edition, seat: Seat) -> set[str]:
    """The codes of those this person is bound to, whichever seat they come with: a veil of the ground."""
    own = Declaration.objects.filter(person=seat.user_id, candidate__edition=edition, standing__in=BARRED)
    return set(own.values_list("candidate__code", flat=True))


def is_barred(person_id: int, candidates: QuerySet[Candidate]) -> bool:
    """Whether a person is bound to any of these candidates."""
    found = Declaration.objects.filter(person=person_id, candidate__in=candidates, standing__in=BARRED)
    return found.exists()


def unbound(edition: Edition, candidates: QuerySet[Candidate]) -> set[int]:
    """The people of the jury whom nothing binds to any of these candidates."""
    bound = Declaration.objects.filter(candidate__in=candidates, standing__in=BARRED).values_list("person", flat=True)
    return people(edition) - set(bound)


def unbound_each(edition: Edition, candidates: Collection[Candidate]) -> dict[int, set[int]]:
    """For each of these candidates the people of the jury whom nothing binds to this one."""
    everyone = people(edition)
    ties = Declaration.objects.filter(candidate__in=candidates, standing__in=BARRED)
    bound = set(ties.values_list("candidate", "person"))
    return {each.pk: {person for person in everyone if (each.pk, person) not in bound} for each in candidates}


def people(edition: Edition) -> set[int]:
    return set(jury(edition).values_list("user", flat=True))


def declarations(edition: Edition) -> QuerySet[Declaration]:
    """What the jury has said of those who take part, by person and name."""
    found = Declaration.objects.filter(candidate__in=accepted(edition))
    return found.select_related("person", "candidate", "settled_by__user").order_by(
        "person__name", "candidate__name", "candidate__employer"
    )


def own_declarations(edition: Edition, seat: Seat) -> QuerySet[Declaration]:
    return declarations(edition).filter(person=seat.user_id)


def chairs(edition: Edition) -> set[int]:
    return set(edition.seats.filter(role=Role.CHAIR).values_list("user", flat=True))


def settled_by(edition: Edition, seat: Seat) -> QuerySet[Declaration]:
    """The ties this seat settles: the chair those of the jurors, an organiser those of a chair and what no chair may.

    Nobody settles their own, nor who reads about a candidate they are bound to themselves.
    """
    here = Declaration.objects.filter(candidate=OuterRef("candidate"), standing__in=BARRED)
    ties = declarations(edition).filter(~Q(standing=Standing.NONE), ~Exists(here.filter(person=seat.user_id)))
    ties = ties.exclude(person=seat.user_id)
    seated = chairs(edition)
    if seat.role == Role.CHAIR:
        return ties.exclude(person__in=seated)
    bound = here.filter(person__in=seated).values("candidate").annotate(n=Count("person")).values("n")
    no_chair = Q(bound_chairs__gte=len(seated))
    return ties.annotate(bound_chairs=Coalesce(Subquery(bound), 0)).filter(Q(person__in=seated) | no_chair)


def people_of(edition: Edition) -> list[User]:
    """The people of the jury, once each, by name."""
    return sorted({seat.user for seat in jury(edition)}, key=str)
