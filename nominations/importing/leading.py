"""The rows of a table as candidates with their leaders, every fault by its line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.editions.registers import check_may_lead
from award.refusal import Refused
from award.tables.findings import Faults
from nominations.candidates.forms import ADDRESS
from nominations.candidates.models import Candidate
from nominations.candidates.rules import MOST_LEADERS, Named, check_code, check_named, check_names
from nominations.candidates.states import Kind
from nominations.candidates.wording import tidy
from nominations.importing import matching
from nominations.importing.columns import leader_field
from nominations.importing.matching import alike, quoted, told
from nominations.importing.reading import Row, Table
from nominations.importing.selectors import Known

AROUND = " ;,<>()\t"


@dataclass(frozen=True)
class CandidateRow:
    """A candidate as it would be made. Code, kind, language and leaders are empty where the file does not say them."""

    number: int
    code: str
    name: str
    title: str
    employer: str
    said_kind: str
    said_leaders: tuple[Named, ...]
    language: str

    @property
    def key(self) -> tuple[str, str]:
        return alike(self.name), alike(self.employer)

    @property
    def kind(self) -> str:
        return self.said_kind or (Kind.GROUP if len(self.said_leaders) > 1 else Kind.PERSON)

    @property
    def leaders(self) -> tuple[Named, ...]:
        """One leader alone needs no second naming."""
        alone: tuple[Named, ...] = ((self.name, ""),) if self.kind == Kind.PERSON else ()
        return self.said_leaders or alone

    @property
    def addresses(self) -> list[str]:
        return [address for _name, address in self.said_leaders if address]

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


def candidates_in(edition: Edition, table: Table, known: Known, faults: Faults) -> tuple[list[CandidateRow], int]:
    """Those to be made, and how many are there already exactly as the file has them."""
    kinds, languages = matching.kinds(), matching.languages()
    rows = [_read(row, kinds, languages, faults) for row in table.rows]
    _find_twice(rows, faults)
    new = [row for row in rows if not _is_there(row, known)]
    for row in new:
        _find_taken(row, known, faults)
    _find_barred(edition, new, faults)
    return new, len(rows) - len(new)


def _read(row: Row, kinds: dict[str, str], languages: dict[str, str], faults: Faults) -> CandidateRow:
    name, title, employer, code = (tidy(row[field]) for field in ("name", "title", "employer", "code"))
    told(faults, row.number, check_names, name, employer, title)
    if code:
        told(faults, row.number, check_code, code)
    read = CandidateRow(
        number=row.number,
        code=code,
        name=name,
        title=title,
        employer=employer,
        said_kind=told(faults, row.number, matching.chosen, row["kind"], kinds, Kind.labels),
        said_leaders=tuple(_leaders(row, name)),
        language=told(faults, row.number, matching.chosen, _short(row["language"]), languages, ("en", "nb", "da")),
    )
    told(faults, row.number, check_named, read.kind, read.said_leaders)
    return read


def _leaders(row: Row, candidate: str) -> list[Named]:
    """Those in one cell, parted by bars, and those who have columns of their own."""
    named = [_leader(part) for part in tidy(row["leaders"]).split("|") if part.strip()]
    for place in range(1, MOST_LEADERS + 1):
        name, address = (tidy(row[leader_field(place, is_name=is_name)]) for is_name in (True, False))
        if name or address:
            named.append((name or (candidate if place == 1 else ""), address.lower()))
    return named


def _leader(written: str) -> Named:
    """A name, and an address behind it if one is known; what is written where an address belongs must be one."""
    name, _sep, behind = written.partition(";")
    if behind.strip(AROUND) and "@" not in name:
        return name.strip(AROUND), behind.strip(AROUND).lower()
    addresses = ADDRESS.findall(written)
    return ADDRESS.sub("", written).strip(AROUND), " ".join(addresses).lower()


def _short(language: str) -> str:
    """“nb-NO” is “nb”; a word stays a word."""
    word = tidy(language)
    return word[:2] if word[2:3] in ("-", "_") else word


def _find_twice(rows: Sequence[CandidateRow], faults: Faults) -> None:
    keys, codes, addresses = dict[tuple[str, str], int](), dict[str, int](), dict[str, int]()
    for row in rows:
        if row.name and (first := keys.setdefault(row.key, row.number)) != row.number:
            faults.add(row.number, _("the same candidate as in line %(first)s.") % {"first": first})
        if row.code and (first := codes.setdefault(row.code, row.number)) != row.number:
            words = _("the code “%(code)s” stands in line %(first)s, too.")
            faults.add(row.number, words % {"code": quoted(row.code), "first": first})
        for address in set(row.addresses):
            if (first := addresses.setdefault(address, row.number)) != row.number:
                words = _("“%(address)s” leads in line %(first)s, too: every leader answers alone.")
                faults.add(row.number, words % {"address": quoted(address), "first": first})


def _is_there(row: CandidateRow, known: Known) -> bool:
    """Whether everything the file says of a candidate is what is stored."""
    stored = known.by_name.get(row.key)
    return stored is not None and not stored.merged_into_id and not _differences(row, stored, known)


def _differences(row: CandidateRow, stored: Candidate, known: Known) -> list[str]:
    named = {(alike(leader.name), leader.email) for leader in known.leaders.get(stored.pk, [])}
    pairs = {
        _("code"): (row.code, stored.code),
        _("title"): (alike(row.title), alike(stored.title)),
        _("kind"): (row.said_kind, stored.kind),
        _("language"): (row.language, stored.language),
    }
    found = [name for name, (said, here) in pairs.items() if said and said != here]
    told_leaders = {(alike(name), address) for name, address in row.said_leaders}
    return [*found, _("leaders")] if told_leaders and told_leaders != named else found


def _find_taken(row: CandidateRow, known: Known, faults: Faults) -> None:
    stored = known.by_name.get(row.key)
    if stored is not None:
        differs = ", ".join(_differences(row, stored, known)) or "–"
        words = _("this candidate is there already, as %(code)s; different in the file: %(what)s. Change it there.")
        faults.add(row.number, words % {"code": stored.code, "what": differs})
        return
    if row.code in known.by_code:
        words = _("the code “%(code)s” belongs to %(name)s.")
        faults.add(row.number, words % {"code": row.code, "name": known.by_code[row.code].name})
    for address in row.addresses:
        if address in known.addresses:
            of = known.addresses[address]
            words = _("%(email)s is already a leader of candidate %(code)s, %(name)s.")
            faults.add(row.number, words % {"email": quoted(address), "code": of.code, "name": of.name})


def _find_barred(edition: Edition, rows: Sequence[CandidateRow], faults: Faults) -> None:
    """Asked for the whole file at once; only if it is refused, line by line."""
    try:
        check_may_lead(edition, "", [address for row in rows for address in row.addresses])
    except Refused:
        for row in rows:
            told(faults, row.number, check_may_lead, edition, "", row.addresses)
