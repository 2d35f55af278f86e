"""The questionnaire as organisers read it: what is asked, in which languages, what is missing, and what it was."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from award.content.checking import TAKEN, gaps
from award.content.comparing import coded
from award.content.reading import Area, Content, Item
from award.content.text import Text
from award.editions.models import Edition
from award.editions.rules import canonical
from award.language import LANGUAGES_SHOWN
from surveys.editing.models import Wording
from surveys.editing.states import Kind

NUMBERED = re.compile(r"([A-Za-z][A-Za-z_]*)(\d{1,4})")
WEIGHTS = {Kind.AREA: "area_weights", Kind.AREA_TWO: "round_two_weights"}


@dataclass(frozen=True)
class Finding:
    """Texts that a language lacks, by their codes: they are shown in the nearest one there is."""

    language: str
    codes: list[str]


def sections(edition: Edition) -> list[tuple[Area, list[Item]]]:
    survey = edition.content.survey
    return [(area, survey.items_in(area)) for area in survey.areas]


def missing_languages(edition: Edition) -> list[Finding]:
    """Of the languages somebody wrote statements in; one nobody wrote in is not missed."""
    asked = [text for item in edition.content.survey.items for text in (item.employee, item.leader)]
    used = [(code, name) for code, name in LANGUAGES_SHOWN if any(_has(text, code) for text in asked)]
    written = [(place, text) for place, text in _texts(edition.content) if text]
    lacking = [
        (name, list(dict.fromkeys(place for place, text in written if not _has(text, code)))) for code, name in used
    ]
    return [Finding(str(name), places) for name, places in lacking if places]


def note(edition: Edition) -> str:
    """How it stands, in a line for the desk."""
    survey = edition.content.survey
    if missing := gaps(edition.content_json):
        return missing[0]
    return _("%(n)s statements in %(areas)s areas.") % {"n": len(survey.items), "areas": len(survey.areas)}


def fingerprint(content: Mapping[str, Any]) -> str:
    """What a page says of the texts it was made from, so that nobody overwrites what they have not seen."""
    return hashlib.sha256(canonical(content)).hexdigest()


def wordings(edition: Edition) -> QuerySet[Wording]:
    """All that the texts have been, the newest first."""
    return Wording.objects.filter(edition=edition)


def wording(edition: Edition, number: int) -> Wording | None:
    return wordings(edition).filter(number=number).first()


def newest_number(edition: Edition) -> int:
    """How many versions there are; none, as long as nobody has changed what the edition began with."""
    return wordings(edition).values_list("number", flat=True).first() or 0


def wording_seen(edition: Edition, seen: str) -> Wording | None:
    """What the texts were when somebody opened their page."""
    return wordings(edition).filter(hash=seen[:64]).first()


def weights_left(edition: Edition, content: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """The weights that would stay, where the texts lose an area that one of them names."""
    found = {}
    for kind, rule in WEIGHTS.items():
        given = getattr(edition, rule)
        left = {code: weight for code, weight in given.items() if code in coded(content, kind)}
        if left != given:
            found[rule] = left if any(left.values()) else {}  # nothing but nought would count nothing
    return found


def free_code(content: Mapping[str, Any], kind: str, area: str = "") -> str:
    """A code nobody uses: for a statement the next number behind the letters of its area."""
    codes = set(coded(content, kind))
    if kind in (Kind.STATEMENT, Kind.QUESTION):
        codes = {*coded(content, Kind.STATEMENT), *coded(content, Kind.QUESTION)}
    letters = _letters(content, area) if kind == Kind.STATEMENT else f"{kind.removesuffix('_two')}_"
    numbers = [
        int(code.removeprefix(letters)) for code in codes if re.fullmatch(rf"{re.escape(letters)}\d{{1,4}}", code)
    ]
    return f"{letters}{max(numbers, default=0) + 1}"


def is_taken(content: Mapping[str, Any], kind: str, code: str) -> bool:
    """Statements and questions share a form, so they share their codes, with the fields of that form."""
    if kind not in (Kind.STATEMENT, Kind.QUESTION):
        return code in coded(content, kind)
    used = map(str.lower, (*coded(content, Kind.STATEMENT), *coded(content, Kind.QUESTION)))
    return code.lower() in {*TAKEN, *used}


def _letters(content: Mapping[str, Any], area: str) -> str:
    """The letters most statements of an area begin with, or the first ones of its own code's words."""
    items = coded(content, Kind.STATEMENT)
    named = {code: match[1] for code in items if (match := NUMBERED.fullmatch(code))}
    here = [letters for code, letters in named.items() if items[code]["area"] == area]
    if here:
        return max(dict.fromkeys(here), key=here.count)
    others, words = set(named.values()), [word for word in area.split("_") if word[:1].isalpha()]
    short, long = "".join(word[0] for word in words).upper(), re.sub(r"[\d_]+", "", area).upper()[:20]
    candidates = [short, *(long[:n] for n in range(2, len(long) + 1))]
    return next((each for each in candidates if each and each not in others), "Q")


def _texts(content: Content) -> Iterator[tuple[str, Text]]:
    """Every text with the code it is found by."""
    survey = content.survey
    for area in (*survey.areas, *content.round_two.areas):
        yield from ((area.code, text) for text in (area.name, area.prompt))
    for item in survey.items:
        yield from ((item.code, text) for text in (item.employee, item.leader))
    for asked in survey.open_questions:
        texts = (asked.employee, asked.leader, asked.notice_employee, asked.notice_leader, *asked.consents.values())
        yield from ((asked.code, text) for text in texts)
    yield from ((_("the scale"), text) for text in (*survey.scale.labels.values(), survey.dont_know))
    for trait in content.traits:
        texts = (trait.name, trait.description, *trait.points.labels.values())
        yield from ((trait.code, text) for text in texts)
    yield from ((_("the scale of round two"), text) for text in content.round_two.scale.labels.values())


def _has(text: Text, language: str) -> bool:
    return bool(text.languages.get(language))
