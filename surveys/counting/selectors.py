from award.editions.models import Edition
from nominations.candidates.models import Candidate
from surveys.ballots.models import Ticket
from surveys.counting.models import Count, Release
from surveys.counting.results import Result, Results


def release(edition: Edition) -> Release | None:
    return Release.objects.filter(edition=edition).first()


def results(edition: Edition) -> Results | None:
    """The released figures of all candidates by code, or None while nothing is released."""
    found = release(edition)
    return Results.of(found.payload, found.sha256) if found else None


def result_of(candidate: Candidate) -> Result | None:
    """What was released about one candidate."""
    found = results(candidate.edition)
    return found.by_code.get(candidate.code) if found else None


def is_released(edition: Edition) -> bool:
    return Release.objects.filter(edition=edition).exists()


def has_tickets(edition: Edition) -> bool:
    """Whether employees were ever given links: then their sealed ballots are this edition's survey."""
    return Ticket.objects.filter(candidate__edition=edition).exists()


def counted(edition: Edition) -> set[int]:
    """The candidates whose ballots are opened or destroyed already."""
    return set(Count.objects.filter(candidate__edition=edition).values_list("candidate", flat=True))
