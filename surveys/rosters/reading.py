"""A roster as it comes: pasted, or as a file. It is taken whole or not at all, and every finding has a line number."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from award.accounts.rules import check_address
from award.language import CODES, SPOKEN_AS
from award.refusal import Refused
from award.tables.findings import Faults
from award.tables.reading import Limits, lines_of
from award.tables.reading import Line as Row

HEADINGS = {"email", "e-mail", "mail", "e-post", "epost", "address", "adresse", "e-postadresse"} | {
    *("e-mailadresse", "mailadresse", "e-mail address", "email address"),
}
SPEECH = {"language", "lang", "språk", "sprog"}  # headings of a column of languages
NAMED_AS = {"english": "en", "engelsk": "en", "danish": "da", "dansk": "da", "norwegian": "nb"} | dict.fromkeys(
    ("norsk", "bokmål", "nynorsk", "norsk-bokmål", "norsk-nynorsk"), "nb"
)
LONGEST_LINE = 330
MOST_LINES = 5000
LIMITS = Limits(rows=MOST_LINES, columns=60, bytes=5 * 1024 * 1024, unpacked=6 * 1024 * 1024)
ENOUGH = 5  # addresses of one domain from which the others look foreign
SHARED = {"info", "post", "mail", "kontakt", "contact", "support", "kundeservice", "kundesenter", "kundecenter"} | {
    *("service", "hr", "personal", "resepsjon", "reception", "team", "vakt", "firmapost", "hjelp", "help", "salg"),
    *("sales", "office", "kontor", "noreply", "no-reply", "postmaster", "admin"),
}
LIKE_A_CODE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
BETWEEN = re.compile(r"[\s<>;,\"()]+")  # what parts an address from all that may stand beside it
ADDRESSED = re.compile(r"[^<>]*<([^<>@\s]+@[^<>\s]+)>\s*")  # as mail programmes write a person


@dataclass(frozen=True)
class Line:
    number: int
    email: str
    language: str

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2].lower()


def read(text: str, *, language: str, barred: Collection[str]) -> list[Line]:
    """The addresses of a roster. `barred` may not stand on it: whoever is asked about, and whoever runs the award."""
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise Refused(
            _("A roster has at most %(most)s lines; these are %(n)s.") % {"most": MOST_LINES, "n": len(lines)}
        )
    found: list[Line] = []
    faults = Faults()
    first_seen: dict[str, int] = {}
    shut = {normalised(address) for address in barred}
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line or (number == 1 and any(cell.lower() in HEADINGS for cell in _parted(line))):
            continue
        try:
            read_line = _read_line(number, line, language)
            _check_not_barred(read_line.email, shut)
            _check_not_seen(read_line.email, first_seen, number)
        except Refused as no:
            faults.add(number, str(no))
        else:
            found.append(read_line)
    faults.check()
    return found


def doubts(lines: Sequence[Line], elsewhere: Mapping[str, str]) -> list[str]:
    """What may be right but should be looked at, line by line. `elsewhere`: mailboxes on rosters of other candidates.

    Nothing of it stops a roster: people work at two places, and some centres share a mailbox on purpose.
    """
    found = Faults()
    domains = Counter(line.domain for line in lines)
    usual, most = domains.most_common(1)[0] if domains else ("", 0)
    for line in lines:
        named = {"address": line.email, "usual": usual, "code": elsewhere.get(normalised(line.email), "")}
        if most >= ENOUGH and most > 2 * domains[line.domain] and not _is_within(line.domain, usual):
            found.add(line.number, _("“%(address)s” is not at %(usual)s, as most are.") % named)
        if line.email.partition("@")[0].lower() in SHARED:
            words = _("“%(address)s” looks like a mailbox that several people share: it can answer once.")
            found.add(line.number, words % named)
        if named["code"]:
            found.add(line.number, _("“%(address)s” stands on the roster about %(code)s, too.") % named)
    return found.told()


def normalised(address: str) -> str:
    """What two spellings of one mailbox have in common: case and `+alias` make no second person."""
    local, _at, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def as_text(source: bytes) -> str:
    """A file as it would have been pasted: one line for each of its own, so that a finding names the sender's line."""
    rows = lines_of(source, LIMITS)
    mail = _mail_column(rows)
    language = _language_column(rows, mail)
    lines = [""] * (rows[-1].number if rows else 0)
    for row in rows:
        spoken = "-".join(_cell(row, language).split()) if language is not None else ""  # one word: no name
        lines[row.number - 1] = "; ".join(cell for cell in (" ".join(_cell(row, mail).split()), spoken) if cell)
    return "\n".join(lines)


def _mail_column(rows: Sequence[Row]) -> int:
    """The column that is headed as one of addresses, or else the one that holds most of them."""
    headed = _headed(rows, HEADINGS)
    if headed is not None:
        return headed
    places = Counter(place for row in rows for place, cell in enumerate(row.cells) if "@" in cell)
    if not places:
        raise Refused(_("There is no e-mail address in this file."))
    return places.most_common(1)[0][0]


def _language_column(rows: Sequence[Row], mail: int) -> int | None:
    """The column that is headed as one of languages, or else one that holds little else, below whatever heading.

    A foreign word in it is a fault of its line: the language of all others must not be lost over it.
    """
    headed = _headed(rows, SPEECH)
    if headed is not None:
        return headed
    for place in range(max((len(row.cells) for row in rows), default=0)):
        cells = [cell for cell in (_cell(row, place) for row in rows[1:]) if cell]
        spoken = sum(1 for cell in cells if language_of(cell))
        if place != mail and 2 * spoken > len(cells) and "yes" not in map(str.lower, cells):  # “no” has two meanings
            return place
    return None


def _headed(rows: Sequence[Row], headings: Collection[str]) -> int | None:
    cells = rows[0].cells if rows else []
    return next((place for place, cell in enumerate(cells) if cell.strip().lower() in headings), None)


def _cell(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _parted(line: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.replace(";", ",").replace("\t", ",").rstrip(",").split(",")]


def _read_line(number: int, line: str, language: str) -> Line:
    if len(line) > LONGEST_LINE:
        raise Refused(_("longer than any address can be."))
    if len({normalised(word) for word in BETWEEN.split(line) if "@" in word}) > 1:
        raise Refused(_("there are several addresses. Put each on a line of its own."))
    cells = _parted(line)
    place = next((place for place, cell in enumerate(cells) if "@" in cell), 0)
    written = ADDRESSED.fullmatch(cells[place])
    address = written[1] if written else cells[place]
    try:
        check_address(address)
    except ValidationError as wrong:
        raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": address}) from wrong
    return Line(number, address, _spoken(cells[:place], cells[place + 1 :]) or language)


def _spoken(before: Sequence[str], behind: Sequence[str]) -> str:
    """The language among the other cells of a line, behind the address first; what else stands there are names.

    A single word where the language belongs, or what is written like one anywhere behind the address, is no name.
    """
    behind = [cell for cell in behind if cell]
    if found := _one_language(behind):
        return found
    alone = [cell for cell in behind if len(behind) == 1 and " " not in cell]
    strange = next((cell for cell in behind if cell in alone or LIKE_A_CODE.fullmatch(cell)), "")
    if strange:
        raise Refused(
            _("“%(language)s” is no language of the survey; write %(codes)s.")
            % {"language": strange, "codes": ", ".join(CODES)}
        )
    return _one_language(before)


def _one_language(cells: Sequence[str]) -> str:
    found = {language_of(cell) for cell in cells} - {""}
    if len(found) > 1:
        raise Refused(_("there are several languages. Leave one."))
    return next(iter(found), "")


def language_of(cell: str) -> str:
    """The language somebody meant by “nb”, “no”, “nb-NO” or “Norsk”; nothing if it is none of the survey's."""
    word = cell.strip().lower()
    short = re.split("[-_]", word)[0] if LIKE_A_CODE.fullmatch(word) else word
    spoken = SPOKEN_AS.get(short, NAMED_AS.get(short, short))
    return spoken if spoken in CODES else ""


def _check_not_barred(email: str, shut: Collection[str]) -> None:
    if normalised(email) in shut:
        raise Refused(
            _("“%(address)s” belongs to a leader of this candidate, its second contact or the award’s contact.")
            % {"address": email}
        )


def _check_not_seen(email: str, first_seen: dict[str, int], number: int) -> None:
    first = first_seen.setdefault(normalised(email), number)
    if first != number:
        raise Refused(_("“%(address)s” is the same mailbox as line %(first)s.") % {"address": email, "first": first})


def _is_within(domain: str, usual: str) -> bool:
    return domain == usual or domain.endswith(f".{usual}") or usual.endswith(f".{domain}")
