"""What is stored already, asked once for a whole file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from award.editions.models import Edition
from nominations.candidates.models import Candidate, Leader
from nominations.importing.matching import alike
from nominations.intake.selectors import nominations

Key = tuple[str, str, str]  # name, employer and reason of a nomination, as a reader compares them


def nomination_key(name: str, employer: str, reason: str) -> Key:
    return alike(name), alike(employer), alike(reason)


def nomination_keys(edition: Edition, today: date, veil: Collection[str]) -> set[Key]:
    """Of those this reader may read: whether somebody wrote something today is told to nobody."""
    stored = nominations(edition, today, veil).order_by().values_list("name", "employer", "reason")
    return {nomination_key(*words) for words in stored}


@dataclass(frozen=True)
class Known:
    """The candidates of an edition, by name and employer, and by code; and whose the leaders' addresses are."""

    by_name: dict[tuple[str, str], Candidate]
    by_code: dict[str, Candidate]
    leaders: dict[int, list[Leader]]
    addresses: dict[str, Candidate]


def known(edition: Edition) -> Known:
    everybody = {each.pk: each for each in Candidate.objects.filter(edition=edition)}
    leaders = dict[int, list[Leader]]()
    for leader in Leader.objects.filter(candidate__edition=edition).order_by("pk"):
        leaders.setdefault(leader.candidate_id, []).append(leader)
    return Known(
        by_name={(alike(each.name), alike(each.employer)): each for each in everybody.values()},
        by_code={each.code: each for each in everybody.values()},
        leaders=leaders,
        addresses={each.email: everybody[pk] for pk, named in leaders.items() for each in named if each.email},
    )
