"""The organiser's view of the numbers as a whole, every figure as it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.charts.stacks import classes, stacks
from jury.conflicts.selectors import readable, released_to
from jury.numbers.forms import WeightsForm
from jury.numbers.moves import Hold, Move, Moves, doubled, holds, moves
from jury.numbers.spread import follows, frame
from jury.screening.words import NONE
from jury.shortlist.selectors import places
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.counting.results import Result


@dataclass(frozen=True)
class Pile:
    """How one figure is distributed: the drawing, and the same as classes with their numbers."""

    name: str
    drawing: SafeString
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Change:
    """Somebody who would enter or leave the places, or stands near the last one."""

    name: str
    code: str
    before: str
    after: str = ""
    words: str = ""


@dataclass(frozen=True)
class Panel:
    ranked: int
    places: int
    follows: tuple[tuple[str, str], ...]
    reading: str
    piles: tuple[Pile, ...]
    doubled: tuple["Tried", ...]
    holds: tuple[Change, ...]
    check: str


@dataclass(frozen=True)
class Tried:
    """What other weights would do: those typed, or an area counting double."""

    entering: tuple[Change, ...]
    leaving: tuple[Change, ...]
    unknown: tuple[str, ...]
    area: str = ""


class Ground:
    """What both halves of the panel are reckoned from: the ranked whom this seat may read, and the places there are."""

    def __init__(self, edition: Edition, seat: Seat, ranked: Sequence[Result]) -> None:
        self.edition, self.ranked = edition, ranked
        self.named = {each.code: each for each in readable(edition, seat)}
        self.places = places(edition, accepted(edition).count())
        self.areas = [area.code for area in edition.content.survey.areas]

    @classmethod
    def of(cls, edition: Edition, seat: Seat) -> "Ground | None":
        """None until the release."""
        released = released_to(edition, seat)
        if released is None:
            return None
        return cls(edition, seat, [each for each in released.candidates if each.is_ranked])

    def candidate(self, code: str) -> Candidate:
        return self.named[code]


def panel(ground: Ground) -> Panel:
    edition, ranked = ground.edition, ground.ranked
    found = follows(ranked)
    return Panel(
        ranked=found.n,
        places=ground.places,
        follows=(
            (_("Index and agreement"), correlation(found.agreement)),
            (_("Index and level"), correlation(found.level)),
        ),
        reading=reading(found.agreement, found.level),
        piles=tuple(_piles(ranked, edition)),
        doubled=_doubled(ground),
        holds=tuple(_hold(ground, each) for each in holds(ranked, ground.areas, ground.places)),
        check=_check(ground),
    )


def tried(ground: Ground, form: WeightsForm) -> Tried:
    return _tried(ground, moves(ground.ranked, ground.areas, form.weights, ground.places))


def _doubled(ground: Ground) -> tuple[Tried, ...]:
    names = {area.code: str(area.name) for area in ground.edition.content.survey.areas}
    found = doubled(ground.ranked, ground.areas, ground.edition.area_weights, ground.places)
    return tuple(_tried(ground, moved, names[code]) for code, moved in found.items())


def _tried(ground: Ground, found: Moves, area: str = "") -> Tried:
    return Tried(
        entering=tuple(_change(ground, each) for each in found.entering),
        leaving=tuple(_change(ground, each) for each in found.leaving),
        unknown=tuple(ground.candidate(code).name for code in found.unknown),
        area=area,
    )


def reading(agreement: float | None, level: float | None) -> str:
    """Which of the two the order owes more to, in a sentence."""
    if agreement is None or level is None:
        return _("It cannot be said which of the two the index follows: that takes three candidates who differ.")
    if abs(agreement - level) < 0.1:
        return _("The index follows agreement and level about equally.")
    if agreement > level:
        return _("The index follows agreement more than level: this year candidates differ more in agreement.")
    return _("The index follows level more than agreement: this year candidates differ more in level.")


def correlation(r: float | None) -> str:
    """Two decimals as a correlation is written, or that there is none."""
    if r is None:
        return _("cannot be said")
    return f"{r:.2f}".replace("-", "−").replace(".", get_format("DECIMAL_SEPARATOR"))


def _piles(ranked: Sequence[Result], edition: Edition) -> list[Pile]:
    table = frame(ranked)
    names = {"shortlist_index": _("Shortlist index"), "agreement": _("Agreement"), "level": _("Level")}
    piles = []
    for column, name in names.items():
        values = table[column].dropna().tolist()
        rows = tuple((f"{low}–{high}", n) for low, high, n in classes(values))
        label = _("%(name)s: %(rows)s") % {
            "name": name,
            "rows": ", ".join(_("%(n)s at %(span)s") % {"n": n, "span": span} for span, n in rows),
        }
        gate = edition.level_gate if column == "level" else None
        piles.append(Pile(name, stacks(values, label=label, gate=gate), rows))
    return piles


def _hold(ground: Ground, hold: Hold) -> Change:
    candidate = ground.candidate(hold.code)
    within = NONE if hold.share is None else _("%(n)s %%") % {"n": round(100 * hold.share)}
    side = _("within") if hold.place <= ground.places else _("outside")
    return Change(candidate.name, candidate.code, str(hold.place), side, within)


def _change(ground: Ground, move: Move) -> Change:
    candidate = ground.candidate(move.code)
    return Change(candidate.name, candidate.code, str(move.before), str(move.after))


def _check(ground: Ground) -> str:
    """How near the approximation comes: the award's own weights, reckoned in the same way."""
    found = moves(ground.ranked, ground.areas, ground.edition.area_weights, ground.places)
    wrong = len(found.entering) + len(found.leaving)
    if not wrong:
        return _("Reckoned in this way with the award’s own weights, the same candidates are within the places.")
    return ngettext(
        "Reckoned in this way with the award’s own weights, %(n)s candidate would be on the other side of the last "
        "place than in the release: it is no more exact than that.",
        "Reckoned in this way with the award’s own weights, %(n)s candidates would be on the other side of the last "
        "place than in the release: it is no more exact than that.",
        wrong,
    ) % {"n": wrong}
