"""The rows of a table as nominations, every fault by its line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.tables.findings import Faults
from nominations.candidates.states import Kind
from nominations.candidates.wording import tidy
from nominations.importing import matching
from nominations.importing.matching import told
from nominations.importing.reading import Row, Table
from nominations.importing.selectors import Key, nomination_key
from nominations.intake.rules import LONGEST, check_source, check_words, sources
from nominations.intake.states import Source

APART = re.compile(r"[;|]")


@dataclass(frozen=True)
class NominationRow:
    """A nomination as it would be stored, and the line it comes from."""

    number: int
    words: Mapping[str, str]
    traits: tuple[str, ...]
    trait_names: tuple[str, ...]
    source: str
    kind: str

    @property
    def key(self) -> Key:
        return nomination_key(self.words["name"], self.words["employer"], self.words["reason"])

    @property
    def source_label(self) -> str:
        return str(Source(self.source).label)

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


def nominations_in(edition: Edition, table: Table, faults: Faults) -> list[NominationRow]:
    """All of them as far as they can be read. Whoever brings them speaks for somebody else if no source is said."""
    read = _reader(edition, faults)
    rows = [read(row) for row in table.rows]
    first_seen = dict[Key, int]()
    for row in rows:
        first = first_seen.setdefault(row.key, row.number)
        if first != row.number and all(row.key):
            faults.add(row.number, _("the same nomination as in line %(first)s.") % {"first": first})
    return rows


def _reader(edition: Edition, faults: Faults) -> Callable[[Row], NominationRow]:
    kinds, froms, traits = matching.kinds(), matching.sources(), matching.traits(edition)
    allowed = [each.label for each in sources(edition)]
    names = {trait.code: str(trait.name) for trait in edition.content.traits}

    def read(row: Row) -> NominationRow:
        words = {field: tidy(row[field], lines=field == "reason") for field in LONGEST}
        for field, text in words.items():
            told(faults, row.number, check_words, {field: text})
        source = told(faults, row.number, matching.chosen, row["source"], froms, allowed)
        told(faults, row.number, check_source, edition, source or Source.OTHER)
        parts = _parts(row["traits"])
        picked = {told(faults, row.number, matching.chosen, part, traits, names.values()) for part in parts}
        kind = told(faults, row.number, matching.chosen, row["kind"], kinds, Kind.labels)
        return NominationRow(
            number=row.number,
            words=words,
            traits=tuple(code for code in names if code in picked),
            trait_names=tuple(name for code, name in names.items() if code in picked),
            source=source or Source.OTHER,
            kind=kind or Kind.PERSON,
        )

    return read


def _parts(cell: str) -> Sequence[str]:
    return APART.split(tidy(cell))
