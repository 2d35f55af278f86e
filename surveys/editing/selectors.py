"""The questionnaire as organisers read it: what is asked, in which languages, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.content.checking import gaps
from award.content.reading import Area, Item
from award.content.text import Text
from award.editions.models import Edition
from award.language import LANGUAGES_SHOWN


@dataclass(frozen=True)
class Finding:
    """Statements that a language lacks: they are shown in the nearest one there is."""

    language: str
    codes: list[str]


def sections(edition: Edition) -> list[tuple[Area, list[Item]]]:
    survey = edition.content.survey
    return [(area, survey.items_in(area)) for area in survey.areas]


def missing_languages(edition: Edition) -> list[Finding]:
    """Of the languages somebody wrote statements in; one nobody wrote in is not missed."""
    items = edition.content.survey.items
    used = [(code, name) for code, name in LANGUAGES_SHOWN if any(_has(t, code) for i in items for t in _wordings(i))]
    lacking = [(name, [i.code for i in items if not all(_has(t, code) for t in _wordings(i))]) for code, name in used]
    return [Finding(str(name), codes) for name, codes in lacking if codes]


def note(edition: Edition) -> str:
    """How it stands, in a line for the desk."""
    survey = edition.content.survey
    if missing := gaps(edition.content_json):
        return missing[0]
    return _("%(n)s statements in %(areas)s areas.") % {"n": len(survey.items), "areas": len(survey.areas)}


def _wordings(item: Item) -> Iterator[Text]:
    yield from (item.employee, item.leader)


def _has(text: Text, language: str) -> bool:
    return bool(text.languages.get(language))
