from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from award.editions.models import Edition
from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.intake.models import Nomination
from nominations.intake.selectors import candidate_of, nominations
from nominations.intake.states import TOLD, State
from nominations.intake.traces import ADDRESS
from nominations.retention.clocks import KNOWS, tell_by

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Untold:
    """Somebody who was nominated and was asked nothing: a candidate, or all nominations of one name at one employer."""

    nominations: tuple[Nomination, ...]
    candidate: Candidate | None
    may_be_asked: bool  # people still nominate, and candidates are asked

    @property
    def key(self) -> str:
        """One of them stands for all in addresses."""
        return self.nominations[0].pk

    @property
    def name(self) -> str:
        return (self.candidate or self.nominations[0]).name

    @property
    def employer(self) -> str:
        return (self.candidate or self.nominations[0]).employer

    @property
    def by(self) -> date:
        return min(tell_by(each.week) for each in self.nominations)

    @property
    def is_undecided(self) -> bool:
        return any(each.state != State.REJECTED for each in self.nominations)

    @cached_property
    def address(self) -> str:
        """Where a mail reaches them, if a nominator knew it. Candidates get the one that asks them, and no other."""
        if self.candidate:
            return ""
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
    found: dict[tuple[str, ...], list[Nomination]] = {}
    for each in nominations(edition, today, veil).filter(told_week="").exclude(KNOWS):
        found.setdefault(whom(each), []).append(each)
    may_ask = edition.phase == Phase.NOMINATIONS
    leaders = [Untold(tuple(group), candidate_of(group[0]), may_ask) for group in found.values()]
    return sorted(leaders, key=lambda each: (each.by, each.name))


def whom(nomination: Nomination) -> tuple[str, ...]:
    """Whom it nominates: a candidate if it was made one, else the name and employer that stand in it."""
    candidate = candidate_of(nomination)
    return (candidate.code,) if candidate else nomination.about


def soon(leaders: Iterable[Untold], today: date) -> list[Untold]:
    """Those whose month ends within a fortnight."""
    return [each for each in leaders if each.by <= today + SOON]
