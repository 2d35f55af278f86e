"""Which candidates somebody of the jury may read about: the one question every page, average and export asks first."""

from django.db.models import Exists, OuterRef, QuerySet

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase
from jury.conflicts.models import Declaration
from jury.conflicts.states import BARRED, READING
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
    return found and found.among(set(readable(edition, seat).values_list("code", flat=True)))


def shows_names(edition: Edition, seat: Seat) -> bool:
    """Whether this seat reads names and employers, or codes in their place until round two."""
    return seat.role == Role.ORGANISER or not edition.blind_screening or edition.phase != Phase.SCREENING


def called(candidate: Candidate, seat: Seat) -> str:
    """What this seat reads in place of a candidate: the name, or the code while names are hidden."""
    return candidate.name if shows_names(candidate.edition, seat) else candidate.code
