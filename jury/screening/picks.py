"""The traits that leader and team chose to describe the leader, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.content.reading import Content
from jury.screening.words import SHARES
from surveys.counting.results import Picked, Picks, Result
from surveys.counting.suppression import FEW


@dataclass(frozen=True)
class PickRow:
    """A trait: whether the leader chose it, and its place or how many of the team did, in words."""

    name: str
    by_leader: bool
    team: str
    by_both: bool  # as far as the team's choice is shown


@dataclass(frozen=True)
class PicksRead:
    question: str
    rows: tuple[PickRow, ...]
    states: tuple[str, ...]  # what is missing on either side, and why


def picks_read(result: Result, content: Content) -> Iterator[PicksRead]:
    questions = {question.code: str(question.leader) for question in content.survey.open_questions}
    for each in result.picks:
        if not each.leader and not each.team:
            yield PicksRead(questions.get(each.code, each.code), (), (_("No choice of either side is shown."),))
            continue
        chosen = {picked.trait: picked for picked in each.team}
        rows = [
            PickRow(
                str(trait.name),
                trait.code in each.leader,
                _team(chosen.get(trait.code), has_any=bool(chosen)),
                trait.code in each.leader and _is_chosen(chosen.get(trait.code)),
            )
            for trait in content.traits
        ]
        yield PicksRead(questions.get(each.code, each.code), tuple(rows), tuple(_states(each)))


def _team(picked: Picked | None, *, has_any: bool) -> str:
    if picked is None:
        return _("not among the first three places") if has_any else _("not shown")
    return _("place %(n)s") % {"n": picked.place} if picked.place else str(SHARES[picked.share])


def _is_chosen(picked: Picked | None) -> bool:
    return picked is not None and bool(picked.place or picked.share != FEW)


def _states(each: Picks) -> Iterator[str]:
    if not each.leader:
        yield _("The leader chose none.")
    if not each.team:
        yield _("Too few of the team chose for anything to be shown.")
    elif any(picked.place for picked in each.team):
        yield _("Of a team below ten only the first three places are shown; traits chosen equally often share a place.")
