"""What may be right but must be looked at before a file counts: every guess that could be wrong without a fault."""

import math
from collections.abc import Iterator, Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.content.reading import Points
from award.editions.models import Edition
from surveys.importing.gathering import CANDIDATE, LEFT_OUT, RESPONDENT, Columns, Words
from surveys.importing.guessing import WHOLE, by_number, column_of_respondents, is_coded, naming
from surveys.importing.matching import Known
from surveys.importing.tables import Received


class Team(Protocol):
    """A team as the last look shows it."""

    @property
    def name(self) -> str: ...
    @property
    def employees(self) -> str: ...
    @property
    def leaders(self) -> int: ...
    @property
    def too_many_leaders(self) -> bool: ...
    @property
    def is_new(self) -> bool: ...


def doubts_of_files(
    edition: Edition, files: Sequence[Received], columns: Sequence[Columns], words: Words
) -> Iterator[str]:
    for each, its in zip(files, columns, strict=True):
        yield from _of_columns(edition, each, its)
    for name in dict.fromkeys(name for each in files for name in each.mails):
        yield _(
            "The column “%(name)s” holds e-mail addresses. It was left out; but whoever made this file knows who "
            "answered what. Ask for one without."
        ) % {"name": name}
    if len(files) > 1 and column_of_respondents(files[1].table, columns[1].statements) is not None:
        yield _(
            "The leaders’ own file says in a column who answered: every row of it is taken for a leader’s own answer."
        )
    if not all(_is_own_form(edition, each) for each in files):
        yield from _of_points(words, edition.content.survey.scale)
    for word, code in words.names.items():
        if code not in (LEFT_OUT, word):
            yield _("“%(word)s” is taken for the candidate %(code)s.") % {"word": word, "code": code}


def doubts_of_teams(teams: Sequence[Team], threshold: int) -> Iterator[str]:
    few, silent = [team.name for team in teams if not team.employees], [team.name for team in teams if not team.leaders]
    if teams and len(few) == len(teams):
        yield _("No team has enough usable answers: there would be no results at all, once and for all.")
    elif few:
        yield ngettext(
            "Fewer than %(threshold)s usable answers of employees about %(names)s: nothing of it will be kept.",
            "Fewer than %(threshold)s usable answers of employees about each of: %(names)s. "
            "Nothing of it will be kept.",
            len(few),
        ) % {"threshold": threshold, "names": ", ".join(few)}
    if silent:
        yield ngettext(
            "%(names)s has not answered as a leader: agreement cannot be measured.",
            "These have not answered as leaders: %(names)s. Their agreement cannot be measured.",
            len(silent),
        ) % {"names": ", ".join(silent)}
    if many := [team.name for team in teams if team.too_many_leaders]:
        yield _("More own answers than leaders are known here: %(names)s. Their mean is compared with the team.") % {
            "names": ", ".join(many)
        }
    if made := [team.name for team in teams if team.is_new]:
        yield ngettext(
            "%(names)s becomes a new candidate who takes part.",
            "These become new candidates who take part: %(names)s.",
            len(made),
        ) % {"names": ", ".join(made)}


def _of_columns(edition: Edition, file: Received, columns: Columns) -> Iterator[str]:
    survey, table = edition.content.survey, file.table
    if file.second_heading:
        yield ngettext(
            "%(n)s line below the header was taken for more of it and left out.",
            "%(n)s lines below the header were taken for more of it and left out.",
            file.second_heading,
        ) % {"n": file.second_heading}
    if missing := [item.code for item, place in zip(survey.items, columns.statements, strict=True) if place is None]:
        yield _("Not asked in this file: %(codes)s.") % {"codes": ", ".join(missing)}
    if by_number(table, columns.statements, survey):
        yield _(
            "Statements were found by their number in the survey tool (SQ001 …), not by a code or the wording. Compare "
            "them one by one: the tool may have had another order."
        )
    used = [columns.candidate, columns.respondent, columns.complete, *columns.statements]
    for name in naming(table, Known.of(edition), used):
        yield _("The column “%(name)s” names leaders, too; it was not used.") % {"name": name}
    gaps = [
        name
        for place, name in enumerate(table.header)
        if place not in used and table.values(place) == ["x"] and not all(table.column(place))
    ]
    for name in gaps:
        yield _("The column of times “%(name)s” is empty in some rows: perhaps these responses were never sent.") % {
            "name": name
        }


def _is_own_form(edition: Edition, file: Received) -> bool:
    """Whether every column is called as the award calls it: then numbers mean what the award says they mean."""
    return set(file.table.header) == {CANDIDATE, RESPONDENT, *(item.code for item in edition.content.survey.items)}


def _of_points(words: Words, scale: Points) -> Iterator[str]:
    points = {word: point for word, point in words.points.items() if word and not math.isnan(point)}
    ends = {"low": _called(scale, scale.low), "high": _called(scale, scale.high)}
    if codes := [word for word in points if is_coded(word)]:
        yield _(
            "%(codes)s are codes of the survey tool: look above at what they were taken for. "
            "Tools may count from the other end."
        ) % {"codes": ", ".join(codes)}
    if any(WHOLE.fullmatch(word) for word in points):
        yield _("The numbers are taken as they stand: from %(low)s to %(high)s. Was it so in the survey tool?") % ends
    if points and not {scale.low, scale.high} <= set(points.values()):
        yield (
            _("Nobody chose one of the ends of the scale, %(low)s or %(high)s: does the count begin elsewhere?") % ends
        )


def _called(scale: Points, point: int) -> str:
    return f"{point} {scale.labels.get(point, '')}".strip()
