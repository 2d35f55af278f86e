"""What the figures of a release are called, and what each means, in a sentence a juror can act on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.formats import get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from award.editions.models import Edition
from surveys.counting.results import Result

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NONE = "–"


@dataclass(frozen=True)
class Word:
    """A state as sign and word, and the sentence behind it."""

    sign: str
    name: "str | _StrPromise"
    meaning: "str | _StrPromise"
    badge: str = "info"


CATEGORIES = {
    "over_estimator": Word(
        "▲",
        gettext_lazy("leader above team"),
        gettext_lazy("On average the leader answers higher than the team, by more than an eighth of the scale."),
    ),
    "under_estimator": Word(
        "▼",
        gettext_lazy("leader below team"),
        gettext_lazy("On average the leader answers lower than the team, by more than an eighth of the scale."),
    ),
    "mixed": Word(
        "■",
        gettext_lazy("mixed"),
        gettext_lazy("The leader answers higher here and lower there; on average the two cancel out."),
    ),
    "in_agreement_good": Word(
        "●",
        gettext_lazy("in agreement, good"),
        gettext_lazy("Leader and team answer alike on average, and the team’s level is 50 or more."),
    ),
    "in_agreement_poor": Word(
        "○",
        gettext_lazy("in agreement, poor"),
        gettext_lazy("Leader and team answer alike on average, and both see it: the team’s level is below 50."),
    ),
}
FLAGS = {
    "below_gate": Word(
        "!",
        gettext_lazy("level below the gate"),
        gettext_lazy("Shortlisting this candidate needs a written reason, and the report prints it."),
        "warn",
    ),
    "polarised_team": Word(
        "!",
        gettext_lazy("divided team"),
        gettext_lazy("The team’s answers are more split than chance would make them: the mean speaks for few."),
        "warn",
    ),
    "weak_consensus": Word(
        "◇",
        gettext_lazy("weak consensus"),
        gettext_lazy("The team’s answers lie far from their mean, by more than a sixth of the options on average."),
    ),
    "interval_not_estimable": Word(
        "◇",
        gettext_lazy("no interval"),
        gettext_lazy("Leaving out anybody changes nothing, so that nothing can be said of how sure the index is."),
    ),
    "many_missing": Word(
        "◇",
        gettext_lazy("many gaps"),
        gettext_lazy("More than 30 per cent of the team’s answers are “don’t know” or empty."),
    ),
    "constant_self_rating": Word(
        "!",
        gettext_lazy("one answer throughout"),
        gettext_lazy(
            "The leader gave one and the same answer to every statement that could be compared. That often comes "
            "closer to a team’s mean than honest answers do: agreement says little here."
        ),
        "warn",
    ),
    "low_response": Word(
        "◇",
        gettext_lazy("low response"),
        gettext_lazy("Fewer than half of the invited answered; those who kept silent may see it differently."),
    ),
    "part_asked": Word(
        "!",
        gettext_lazy("part of the team asked"),
        gettext_lazy(
            "Fewer than four fifths of those who work for the leader were invited: who was left out may see it "
            "differently."
        ),
        "warn",
    ),
    "more_asked": Word(
        "!",
        gettext_lazy("more asked than work there"),
        gettext_lazy(
            "More people were invited than are said to work for the leader: some may know the work from afar."
        ),
        "warn",
    ),
    "self_incomplete": Word(
        "◇",
        gettext_lazy("self-assessment incomplete"),
        gettext_lazy("Part of the self-assessment is missing. Unanswered statements are not compared."),
    ),
    "leaders_differ": Word(
        "◇",
        gettext_lazy("leaders differ"),
        gettext_lazy("The leaders of this group answer far apart from each other: their mean speaks for none of them."),
    ),
}
REASONS = {
    "too_few_respondents": Word(
        "∅",
        gettext_lazy("too few answers"),
        gettext_lazy("Too few employees answered. The answers were destroyed and nothing about them is ever shown."),
        "open",
    ),
    "no_self_assessment": Word(
        "∅",
        gettext_lazy("no self-assessment"),
        gettext_lazy("There is nothing to compare the team’s answers with, so there is no agreement and no index."),
        "open",
    ),
    "area_not_scored": Word(
        "∅",
        gettext_lazy("area not scored"),
        gettext_lazy("Fewer than half of the statements of this area could be compared, so there is no index."),
        "open",
    ),
}
RESPONSE = {"<30": "< 30 %", "30-49": "30–49 %", "50-69": "50–69 %", ">=70": "≥ 70 %", "unknown": NONE}
SHARES: Mapping[str, Any] = {
    "few": gettext_lazy("chosen by a third or fewer"),
    "some": gettext_lazy("chosen by a third to two thirds"),
    "most": gettext_lazy("chosen by more than two thirds"),
}

SIZES = {"5-9": "5–9", "10-19": "10–19", "20+": "20 +"}


SHORTLISTED = Word("✓", gettext_lazy("shortlisted"), "", "ok")
NOT_SHORTLISTED = Word("✕", gettext_lazy("not shortlisted"), "", "open")


def reason(code: str, edition: Edition) -> Word:
    """Why a candidate has no rank; a missing area is called by its name."""
    kind, _colon, area = code.partition(":")
    word = REASONS[kind]
    if not area:
        return word
    name = next((str(each.name) for each in edition.content.survey.areas if each.code == area), area)
    return Word(word.sign, _("not scored: %(area)s") % {"area": name}, word.meaning, word.badge)


def obstacles(result: Result, edition: Edition) -> tuple[Word, ...]:
    """All reasons against a rank. Without a self-assessment no area is scored either: that is said once."""
    whole = "no_self_assessment" in result.reasons
    return tuple(reason(code, edition) for code in result.reasons if not (whole and code.startswith("area_not_scored")))


def badge(word: Word) -> SafeString:
    """A state as sign and word, in a pill."""
    return _badge(word.badge, word.sign, str(word.name))


@lru_cache(maxsize=512)
def _badge(kind: str, sign: str, name: str) -> SafeString:
    return format_html('<span class="badge badge-{}">{} {}</span>', kind, sign, name)


def figure(number: float | None, language: str = "") -> str:
    """A released figure, one decimal as the language writes it; who prints thousands asks for the language once."""
    return NONE if number is None else _figure(number, language or get_language() or "")


@lru_cache(maxsize=2048)
def _figure(number: float, language: str) -> str:
    return f"{number:.1f}".replace(".", get_format("DECIMAL_SEPARATOR", language))


def signed(number: float | None) -> str:
    """A difference: + the leader is higher, − the team is."""
    if not number:
        return figure(number)
    return ("+" if number > 0 else "−") + figure(abs(number))


def answer(number: float | None, *, is_mean: bool) -> str:
    """A leader's answer, a point of the scale; of a group, the mean of theirs."""
    return figure(number) if number is None or is_mean else f"{number:g}"
