"""What the texts of an edition must be: one check for every way in - folder, upload, form - and all faults at once."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _

from award.content import limits
from award.content.faults import (
    CODE,
    code_faults,
    entry_faults,
    is_whole,
    label_faults,
    rows_of,
    scale_faults,
    size_faults,
    text_faults,
)
from award.content.text import Text
from award.refusal import Refused

FILES = ("traits", "survey", "round_two")
TAKEN = {"ticket", "w", "dk", "lang", "switch", "save", "seen", "candidate", "respondent", "csrfmiddlewaretoken"}
"""What fields and columns beside the statements are called: a statement of that name would take their place."""
FAULTS_SHOWN = 30


def check_content(content: Mapping[str, Any]) -> None:
    """Refuses texts that could not be shown, answered or counted. What is merely missing is `gaps`."""
    for name in FILES:
        if not isinstance(content.get(name), Mapping):
            raise Refused(_("%(file)s: names with their values are expected at the top.") % {"file": f"{name}.yaml"})
    found = chain(
        _traits(content["traits"]), _survey(content["survey"], content["traits"]), _round_two(content["round_two"])
    )
    faults = list(islice(found, FAULTS_SHOWN))
    if next(found, None):
        faults.append(_("… and more of the same. Mend these first."))
    if len(json.dumps(content, ensure_ascii=False)) > limits.LARGEST:
        faults.append(_("All three files together are longer than an award’s texts can be."))
    if faults:
        raise Refused("\n".join(faults))


def gaps(content: Mapping[str, Any]) -> list[str]:
    """What may be stored while people work on it, and must be filled before nominations open."""
    survey = content["survey"]
    full = {each.get("area") for each in rows_of(survey, "items")}
    return [
        _("The area “%(area)s” has no statement.") % {"area": Text.of(each.get("name"))}
        for each in rows_of(survey, "areas")
        if each.get("code") not in full
    ]


def _traits(source: Any) -> Iterator[str]:
    file = "traits.yaml"
    yield from scale_faults(file, source)
    yield from entry_faults(file, source, "traits", {"name": limits.NAME}, most=limits.TRAITS)
    for each in rows_of(source, "traits"):
        yield from text_faults(file, each.get("code"), "description", each.get("description"), limits.DESCRIPTION)
        yield from label_faults(file, each.get("code"), "anchors", each.get("anchors"), source, limits.ANCHOR)


def _survey(source: Any, traits: Any) -> Iterator[str]:
    file = "survey.yaml"
    yield from scale_faults(file, source)
    if isinstance(source.get("scale"), Mapping):
        yield from label_faults(file, "scale", "labels", source["scale"].get("labels"), source, limits.LABEL)
        yield from text_faults(file, "scale", "dont_know", source["scale"].get("dont_know"), limits.LABEL)
    yield from entry_faults(file, source, "areas", {"name": limits.NAME}, most=limits.AREAS)
    wordings = {"employee": limits.STATEMENT, "leader": limits.STATEMENT}
    yield from entry_faults(file, source, "items", wordings, most=limits.STATEMENTS)
    yield from _links(file, source, traits)
    yield from _themes(file, source)
    if source.get("open_questions"):
        yield from _questions(file, source)
    codes = [str(each.get("code")) for each in (*rows_of(source, "items"), *rows_of(source, "open_questions"))]
    used = Counter(map(str.lower, codes))
    for code in sorted({code for code in codes if used[code.lower()] > 1 or code.lower() in TAKEN}):
        yield _("%(file)s: the code “%(code)s” is used twice or means something else here.") % {
            "file": file,
            "code": code,
        }


def _links(file: str, source: Any, traits: Any) -> Iterator[str]:
    """Areas and traits that statements name."""
    areas = [each.get("code") for each in rows_of(source, "areas")]
    known = [each.get("code") for each in rows_of(traits, "traits")]
    for each in rows_of(source, "items"):
        place = {"file": file, "code": each.get("code")}
        if each.get("area") not in areas:
            yield _("%(file)s, %(code)s: there is no area “%(area)s”.") % {**place, "area": each.get("area")}
        if each.get("trait") and each["trait"] not in known:
            yield _("%(file)s, %(code)s: there is no trait “%(trait)s”.") % {**place, "trait": each["trait"]}
        themes = each.get("theme")
        if not all(isinstance(theme, str | int) for theme in (themes if isinstance(themes, list) else [themes or ""])):
            yield _("%(file)s, %(code)s: “theme” is a code, or a list of codes.") % place


def _questions(file: str, source: Any) -> Iterator[str]:
    wordings = {"employee": limits.QUESTION, "leader": limits.QUESTION}
    yield from entry_faults(file, source, "open_questions", wordings, most=limits.QUESTIONS)
    rows = rows_of(source, "open_questions")
    for each in rows:
        place = {"file": file, "code": each.get("code")}
        if each.get("kind") not in ("pick", "text"):
            yield _("%(file)s, %(code)s: the kind of a question is “pick” or “text”.") % place
        for name, most in (("max", limits.MOST_PICKS), ("max_length", limits.LONGEST_TEXT)):
            if each.get(name) is not None and not is_whole(each[name], 1, most):
                yield _("%(file)s, %(code)s: “%(name)s” is a whole number from 1 to %(most)s.") % {
                    **place,
                    "name": name,
                    "most": most,
                }
        if each.get("notice_like") and each["notice_like"] not in [other.get("code") for other in rows]:
            yield _("%(file)s, %(code)s: there is no question “%(like)s” to share a notice with.") % {
                **place,
                "like": each["notice_like"],
            }
        yield from _named(file, each, "notice", limits.NOTICE)
        yield from _named(file, each, "consent", limits.CONSENT)
    together = sum(
        each["max_length"] if is_whole(each.get("max_length"), 1, limits.LONGEST_TEXT) else limits.USUAL_TEXT
        for each in rows
        if each.get("kind") == "text"
    )
    if together > limits.TEXTS_TOGETHER:
        yield _("%(file)s: all open questions together take at most %(most)s characters; these take %(n)s.") % {
            "file": file,
            "most": limits.TEXTS_TOGETHER,
            "n": together,
        }


def _named(file: str, row: Mapping[str, Any], name: str, most: int) -> Iterator[str]:
    """Several texts under names of their own."""
    source = row.get(name) or {}
    if not isinstance(source, Mapping) or not all(CODE.fullmatch(str(key)) for key in source):
        yield _("%(file)s, %(code)s: “%(name)s” holds texts, each under its name.") % {
            "file": file,
            "code": row.get("code"),
            "name": name,
        }
        return
    for key, text in source.items():
        yield from text_faults(file, row.get("code"), f"{name}.{key}", text, most)


def _themes(file: str, source: Any) -> Iterator[str]:
    """Names for themes are optional; one that is named needs a code and a name."""
    if source.get("themes") and not isinstance(source["themes"], list):
        yield _("%(file)s: “%(name)s” is a list.") % {"file": file, "name": "themes"}
    rows = rows_of(source, "themes")
    if len(rows) > limits.THEMES:
        yield from size_faults(file, "themes", rows, limits.THEMES)
        return
    if isinstance(source.get("themes"), list) and len(rows) != len(source["themes"]):
        yield _("%(file)s: every entry of “%(name)s” has names with their values.") % {"file": file, "name": "themes"}
    for place, each in enumerate(rows, 1):
        if not isinstance(each.get("code"), str | int) or not each["code"] or not Text.of(each.get("name")):
            yield _("%(file)s: number %(place)s of “%(name)s” needs a code and a name.") % {
                "file": file,
                "place": place,
                "name": "themes",
            }
        yield from text_faults(file, each.get("code"), "name", each.get("name"), limits.NAME)
    yield from code_faults(file, "themes", rows)


def _round_two(source: Any) -> Iterator[str]:
    file = "round_two.yaml"
    yield from scale_faults(file, source)
    yield from entry_faults(file, source, "areas", {"name": limits.NAME}, most=limits.AREAS)
    for each in rows_of(source, "areas"):
        yield from text_faults(file, each.get("code"), "prompt", each.get("prompt"), limits.PROMPT)
    yield from label_faults(file, "areas", "anchors", source.get("anchors"), source, limits.ANCHOR)
    if source.get("max_words") is not None and not is_whole(source["max_words"], 1, 5000):
        yield _("%(file)s: “%(name)s” is a whole number from 1 to %(most)s.") % {
            "file": file,
            "name": "max_words",
            "most": 5000,
        }
    figures = source.get("key_figures") or {}
    numbers = [figures.get("min", 0), figures.get("max", 6)] if isinstance(figures, Mapping) else []
    if not numbers or not all(is_whole(number, 0, 20) for number in numbers) or numbers[0] > numbers[1]:
        yield _("%(file)s: “key_figures” needs whole numbers min and max, from 0 to 20.") % {"file": file}
        return
    suggestions = figures.get("suggestions") or []
    if not isinstance(suggestions, list):
        yield _("%(file)s: “%(name)s” is a list.") % {"file": file, "name": "suggestions"}
        return
    for text in suggestions:
        yield from text_faults(file, "key_figures", "suggestions", text, limits.NAME)
