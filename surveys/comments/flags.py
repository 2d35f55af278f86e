"""What in a text may tell who wrote it, or name somebody: pointed out to the moderator, who reads it all anyway."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from nominations.intake.traces import ADDRESS, NUMBER

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


MONTH = (
    "januar|februar|mars|marts|april|mai|maj|juni|juli|august|september|oktober|november|desember|december|"
    "january|february|march|may|june|july|october"
)
LONE_MONTH = MONTH.replace("march|may|", "")  # two months that are English verbs, too
DAY = r"\d{1,2}(?:\.|st|nd|rd|th)?"

WEB = r"\bhttps?://\S+|\bwww\.\S+|\b[\w-]+\.(?:no|dk|se|com|net|org|eu)\b(?:/\S*)?"
DATE = (
    rf"\b{DAY}\s+(?:of\s+)?(?:{MONTH})\b(?:\s+\d{{4}})?|\b(?:{MONTH})\s+{DAY}(?!\w)(?:,?\s+\d{{4}})?"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|(?<![\d/])(?!24/7\b)\d{1,2}/\d{1,2}(?![\d/])"
    r"|\bden\s+\d{1,2}\.(?:\s?\d{1,2}\.?)?"
)
CLOCK = (
    r"\b(?:kl\.?|klokk[ae]|klokken)\s*\d{1,2}(?:[:.]\d{2})?\b"
    r"|(?<![\d.,:])(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d.,]?\d)"
    r"|\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}\s+o['’]clock\b"
)
WEEKDAY = (
    r"\b(?:m[aå]n|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag\w*"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
)
SHIFT = (
    r"\b(?:(?:night|day|early|late|evening|morning|weekend)[- ])?shifts?\b|\b\w*skift(?:et|ene|a|erne)?\b"
    r"|\b(?!op+vakt)\w*vakt(?:en|a|er|ene|lag\w*|leder\w*)?\b"
    r"|\b(?!op+vagt)\w*vagt(?:en|er|erne|hold\w*|leder\w*|plan\w*)?\b|\bturnus\w*"
)
STAFF_NUMBER = (
    r"\b(?:ansatt|medarbeider|medarbejder|employee|staff|agent|lønn?s?)[- ]?(?:nummer|nr|no|number|id)\b\.?:?\s*"
    r"[\w-]*\d[\w-]*"
)
PATTERNS: tuple[tuple[re.Pattern[str], "Words"], ...] = (
    (ADDRESS, _("an e-mail address")),
    (_any_case(WEB), _("an address on the web")),
    (_any_case(STAFF_NUMBER), _("an employee number")),
    (_any_case(DATE), _("a date")),
    (NUMBER, _("a telephone number")),
    (_any_case(rf"\b(?:{LONE_MONTH})\b|\bin\s+(?:march|may)\b"), _("a month")),
    (_any_case(CLOCK), _("a time of day")),
    (_any_case(WEEKDAY), _("a day of the week")),
    (_any_case(SHIFT), _("a shift")),
    (_any_case(r"\b(?:19[5-9]\d|20[0-4]\d)\b"), _("a year")),
    (_any_case(r"\b[a-z]{0,3}-?\d{4,7}\b"), _("a number, perhaps of an employee")),
)

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
BEFORE_A_SENTENCE = " \t\"'“”„«»‘’([–—-*•"
ABBREVIATED = ("f.eks.", "bl.a.", "dvs.", "ca.", "e.g.", "i.e.", "mr.", "mrs.", "ms.", "dr.")
EVERYDAY = {"I", "De", "Dem", "Deres", "OK", "HR", "IT", "KPI"}  # capitals that name nobody
SHORT = 3  # “Per” is a name, “per” is a word

TO_ASCII = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"}
TO_DIGRAPHS = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"}


@dataclass(frozen=True)
class Flag:
    """A part of a text, and why somebody should look at it."""

    start: int
    end: int
    why: "Words"


@dataclass(frozen=True)
class Piece:
    """A stretch of a text as it is shown: marked when there is a reason."""

    text: str
    why: "Words" = ""


@dataclass(frozen=True)
class Known:
    """Whose names would be recognised: the candidate's leaders, and, while there is a roster, those on it."""

    leaders: frozenset[str] = frozenset()
    roster: frozenset[str] = frozenset()

    @classmethod
    def of(cls, leaders: Iterable[str], addresses: Iterable[str]) -> "Known":
        return cls(
            frozenset(part for name in leaders for part in parts_of(name, least=2)),
            frozenset(part for address in addresses for part in parts_of(address.split("@")[0], least=SHORT)),
        )


def parts_of(name: str, *, least: int) -> Iterator[str]:
    """The words of a name or of what stands before the @, in both spellings an address may use."""
    for word in re.findall(r"[^\W\d_]+", name.lower()):
        if len(word) >= least:
            yield from spellings(word)


def spellings(word: str) -> set[str]:
    return {plain(word.lower().translate(table)) for table in (TO_ASCII, TO_DIGRAPHS)}


def plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def flags(text: str, known: Known) -> list[Flag]:
    """From the surest reason to the vaguest; where two would overlap, the surer one stands."""
    found: list[Flag] = []
    for flag in (*_patterns(text), *_names(text, known), *_capitals(text)):
        if all(flag.end <= other.start or flag.start >= other.end for other in found):
            found.append(flag)
    return sorted(found, key=lambda flag: flag.start)


def pieces(text: str, marked: Iterable[Flag]) -> Iterator[Piece]:
    """The whole text again, in order, cut where marks begin and end."""
    here = 0
    for flag in marked:
        if flag.start > here:
            yield Piece(text[here : flag.start])
        yield Piece(text[flag.start : flag.end], flag.why)
        here = flag.end
    if here < len(text):
        yield Piece(text[here:])


def _patterns(text: str) -> Iterator[Flag]:
    for pattern, why in PATTERNS:
        yield from (Flag(*match.span(), why) for match in pattern.finditer(text))


def _names(text: str, known: Known) -> Iterator[Flag]:
    for names, why in ((known.leaders, _("a leader’s name")), (known.roster, _("a name on the roster"))):
        for match in WORD.finditer(text):
            word = re.split("['’]", match.group())[0]
            is_sure = len(word) > SHORT or word[0].isupper()
            if is_sure and any(each in names or each.removesuffix("s") in names for each in spellings(word)):
                yield Flag(*match.span(), why)


def _capitals(text: str) -> Iterator[Flag]:
    """Capitals inside a sentence are mostly names. A text all in capitals says nothing by them."""
    if text.isupper():
        return
    for match in WORD.finditer(text):
        word = re.split("['’]", match.group())[0]
        if word[0].isupper() and word not in EVERYDAY and not _begins_sentence(text[: match.start()]):
            yield Flag(*match.span(), _("a capital inside a sentence: a name?"))


def _begins_sentence(before: str) -> bool:
    said = before.rstrip(BEFORE_A_SENTENCE)
    if said.lower().endswith(ABBREVIATED):
        return False
    return not said or said[-1] in ".!?…:\n"
