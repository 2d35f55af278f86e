"""What the ground needs of the floors above it: they register here, by name, when the application starts."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from award.editions.states import Phase

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from award.accounts.models import Seat
    from award.editions.models import Edition


@dataclass(frozen=True)
class Gate:
    """May this phase begin? The check refuses in words, or returns facts for the audit line of the move."""

    phase: Phase
    label: "str | _StrPromise"
    check: Callable[["Edition"], dict[str, Any]]
    url_name: str = ""  # where it is mended; takes the edition's slug


@dataclass(frozen=True)
class Signpost:
    """A page somebody may want next: navigation, desks and the landing page are built from these."""

    url_name: str
    label: "str | _StrPromise"
    roles: frozenset[str] = frozenset()  # empty: everybody
    phases: frozenset[Phase] = frozenset(Phase)
    note: Callable[["Edition", "Seat"], "str | _StrPromise"] | None = None  # how it stands, said on the desk


@dataclass(frozen=True)
class Clock:
    """What `purge` deletes, and when: due on a day of this edition, or not yet (None).

    The label is kept as it is written and translated when it is shown.
    """

    label: str
    due_on: Callable[["Edition"], date | None]
    purge: Callable[["Edition"], int]


@dataclass(frozen=True)
class Deletion:
    """What a clock of an edition deleted: how much, and since when it was due. `failure` says why it could not."""

    edition: str
    what: str
    number: int
    due_on: date
    failure: str = ""


@dataclass(frozen=True)
class Honour:
    """Who won an edition, as the public may read it, and where."""

    edition: "Edition"
    name: str
    employer: str
    citation: str
    url_name: str  # takes the edition's slug


gates: list[Gate] = []
signposts: list[Signpost] = []
clocks: list[Clock] = []
veils: list[Callable[["Edition", "Seat"], set[str]]] = []
honours: list[Callable[[], list[Honour]]] = []  # of all announced editions, the newest first
kept_longer: list[Callable[["Edition"], set[str]]] = []
objections: list[Callable[["Edition", str, Collection[str]], None]] = []


def check_may_lead(edition: "Edition", code: str, addresses: Collection[str]) -> None:
    """May these be the addresses of a candidate's leaders? A floor that knows them in another part refuses in words."""
    for object_to in objections:
        object_to(edition, code, addresses)


def codes_kept_longer(edition: "Edition") -> set[str]:
    """The codes of candidates about whom more is kept after the award than about others: those who came far in it."""
    return {code for register in kept_longer for code in register(edition)}


def veiled(edition: "Edition", seat: "Seat") -> set[str]:
    """The codes of those about whom this person reads nothing, whichever seat they come with."""
    return {code for veil in veils for code in veil(edition, seat)}


def signpost(
    url_name: str,
    label: "str | _StrPromise",
    *,
    roles: Iterable[str] = (),
    phases: Iterable[Phase] = tuple(Phase),
    note: Callable[["Edition", "Seat"], "str | _StrPromise"] | None = None,
) -> None:
    signposts.append(Signpost(url_name, label, frozenset(roles), frozenset(phases), note))
