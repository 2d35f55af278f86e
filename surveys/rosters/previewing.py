"""A roster as it would be stored: what an organiser or the second contact reads before anything is."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from award.editions.rules import canonical
from award.language import LANGUAGES_SHOWN
from nominations.candidates.models import Candidate
from surveys.rosters.reading import Line, doubts, read
from surveys.rosters.rules import check_large_enough
from surveys.rosters.selectors import barred, elsewhere, roster, sheets


@dataclass(frozen=True)
class Preview:
    """How many would be asked, in which languages and at which domains, and what should be looked at first."""

    size: int
    sheets: int
    is_small: bool
    is_same: bool
    replaces: int  # how many stand on the roster that it would take the place of
    languages: list[tuple[str, int]]
    domains: list[tuple[str, int]]
    doubts: list[str]
    lines: list[tuple[str, str]]  # address and language

    @property
    def total(self) -> int:
        return self.size + self.sheets

    @property
    def fingerprint(self) -> str:
        """Of all that somebody looks at: what was looked at is stored, and nothing that became different since."""
        seen = [self.lines, self.sheets, self.replaces, self.doubts]
        return hashlib.sha256(canonical(seen)).hexdigest()


def preview(candidate: Candidate, text: str, *, on_paper: int = 0, names_others: bool) -> Preview:
    """Refused, line by line, if it could not be stored. `names_others`: whether other teams may be spoken of."""
    edition = candidate.edition
    lines = read(text, language=candidate.language, barred=barred(candidate))
    is_same = is_stored(candidate, lines)
    paper = max(on_paper, sheets(edition).get(candidate.code, 0))
    check_large_enough(edition, len(lines) + paper)
    spoken, domains = Counter(line.language for line in lines), Counter(line.domain for line in lines)
    return Preview(
        size=len(lines),
        sheets=paper,
        is_small=len(lines) + paper < edition.roster_warning,
        is_same=is_same,
        replaces=0 if is_same else roster(candidate).count(),
        languages=[(name, spoken[code]) for code, name in LANGUAGES_SHOWN if spoken[code]],
        domains=domains.most_common(),
        doubts=doubts(lines, elsewhere(candidate) if names_others else {}),
        lines=[(line.email, line.language) for line in lines],
    )


def is_stored(candidate: Candidate, lines: Sequence[Line]) -> bool:
    """Whether exactly these addresses, in these languages, stand on the roster already."""
    return {(line.email, line.language) for line in lines} == set(roster(candidate).values_list("email", "language"))
