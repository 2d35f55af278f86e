"""What a careful reader should know of a candidate's numbers: only what is true of them, and where more is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jury.screening.gaps import distance
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import leaders
from nominations.candidates.states import Consent, Kind
from surveys.counting.results import Result, Results
from surveys.counting.states import Origin

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# the headings of the page that explains the numbers
EXPLAINED = {
    "baseline": gettext_lazy("What any leader would get"),
    "beside": gettext_lazy("Consensus, cautious index, expected rank"),
    "cannot": gettext_lazy("What the numbers cannot say"),
    "interval": gettext_lazy("How sure that is"),
    "withheld": gettext_lazy("What is withheld, and why"),
    "words": gettext_lazy("Bands, categories and flags"),
}


@dataclass(frozen=True)
class Caveat:
    text: str
    anchor: str = ""

    @property
    def more(self) -> "_StrPromise | str":
        return EXPLAINED.get(self.anchor, "")


def caveats(result: Result, released: Results, candidate: Candidate) -> Iterator[Caveat]:
    yield Caveat(_("A team and a leader can agree that things are bad: read agreement and level together."), "cannot")
    yield from _size(result)
    yield from _withheld(result, released)
    yield from _baseline(result)
    if candidate.kind == Kind.GROUP:
        yield Caveat(_group(result, candidate))
    if released.origin == Origin.IMPORTED:
        yield Caveat(_("These answers were collected elsewhere and imported: how many were invited is not known here."))


def coverage(result: Result) -> str:
    """How many of the statements stand behind the numbers."""
    if not result.items:
        return _("Single statements are not part of this release.")
    shown = sum(item.team is not None for item in result.items)
    compared = sum(distance(item) is not None for item in result.items)
    return _("Statements shown: %(shown)s of %(all)s; compared with the leader’s answer: %(compared)s.") % {
        "shown": shown,
        "all": len(result.items),
        "compared": compared,
    }


def _size(result: Result) -> Iterator[Caveat]:
    if result.size_band == "5-9":
        words = _(
            "Fewer than ten answered. Means are shown to the half point, and near an end of the scale as “≤” or “≥”; "
            "areas are reckoned from that, so that no single answer can be read from them. The three figures on top "
            "are exact."
        )
        yield Caveat(words, "withheld")
    if result.size_band in ("5-9", "10-19"):
        words = _(
            "Small teams read lower: about 3 points of agreement with five answers, hardly any with forty. "
            "This is not corrected."
        )
        yield Caveat(words, "cannot")


def _withheld(result: Result, released: Results) -> Iterator[Caveat]:
    if result.size_band != "5-9" and any(item.team_sign for item in result.items):
        words = _(
            "A statement that fewer than ten answered is shown to the half point, and near an end of the scale as “≤” "
            "or “≥”."
        )
        yield Caveat(words, "withheld")
    if result.size_band == "10-19":
        yield Caveat(_("How the team’s answers to a single statement spread is shown from twenty on."), "withheld")
    if any(item.team is None for item in result.items):
        words = _(
            "A statement marked “–” was answered by fewer than %(n)s of the team and counts nowhere; or, in a team "
            "below ten, its answers could have been worked out."
        )
        yield Caveat(words % {"n": released.threshold}, "withheld")


def _baseline(result: Result) -> Iterator[Caveat]:
    if result.agreement is None:
        return
    if result.baseline is None:
        words = _(
            "What any leader would get is not known here: it takes other teams, and a release that holds it. So no "
            "word is put to agreement."
        )
    else:
        words = _(
            "“What any leader would get” is the agreement of this leader’s answers with the other teams, on average. "
            "The words for agreement and level are our own conventions."
        )
    yield Caveat(words, "baseline")


def _group(result: Result, candidate: Candidate) -> str:
    """Whose answers stand for a group: all its leaders', some of theirs, or one's."""
    if not any(item.own is not None for item in result.items):
        return _("This is a group of leaders; none of them has a self-assessment here.")
    given, taking_part = _answering(result), leaders(candidate).filter(consent=Consent.ACCEPTED).count()
    if given is None or given >= taking_part:
        return _("This is a group of leaders: their side is the mean of their answers.")
    return ngettext(
        "This is a group of %(leaders)s leaders. %(n)s of them has given a self-assessment, and it stands for all.",
        "This is a group of %(leaders)s leaders. %(n)s of them have given a self-assessment, and their side is the "
        "mean of those.",
        given,
    ) % {"leaders": taking_part, "n": given}


def _answering(result: Result) -> int | None:
    """How many of a group's leaders have assessed themselves; None of a release that does not hold them one by one."""
    if not any("leaders" in item for item in result.source["items"]):
        return None
    return max(len(item.leaders) for item in result.items) or 1
