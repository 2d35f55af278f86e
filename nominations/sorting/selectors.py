from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.editions.models import Edition
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidates
from nominations.intake.models import Nomination
from nominations.intake.selectors import candidate_of, nominations, nominations_of
from nominations.intake.states import State
from nominations.sorting.likeness import Named, groups

STATES = (State.WAITING, State.ASSIGNED, State.HELD, State.REJECTED)
MARK = ":"  # before the code of a candidate among the keys of nominations
OPEN = {State.WAITING, State.HELD}  # those for whom a likeness is looked for


@dataclass(frozen=True)
class Row:
    """As much of a nomination as the list is chosen and ordered by."""

    key: str
    state: str
    kind: str
    name: str
    title: str
    employer: str
    week: str
    source: str
    is_changed: bool
    is_unproven: bool


MOST_COMPARED = 2000  # open ones; with more the list goes without suggestions
COLUMNS = ("pk", *list(Row.__dataclass_fields__)[1:])


@dataclass(frozen=True)
class Suggestion:
    """Nominations that may speak of the same leader, and candidates who may be that leader."""

    keys: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.keys[0]


def rows(edition: Edition, today: date, veil: Collection[str]) -> list[Row]:
    return [Row(*values) for values in nominations(edition, today, veil).order_by().values_list(*COLUMNS)]


def known(edition: Edition, veil: Collection[str]) -> list[Named]:
    """The candidates as far as this reader may compare with them, by code."""
    columns = ("code", "kind", "name", "title", "employer")
    return [Named(*each) for each in candidates(edition).exclude(code__in=veil).values_list(*columns)]


def suggestions(among: Iterable[Row], candidates: Iterable[Named]) -> list[Suggestion]:
    """Made of what this reader may see, and of nothing else. Nothing is put together without a person."""
    named = [Named(each.key, each.kind, each.name, each.title, each.employer) for each in among if _is_compared(each)]
    marked = [replace(each, key=f"{MARK}{each.key}") for each in candidates] if named else []
    if len(named) > MOST_COMPARED:
        return []
    made = []
    for group in groups([*named, *marked]):
        keys = tuple(key for key in group if not key.startswith(MARK))
        codes = tuple(key.removeprefix(MARK) for key in group if key.startswith(MARK))
        made += [Suggestion(keys, codes)] if keys else []
    return made


def _is_compared(row: Row) -> bool:
    """What came unchecked is looked at by a person first: a flood must not drown the others."""
    return row.state in OPEN and not row.is_unproven


def may_be(chosen: Sequence[Nomination], candidates: Sequence[Named]) -> list[str]:
    """The codes of candidates of whom these nominations may speak."""
    named = [Named(each.pk, each.kind, each.name, each.title, each.employer) for each in chosen]
    marked = [replace(each, key=f"{MARK}{each.key}") for each in candidates]
    keys = {each.pk for each in chosen}
    found = [group for group in groups([*named, *marked]) if keys & set(group)]
    return [key.removeprefix(MARK) for group in found for key in group if key.startswith(MARK)]


def twins(candidate: Candidate, candidates: Iterable[Named]) -> list[str]:
    """The codes of other candidates who may be the same leader."""
    found = (group for group in groups(candidates) if candidate.code in group)
    return [code for group in found for code in group if code != candidate.code]


def ticked(edition: Edition, keys: Iterable[str], today: date, veil: Collection[str]) -> list[Nomination]:
    """The nominations behind the ticks, as far as this reader may see them."""
    wanted = {key for key in keys if "\0" not in key}
    return list(nominations(edition, today, veil).filter(pk__in=wanted))


def left_empty(chosen: Sequence[Nomination]) -> list[Candidate]:
    """Candidates to whom no nomination would belong any more if these were taken back."""
    keys = [each.pk for each in chosen]
    standing = {candidate for each in chosen if (candidate := candidate_of(each))}
    ordered = sorted(standing, key=lambda each: each.code)
    return [each for each in ordered if not nominations_of(each).exclude(pk__in=keys).exists()]


def merged_into(candidate: Candidate) -> list[Candidate]:
    return list(candidate.merged.order_by("code"))


def labels() -> dict[str, str]:
    return dict(zip(STATES, (_("Waiting"), _("Taken up"), _("Held"), _("Not taken up")), strict=True))


def waiting_words(number: int) -> str:
    """How it stands, in a sentence: how many wait."""
    if not number:
        return _("All that came in up to yesterday is read. What comes today stands here tomorrow.")
    told = ngettext("%(n)s waits for you.", "%(n)s wait for you.", number) % {"n": number}
    return told + " " + _("What comes today stands here tomorrow.")
