from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.accounts.selectors import seats
from award.audit.models import ACTED, Entry
from award.audit.selectors import trail
from award.editions.models import Edition
from award.editions.registers import Gate, Honour, Signpost, gates, honours, signposts, veiled
from award.editions.selectors import windows
from award.editions.states import MOVES, ORDER, Phase
from award.refusal import Refused


@dataclass(frozen=True)
class Step:
    """A phase on the horizon: done, now or next."""

    phase: Phase
    state: str
    dates: str

    @property
    def name(self) -> Any:
        return self.phase.label


def timeline(edition: Edition) -> list[Step]:
    """The phases people live through; set-up is the organisers' own."""
    dated, here = windows(edition), ORDER.index(Phase(edition.phase))
    return [
        Step(
            phase,
            "now" if place == here else "done" if place < here else "next",
            dates_of(dated.get(phase)),
        )
        for place, phase in enumerate(ORDER)
        if phase != Phase.SETUP
    ]


def dates_of(window: Any) -> str:
    if window is None:
        return ""
    days = [window.opens_on, timezone.localtime(window.closes_at).date() if window.closes_at else None]
    return " – ".join(_short(day) for day in dict.fromkeys(days) if day)


def _short(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")


def reachable(edition: Edition, roles: Iterable[str]) -> list[Signpost]:
    """The signposts somebody with these roles may follow now; without roles, the public ones."""
    mine = set(roles)
    return [post for post in signposts if edition.phase in post.phases and (not post.roles or post.roles & mine)]


def last_winner(edition: Edition) -> Honour | None:
    """Who won last before this edition, if somebody may be named."""
    found = (honour for register in honours for honour in register() if honour.edition.pk < edition.pk)
    return max(found, key=lambda honour: honour.edition.pk, default=None)


def navigation(request: HttpRequest, edition: Edition, seat: Seat | None) -> list[dict[str, Any]]:
    """The links in the bar. On public pages only public ones, so that nobody's seat is asked for there."""
    roles = {seat.role} if seat else set()
    posts = [post for post in reachable(edition, roles) if bool(post.roles) == bool(seat)]
    links = [{"label": post.label, "url": reverse(post.url_name, args=[edition.slug])} for post in posts]
    return [{**link, "is_here": link["url"] == request.path} for link in links]


def tasks(edition: Edition, seat: Seat) -> list[dict[str, Any]]:
    """What this seat can do now, with a sentence on how it stands."""
    return [
        {
            "label": post.label,
            "url": reverse(post.url_name, args=[edition.slug]),
            "note": post.note(edition, seat) if post.note else "",
        }
        for post in reachable(edition, {seat.role})
        if post.roles and not post.url_name.startswith("award:")
    ]


@dataclass(frozen=True)
class GateState:
    gate: Gate
    is_open: bool
    words: str
    url: str


def gates_ahead(edition: Edition) -> tuple[Phase | None, list[GateState]]:
    """The next phase and what stands before it."""
    to = MOVES.get(Phase(edition.phase))
    return to, [_state(gate, edition) for gate in gates if gate.phase == to]


def _state(gate: Gate, edition: Edition) -> GateState:
    url = reverse(gate.url_name, args=[edition.slug]) if gate.url_name else ""
    try:
        gate.check(edition)
    except Refused as no:
        return GateState(gate, False, str(no), url)
    return GateState(gate, True, "", url)


def entries(edition: Edition) -> QuerySet[Entry]:
    return trail(edition.pk)


def named(edition: Edition, lines: Iterable[Entry], reader: Seat) -> list[dict[str, Any]]:
    """Lines of the trail with the names behind the seats, as they are called today.

    Of a line about somebody the reader is bound to only the code is left.
    """
    names, veil = {seat.pk: str(seat.user) for seat in seats(edition)}, veiled(edition, reader)
    return [
        {"at": line.at, "who": _who(line, names), "verb": line.verb, "facts": _told(line.facts, veil)} for line in lines
    ]


def _who(line: Entry, names: dict[int, str]) -> str:
    """The person behind the seat; the part of somebody who has none; nobody's, if it was the command line."""
    if line.seat is not None:
        return names.get(line.seat) or _("Somebody whose seat was taken back")
    part = line.facts.get(ACTED)
    return _(part) if part else ""


def _told(facts: dict[str, Any], veil: set[str]) -> dict[str, Any]:
    code = facts.get("candidate")
    return {"candidate": code} if code in veil else {name: fact for name, fact in facts.items() if name != ACTED}
