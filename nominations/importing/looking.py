"""What a table would become: read by an organiser before anything is stored."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.editions.rules import canonical
from award.tables.findings import Faults
from award.tables.reading import Line
from nominations.importing.columns import COLUMNS
from nominations.importing.leading import CandidateRow, candidates_in
from nominations.importing.nominated import NominationRow, nominations_in
from nominations.importing.reading import Table, table_of
from nominations.importing.selectors import known, nomination_keys
from nominations.importing.states import What

SHOWN = 5


@dataclass(frozen=True)
class Look:
    """A table without a fault: what is new in it, what is there already, and what must be looked at first."""

    what: str
    columns: Sequence[tuple[str, str]]  # heading, and what it is taken for
    left_out: Sequence[str]
    nominations: Sequence[NominationRow] = ()
    candidates: Sequence[CandidateRow] = ()
    there: int = 0  # candidates who are there already
    again: Collection[int] = field(default_factory=frozenset)  # lines of nominations that stand here already
    doubts: Sequence[str] = ()

    @property
    def size(self) -> int:
        return len(self.nominations) or len(self.candidates)

    @property
    def first(self) -> Sequence[NominationRow | CandidateRow]:
        return [*self.nominations[:SHOWN], *self.candidates[:SHOWN]]

    @property
    def more(self) -> int:
        return self.size - len(self.first)

    @property
    def fingerprint(self) -> str:
        """Of all that somebody looks at: what was looked at is stored, and nothing that became different since."""
        rows = [*map(asdict, self.nominations), *map(asdict, self.candidates)]
        seen = [self.what, self.columns, self.left_out, rows, self.there, sorted(self.again)]
        return hashlib.sha256(canonical(seen)).hexdigest()


def look_at(edition: Edition, what: str, lines: Sequence[Line], *, today: date, veil: Collection[str] = ()) -> Look:
    """Refused, line by line, if it could not be stored. `veil`: candidates of whom this person reads nothing."""
    table, faults = table_of(lines, what), Faults()
    columns = _taken_for(table, what)
    if what == What.CANDIDATES:
        new, there = candidates_in(edition, table, known(edition), faults)
        faults.check()
        return Look(what, columns, table.left_out, candidates=new, there=there)
    rows = nominations_in(edition, table, faults)
    faults.check()
    again = repeated(edition, rows, today=today, veil=veil)
    return Look(what, columns, table.left_out, nominations=rows, again=again, doubts=_doubts(rows, again))


def repeated(edition: Edition, rows: Sequence[NominationRow], *, today: date, veil: Collection[str]) -> frozenset[int]:
    """The lines of nominations that stand here already, word for word."""
    keys = nomination_keys(edition, today, veil)
    return frozenset(row.number for row in rows if row.key in keys)


def _doubts(rows: Sequence[NominationRow], again: Collection[int]) -> list[str]:
    found = Faults()
    for row in rows:
        if row.number in again:
            words = _("this nomination of %(name)s stands here already, word for word.")
            found.add(row.number, words % {"name": row.words["name"]})
    return found.told()


def _taken_for(table: Table, what: str) -> list[tuple[str, str]]:
    ours = {column.field: column.heading for column in COLUMNS[what]}
    return [(heading, ours.get(field, _("leaders"))) for heading, field in table.columns]
