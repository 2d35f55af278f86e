"""What a file's answers would become: who is spoken of, in bands, and what should be looked at before it counts."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from award.tables.findings import Faults
from nominations.candidates.selectors import accepted, leading_in
from surveys.counting.measures import Terms
from surveys.counting.suppression import LARGE, SMALL, usable_answers
from surveys.importing.doubting import doubts_of_files, doubts_of_teams
from surveys.importing.forms import ColumnsForm, WordsForm
from surveys.importing.gathering import Columns, Rows, as_array, gather, joined
from surveys.importing.matching import matched
from surveys.importing.rules import check_has_employees
from surveys.importing.tables import Received, Table


@dataclass(frozen=True)
class TeamRow:
    code: str
    name: str
    employees: str  # a band of usable answers: the page of results will not say more either
    leaders: int
    too_many_leaders: bool
    is_new: bool


@dataclass(frozen=True)
class Preview:
    """`rows` is what would be counted; the rest is what the page says of it."""

    rows: Mapping[str, Rows]
    faults: Sequence[str]
    teams: Sequence[TeamRow]
    doubts: Sequence[str]
    columns: Sequence[tuple[str, str]]  # heading, and what it is taken for
    words: Sequence[tuple[str, str]]  # as it stands in the file, and what it is taken for
    left_out: Sequence[str]
    unused: Sequence[str]
    unsent: int
    dropped: int  # rows left out by the meaning of a word

    @property
    def seen(self) -> str:
        """A fingerprint of all that was shown: a tick holds for this and nothing else."""
        shown = [[asdict(team) for team in self.teams], list(self.doubts), self.columns, self.words]
        answers = {name: [its.employees, its.leaders] for name, its in self.rows.items()}
        return hashlib.sha256(json.dumps([shown, answers], sort_keys=True, default=str).encode()).hexdigest()


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
    teams = list[TeamRow]()
    if not told:
        by_code = joined({named[name].code if name in named else name: its} for name, its in rows.items())
        teams = _teams(edition, by_code, {name for name in rows if name not in named}, terms)
    unsent = sum(_unsent(table, its, words.unsent) for table, its in tables)
    counted = sum(its.given for its in rows.values())
    return Preview(
        rows=rows,
        faults=told,
        teams=teams,
        doubts=[*doubts_of_files(edition, files, columns, words), *doubts_of_teams(teams, terms.threshold)],
        columns=[pair for table, its in tables for pair in _taken_for(table, its, terms.items)],
        words=_read_as(words_form),
        left_out=[name for each in files for name in each.left_out],
        unused=[name for table, its in tables for name in _unused(table, its)],
        unsent=unsent,
        dropped=0 if told else sum(len(table.rows) for table, _its in tables) - unsent - counted,
    )


def _taken_for(table: Table, columns: Columns, items: Sequence[str]) -> list[tuple[str, str]]:
    places = [
        (columns.candidate, _("whom it is about")),
        (columns.respondent, _("who answered")),
        (columns.complete, _("whether it was sent")),
        *zip(columns.statements, items, strict=True),
    ]
    return [(table.header[place], meaning) for place, meaning in places if place is not None]


def _unused(table: Table, columns: Columns) -> list[str]:
    used = {columns.candidate, columns.respondent, columns.complete, *columns.statements}
    return [name for place, name in enumerate(table.header) if place not in used]


def _unsent(table: Table, columns: Columns, unsent: frozenset[str]) -> int:
    return 0 if columns.complete is None else sum(word in unsent for word in table.column(columns.complete))


def _read_as(form: WordsForm) -> list[tuple[str, str]]:
    """Every word and the choice that was made for it."""
    chosen = [(field, str(form.cleaned_data[field.name])) for _title, fields in form.groups for field in fields]
    return [
        (str(field.label), dict(field.field.choices)[said])  # type: ignore[attr-defined]  # every one is a choice
        for field, said in chosen
    ]


def _teams(edition: Edition, rows: Mapping[str, Rows], new: set[str], terms: Terms) -> list[TeamRow]:
    """Everybody who takes part, and those the file would make."""
    known, leading = [(each.code, each.name) for each in accepted(edition)], leading_in(edition)
    shown = [(code, name, False) for code, name in known] + [(name, name, True) for name in sorted(new)]
    found = [(code, name, rows.get(code, Rows(0)), is_new) for code, name, is_new in shown]
    return [
        TeamRow(
            code,
            name,
            band(len(usable_answers(as_array(its.employees, terms), terms.threshold)[1]), terms.threshold),
            len(its.leaders),
            not is_new and len(its.leaders) > max(1, leading.get(code, 0)),
            is_new,
        )
        for code, name, its, is_new in found
    ]


def band(n: int, threshold: int) -> str:
    """How many answered, as roughly as the release will say it; empty for too few."""
    if n < threshold:
        return ""
    return f"{threshold}–{SMALL - 1}" if n < SMALL else f"{SMALL}–{LARGE - 1}" if n < LARGE else f"{LARGE}+"
