"""Which candidate a file means by what it calls them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.tables.findings import Faults
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidates
from nominations.candidates.states import Consent
from nominations.candidates.wording import tidy
from surveys.importing.gathering import Rows


@dataclass(frozen=True)
class Known:
    """The candidates of an edition by code, by exact name, and by name as people spell it in a hurry."""

    by_code: Mapping[str, Candidate]
    by_name: Mapping[str, list[Candidate]]
    by_sound: Mapping[str, list[Candidate]]

    @classmethod
    def of(cls, edition: Edition) -> "Known":
        by_code: dict[str, Candidate] = {}
        by_name: dict[str, list[Candidate]] = {}
        by_sound: dict[str, list[Candidate]] = {}
        for each in candidates(edition):
            by_code[each.code] = each
            by_name.setdefault(each.name, []).append(each)
            for spelled in (each.code, each.name):
                by_sound.setdefault(loosely(spelled), []).append(each)
        return cls(by_code, by_name, by_sound)

    def called(self, name: str) -> list[Candidate]:
        """Those a code or an exact name means: one, or nobody, or several of one name."""
        return [self.by_code[name]] if name in self.by_code else self.by_name.get(name, [])

    def like(self, name: str) -> Candidate | None:
        """The one who differs from the name in nothing but capitals and blanks."""
        found = self.by_sound.get(loosely(name), [])
        return found[0] if len(found) == 1 else None


def loosely(name: str) -> str:
    return tidy(name).casefold()


def matched(
    edition: Edition, rows: Mapping[str, Rows], faults: Faults, create_candidates: bool
) -> dict[str, Candidate]:
    """The candidates a file speaks of; those it may not or cannot mean are faults."""
    known, found, new = Known.of(edition), dict[str, Candidate](), dict[str, str]()
    for name, its in rows.items():
        meant, like, said = known.called(name), known.like(name), {"name": name}
        if len(meant) > 1:
            faults.add(its.line, _("several candidates are called “%(name)s”: use their code.") % said)
        elif meant and meant[0].consent != Consent.ACCEPTED:
            faults.add(its.line, _("“%(name)s” has not agreed to take part.") % said)
        elif meant:
            found[name] = meant[0]
        elif like:
            said |= {"code": like.code, "like": like.name}
            faults.add(its.line, _("“%(name)s” is nobody; if %(code)s “%(like)s” is meant, write the code.") % said)
        elif create_candidates:
            said["like"] = new.setdefault(loosely(name), name)
            if said["like"] != name:
                faults.add(its.line, _("“%(name)s” and “%(like)s” would become two candidates: write one name.") % said)
        else:
            faults.add(its.line, _("there is no candidate “%(name)s”, neither by code nor by name.") % said)
    return found
