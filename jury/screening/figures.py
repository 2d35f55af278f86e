"""The three numbers on top of a dossier."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jury.charts.intervals import interval
from jury.screening.bands import LEVEL, band
from jury.screening.rows import interval_words
from jury.screening.sentences import agreement_words
from jury.screening.words import figure
from surveys.counting.results import Result


@dataclass(frozen=True)
class Figure:
    """A number, what stands under it, its drawing, and where the page on the numbers explains it."""

    label: str
    value: str
    words: str
    strip: SafeString
    anchor: str


def figures(result: Result, gate: int) -> Iterator[Figure]:
    """As many of the three as there are; why one is missing is said beside them."""
    if result.shortlist_index is not None:
        words = interval_words(result.low, result.high)
        strip = interval(result.shortlist_index, result.low, result.high, label=words)
        yield Figure(_("Shortlist index"), figure(result.shortlist_index), words, strip, "interval")
    if result.agreement is not None:
        words = agreement_words(result.agreement, result.baseline) or _("100: the leader answers as the team’s average")
        strip = interval(result.agreement, label=_("agreement %(n)s of 100") % {"n": figure(result.agreement)})
        anchor = "example" if result.baseline is None else "baseline"
        yield Figure(_("Agreement, leader and team"), figure(result.agreement), words, strip, anchor)
    if result.level is not None:
        words = _("%(word)s; gate at %(gate)s") % {"word": band(result.level, LEVEL).name, "gate": gate}
        label = _("level %(n)s of 100, gate at %(gate)s") % {"n": figure(result.level), "gate": gate}
        strip = interval(result.level, label=label, gate=gate)
        yield Figure(_("Level, as the team sees it"), figure(result.level), words, strip, "words")
