"""Pasted addresses, read line by line: a roster is taken whole or not at all, and every fault has a line number."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.accounts.rules import check_address
from award.language import CODES, SPOKEN_AS
from award.refusal import Refused

HEADINGS = {"email", "e-mail", "mail", "e-post", "epost", "address", "adresse"}
LONGEST_LINE = 330
MOST_LINES = 5000
FAULTS_SHOWN = 30


@dataclass(frozen=True)
class Line:
    email: str
    language: str


def read(text: str, *, language: str, barred: Collection[str]) -> list[Line]:
    """The addresses of a roster. `barred` may not stand on it: whoever is asked about, and whoever runs the award."""
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise Refused(
            _("A roster has at most %(most)s lines; these are %(n)s.") % {"most": MOST_LINES, "n": len(lines)}
        )
    found: list[Line] = []
    faults: list[str] = []
    first_seen: dict[str, int] = {}
    shut = {normalised(address) for address in barred}
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line or (number == 1 and line.replace(";", ",").split(",")[0].strip().lower() in HEADINGS):
            continue
        try:
            read_line = _read_line(line, language)
            _check_not_barred(read_line.email, shut)
            _check_not_seen(read_line.email, first_seen, number)
        except Refused as no:
            faults.append(_("Line %(number)s: %(fault)s") % {"number": number, "fault": no})
        else:
            found.append(read_line)
    if faults:
        raise Refused("\n".join([*faults[:FAULTS_SHOWN], *_more(len(faults) - FAULTS_SHOWN)]))
    return found


def normalised(address: str) -> str:
    """What two spellings of one mailbox have in common: case and `+alias` make no second person."""
    local, _at, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _read_line(line: str, language: str) -> Line:
    if len(line) > LONGEST_LINE:
        raise Refused(_("longer than any address can be."))
    cells = [cell.strip().strip('"') for cell in line.replace(";", ",").replace("\t", ",").rstrip(",").split(",")]
    if len(cells) > 2:
        raise Refused(_("“%(line)s” has more than an address and a language.") % {"line": line})
    try:
        check_address(cells[0])
    except ValidationError as wrong:
        raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": cells[0]}) from wrong
    spoken = cells[1].lower() if len(cells) == 2 else language
    spoken = SPOKEN_AS.get(spoken, spoken)
    if spoken not in CODES:
        raise Refused(
            _("“%(language)s” is no language of the survey; write %(codes)s.")
            % {"language": cells[1], "codes": ", ".join(CODES)}
        )
    return Line(cells[0], spoken)


def _check_not_barred(email: str, shut: Collection[str]) -> None:
    if normalised(email) in shut:
        raise Refused(
            _("“%(address)s” belongs to a leader of this candidate or to the award’s contact.") % {"address": email}
        )


def _check_not_seen(email: str, first_seen: dict[str, int], number: int) -> None:
    first = first_seen.setdefault(normalised(email), number)
    if first != number:
        raise Refused(_("“%(address)s” is the same mailbox as line %(first)s.") % {"address": email, "first": first})


def _more(n: int) -> list[str]:
    return [ngettext("and %(n)s more line.", "and %(n)s more lines.", n) % {"n": n}] if n > 0 else []
