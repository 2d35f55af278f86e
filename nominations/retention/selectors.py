from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from award.editions.models import Edition
from nominations.intake.models import Nomination
from nominations.intake.selectors import nominations
from nominations.intake.states import TOLD, State
from nominations.intake.traces import ADDRESS
from nominations.retention.clocks import tell_by

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Untold:
    """Somebody who was nominated and is asked nothing: all nominations of one name at one employer."""

    nominations: tuple[Nomination, ...]

    @property
    def key(self) -> str:
        """One of them stands for all in addresses."""
        return self.nominations[0].pk

    @property
    def name(self) -> str:
        return self.nominations[0].name

    @property
    def employer(self) -> str:
        return self.nominations[0].employer

    @property
    def by(self) -> date:
        return min(tell_by(each.week) for each in self.nominations)

    @property
    def is_undecided(self) -> bool:
        return any(each.state != State.REJECTED for each in self.nominations)

    @cached_property
    def address(self) -> str:
        """Where a mail reaches them, if a nominator knew it."""
        found = (ADDRESS.fullmatch(each.contact) for each in self.nominations)
        return next((match.group().lower() for match in found if match), "")

    @property
    def nominated_by(self) -> list[object]:
        return words_for(self.nominations)


def words_for(chosen: Iterable[Nomination]) -> list[object]:
    """Who nominated, in the only words a nominee is told; never how many."""
    sources = {each.source for each in chosen}
    return list(dict.fromkeys(words for source, words in TOLD.items() if source in sources))


def untold_leaders(edition: Edition, today: date, veil: Collection[str] = ()) -> list[Untold]:
    """Of what the organisers may read: those who must be told or deleted, the most urgent first."""
    found: dict[tuple[str, str], list[Nomination]] = {}
    for each in nominations(edition, today, veil).filter(told_week="").exclude(state=State.ASSIGNED):
        found.setdefault(each.about, []).append(each)
    return sorted((Untold(tuple(group)) for group in found.values()), key=lambda each: (each.by, each.name))


def soon(leaders: Iterable[Untold], today: date) -> list[Untold]:
    """Those whose month ends within a fortnight."""
    return [each for each in leaders if each.by <= today + SOON]
