import json
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast

from award.editions.models import Edition
from nominations.candidates.models import Candidate
from surveys.counting.models import Count, Release
from surveys.counting.results import Result, Results
from surveys.counting.states import Origin


def release(edition: Edition) -> Release | None:
    return Release.objects.filter(edition=edition).first()


def results(edition: Edition) -> Results | None:
    """The released figures of all candidates by code, or None while nothing is released."""
    found = (
        Release.objects.filter(edition=edition)
        .annotate(written=Cast("payload", TextField()))
        .values_list("written", "sha256")
        .first()
    )
    return _read(*found) if found else None


@lru_cache(maxsize=4)
def _read(payload: str, sha256: str) -> Results:
    """Reading a release costs more than fetching it, and what is written never changes: the same text is read once."""
    return Results.of(json.loads(payload), sha256)


def result_of(candidate: Candidate) -> Result | None:
    """What was released about one candidate."""
    found = results(candidate.edition)
    return found.by_code.get(candidate.code) if found else None


def is_released(edition: Edition) -> bool:
    return Release.objects.filter(edition=edition).exists()


def is_imported(edition: Edition) -> bool:
    """Whether what was released was answered elsewhere."""
    return Release.objects.filter(edition=edition, origin=Origin.IMPORTED).exists()


def counted(edition: Edition) -> set[int]:
    """The candidates whose ballots are opened or destroyed already."""
    return set(Count.objects.filter(candidate__edition=edition).values_list("candidate", flat=True))


@dataclass(frozen=True)
class Summary:
    """What may be said of a release in one line: how many teams it shows, how many it keeps silent about."""

    counted: int
    too_few: int
    origin: str
    sha256: str

    @property
    def is_imported(self) -> bool:
        return self.origin == Origin.IMPORTED


def summary(edition: Edition) -> Summary | None:
    found = results(edition)
    if found is None:
        return None
    shown = sum(each.is_counted for each in found.candidates)
    return Summary(shown, len(found.candidates) - shown, found.origin, found.sha256)
