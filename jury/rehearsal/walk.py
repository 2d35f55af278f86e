"""A synthetic edition walks through the real actions, the same functions that the forms call."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.utils import timezone

from award.accounts.actions import give_seat
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.actions import advance, change_rules, create_edition
from award.editions.models import Edition
from award.editions.states import ORDER, Phase
from award.refusal import Refused
from jury.rehearsal import cast
from jury.rehearsal.answers import Workplace, statement_levels, workplaces

if TYPE_CHECKING:
    from nominations.candidates.models import Candidate


SMALLEST_TEAM = 5  # the floor of every threshold
PAIR = 2  # observers of a visit


@dataclass(frozen=True)
class Size:
    """How large the rehearsal is."""

    candidates: int
    employees: int
    jurors: int
    finalists: int


@dataclass
class Walk:
    """Where the rehearsal stands: the edition, who plays in it, and what each workplace is truly like."""

    edition: Edition
    size: Size
    rng: np.random.Generator
    say: Callable[[str], None]
    organiser: Seat
    second_organiser: Seat
    jury: list[Seat]
    truth: list[Workplace]
    levels: list[dict[str, float]]
    receipts: list[str] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    count_code: str = ""
    candidates: "list[Candidate]" = field(default_factory=list)

    @property
    def chair(self) -> Seat:
        return self.jury[0]

    @property
    def today(self) -> date:
        return timezone.localdate()

    def move(self, to: Phase) -> None:
        self.edition = advance(self.edition, to, by=self.organiser)
        self.say(f"{self.edition.slug}: {to.label}")

    def quality(self, candidate: "Candidate") -> float:
        """How good the leadership truly is, on a share of 1; what jurors and observers sense of it."""
        place = self.truth[self.number(candidate)]
        return float(np.clip(place.level - abs(place.blind_spot), 0.2, 0.97))

    def number(self, candidate: "Candidate") -> int:
        return next(i for i, each in enumerate(self.candidates) if each.pk == candidate.pk)


def begin(slug: str, name: str, size: Size, *, seed: int, language: str, say: Callable[[str], None]) -> Walk:
    """The edition in set-up, with its organisers, its jury and rules that fit its size."""
    check_size(size)
    rng = np.random.default_rng(seed)
    edition = create_edition(slug=slug, name=name, contact="spor@samtaleprisen.example", language=language)
    seats = _seats(edition, size.jurors)
    change_rules(edition, _rules(size), by=seats[0])
    edition.refresh_from_db()
    items = [item.code for item in edition.content.survey.items]
    truth = workplaces(size.candidates, rng)
    return Walk(
        edition=edition,
        size=size,
        rng=rng,
        say=say,
        organiser=seats[0],
        second_organiser=seats[1],
        jury=seats[2:],
        truth=truth,
        levels=[statement_levels(place, items, rng) for place in truth],
    )


def check_size(size: Size) -> None:
    """Said before anything is made: a rehearsal that breaks off would leave half an edition behind."""
    if size.candidates < 1 or size.employees < SMALLEST_TEAM or size.jurors < PAIR or size.finalists < 1:
        raise Refused(
            f"A rehearsal needs at least 1 candidate, at least {SMALLEST_TEAM} employees each, "
            f"at least {PAIR} jurors and at least 1 finalist."
        )


def _seats(edition: Edition, jurors: int) -> list[Seat]:
    people = [(*cast.ORGANISER, "", Role.ORGANISER), (*cast.SECOND_ORGANISER, "", Role.ORGANISER)]
    people.append((*cast.CHAIR, Role.CHAIR))
    for number in range(jurors - 1):
        lap, place = divmod(number, len(cast.JURORS))
        name, address, bio = cast.JURORS[place]
        people.append(
            (f"{name} {lap + 1}", f"{lap + 1}.{address}", bio, Role.JUROR) if lap else (name, address, bio, Role.JUROR)
        )
    return [
        give_seat(edition=edition, name=name, email=address, bio=bio, role=role, by=None)
        for name, address, bio, role in people
    ]


def _rules(size: Size) -> dict[str, int]:
    """The rules of the house, but for a shortlist that leaves room for the finalists asked for."""
    one_in = next((n for n in (3, 2, 1) if size.candidates // n >= size.finalists), 1)
    return {
        "finalists": size.finalists,
        "shortlist_one_in": one_in,
        "shortlist_size": max(12, size.finalists),
        "quorum": min(3, size.jurors),
    }


def dates(walk: Walk) -> list[tuple[Phase, date, date]]:
    """A calendar in which today lies in the running phase: three weeks each, the running one half over."""
    here = ORDER.index(Phase(walk.edition.phase))
    return [
        (phase, start, start + timedelta(days=20))
        for place, phase in enumerate(ORDER)
        if phase != Phase.SETUP
        for start in [walk.today + timedelta(days=21 * (place - here) - 10)]
    ]
