"""What a file's answers would become: who is spoken of, in bands, and what should be looked at before it counts."""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.editions.models import Edition
from award.refusal import Refused
from award.tables.findings import Faults
from nominations.candidates.selectors import accepted
from surveys.counting.measures import Terms
from surveys.counting.suppression import LARGE, SMALL
from surveys.importing.forms import ColumnsForm, WordsForm
from surveys.importing.gathering import LEFT_OUT, Columns, Rows, gather, joined
from surveys.importing.guessing import is_coded
from surveys.importing.matching import matched
from surveys.importing.rules import check_has_employees
from surveys.importing.tables import Received


@dataclass(frozen=True)
class TeamRow:
    code: str
    name: str
    employees: str  # a band: the page of results will not say more either
    leaders: int
    is_new: bool


@dataclass(frozen=True)
class Preview:
    """`rows` is what would be counted; the rest is what the page says of it."""

    rows: Mapping[str, Rows]
    faults: Sequence[str]
    teams: Sequence[TeamRow]
    doubts: Sequence[str]
    left_out: Sequence[str]
    words: Sequence[tuple[str, str]]  # as it stands in the file, and what it is taken for
    unused: Sequence[str]
    unfinished: int

    @property
    def seen(self) -> str:
        """A fingerprint of all that was shown: a tick holds for this and nothing else."""
        shown = [[asdict(team) for team in self.teams], list(self.doubts), list(self.unused)]
        answers = {name: [its.employees, its.leaders] for name, its in self.rows.items()}
        return hashlib.sha256(json.dumps([shown, answers], sort_keys=True).encode()).hexdigest()


def preview(edition: Edition, files: Sequence[Received], columns_form: ColumnsForm, words_form: WordsForm) -> Preview:
    terms, faults, columns = Terms.of(edition), Faults(), columns_form.columns()
    words = words_form.words()
    tables = list(zip([each.table for each in files], columns, strict=True))
    rows = joined(gather(table, its, words, terms, faults) for table, its in tables)
    named = matched(edition, rows, faults, create_candidates=words_form.makes_candidates)
    told = faults.told()
    try:
        check_has_employees(rows.values())
    except Refused as no:
        told.append(str(no))
    unused = [
        table.header[place] for table, its in tables for place in range(len(table.header)) if place not in _used(its)
    ]
    teams = list[TeamRow]()
    if not told:
        by_code = joined({named[name].code if name in named else name: its} for name, its in rows.items())
        teams = _teams(edition, by_code, new={name for name in rows if name not in named}, threshold=terms.threshold)
    return Preview(
        rows=rows,
        faults=told,
        teams=teams,
        doubts=[*_doubts(edition, files, columns, words_form), *_doubts_of_teams(teams, terms.threshold)],
        left_out=[name for each in files for name in each.left_out],
        words=_read_as(words_form),
        unused=unused,
        unfinished=sum(
            not sent for table, its in tables if its.complete is not None for sent in table.column(its.complete)
        ),
    )


def _read_as(form: WordsForm) -> list[tuple[str, str]]:
    """Every word and the choice that was made for it."""
    chosen = [(field, str(form.cleaned_data[field.name])) for _title, fields in form.groups for field in fields]
    return [(str(field.label), dict(field.field.choices)[said]) for field, said in chosen]  # type: ignore[attr-defined]


def _used(columns: Columns) -> set[int | None]:
    return {columns.candidate, columns.respondent, columns.complete, *columns.statements}


def _teams(edition: Edition, rows: Mapping[str, Rows], *, new: set[str], threshold: int) -> list[TeamRow]:
    """Everybody who takes part, and those the file would make."""
    known = [(each.code, each.name) for each in accepted(edition)]
    shown = [(code, name, False) for code, name in known] + [(name, name, True) for name in sorted(new)]
    found = [(code, name, rows.get(code, Rows(0)), is_new) for code, name, is_new in shown]
    return [
        TeamRow(code, name, band(len(its.employees), threshold), len(its.leaders), is_new)
        for code, name, its, is_new in found
    ]


def band(n: int, threshold: int) -> str:
    """How many answered, as roughly as the release will say it; empty for too few."""
    if n < threshold:
        return ""
    return f"{threshold}–{SMALL - 1}" if n < SMALL else f"{SMALL}–{LARGE - 1}" if n < LARGE else f"{LARGE}+"


def _doubts(edition: Edition, files: Sequence[Received], columns: Sequence[Columns], words: WordsForm) -> Iterator[str]:
    for name in dict.fromkeys(name for each in files for name in each.mails):
        yield _(
            "The column “%(name)s” holds e-mail addresses. It was left out; but whoever made this file knows who "
            "answered what. Ask for one without."
        ) % {"name": name}
    items = edition.content.survey.items
    for each in columns:
        if missing := [item.code for item, place in zip(items, each.statements, strict=True) if place is None]:
            yield _("Not asked in this file: %(codes)s.") % {"codes": ", ".join(missing)}
    meant = words.words()
    if codes := [word for word, point in meant.points.items() if is_coded(word) and not math.isnan(point)]:
        yield _(
            "%(codes)s are codes of the survey tool: look above at what they were taken for. "
            "Tools may count from the other end."
        ) % {"codes": ", ".join(codes)}
    for word, code in meant.names.items():
        if code != LEFT_OUT:
            yield _("“%(word)s” is taken for the candidate %(code)s.") % {"word": word, "code": code}


def _doubts_of_teams(teams: Sequence[TeamRow], threshold: int) -> Iterator[str]:
    few, silent = [team.name for team in teams if not team.employees], [team.name for team in teams if not team.leaders]
    if few:
        yield ngettext(
            "Fewer than %(threshold)s employees answered about %(names)s: nothing of it will be kept.",
            "Fewer than %(threshold)s employees answered about each of these: %(names)s. Nothing of it will be kept.",
            len(few),
        ) % {"threshold": threshold, "names": ", ".join(few)}
    if silent:
        yield ngettext(
            "%(names)s has not answered as a leader: agreement cannot be measured.",
            "These have not answered as leaders: %(names)s. Their agreement cannot be measured.",
            len(silent),
        ) % {"names": ", ".join(silent)}
    if made := [team.name for team in teams if team.is_new]:
        yield ngettext(
            "%(names)s becomes a new candidate who takes part.",
            "These become new candidates who take part: %(names)s.",
            len(made),
        ) % {"names": ", ".join(made)}
