"""Content files into an edition: read, checked as a whole, refused in words that name the file and the place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from award.content.text import Text
from award.refusal import Refused

DEFAULT = Path(__file__).parent / "default"
FILES = ("traits", "survey", "round_two")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
TAKEN = {"ticket", "w", "dk", "lang", "candidate", "respondent", "csrfmiddlewaretoken"}


def load(folder: Path | None = None) -> dict[str, Any]:
    """The three files of a folder (ours when none is given) as one JSON-ready whole, or all faults at once."""
    content = {name: _read((folder or DEFAULT) / f"{name}.yaml") for name in FILES}
    for name, source in content.items():
        if not isinstance(source, Mapping):
            raise Refused(_("%(file)s: names with their values are expected at the top.") % {"file": f"{name}.yaml"})
    faults = [
        *_traits(content["traits"]),
        *_survey(content["survey"], content["traits"]),
        *_round_two(content["round_two"]),
    ]
    if faults:
        raise Refused("\n".join(faults))
    return content


def promise(language: str, *, kind: str = "promise", **filled: object) -> str:
    """The promise printed above every survey that runs on sealed ballots, word for word; one paragraph per line."""
    source = yaml.safe_load((DEFAULT / "promise.yaml").read_text(encoding="utf-8"))
    return Text.of(source[kind]).spoken_in(language).format(**filled)


def _read(path: Path) -> Any:
    try:
        return _json(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except FileNotFoundError as missing:
        raise Refused(_("%(file)s is missing.") % {"file": path}) from missing
    except UnicodeDecodeError as garbled:
        raise Refused(_("%(file)s is not UTF-8 text.") % {"file": path.name}) from garbled
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        raise Refused(
            _("%(file)s, line %(line)s: not readable as YAML (%(problem)s).")
            % {"file": path.name, "line": mark.line + 1 if mark else 1, "problem": getattr(broken, "problem", "")}
        ) from broken


def _json(node: Any) -> Any:
    """YAML allows numbers as keys (the points of a scale); JSON, which the edition stores, does not."""
    if isinstance(node, Mapping):
        return {str(key): _json(value) for key, value in node.items()}
    return [_json(each) for each in node] if isinstance(node, list) else node


def _traits(source: Any) -> Iterator[str]:
    yield from _scale("traits.yaml", source)
    yield from _coded("traits.yaml", source, "traits", ("name",))


def _survey(source: Any, traits: Any) -> Iterator[str]:
    file = "survey.yaml"
    yield from _scale(file, source)
    yield from _coded(file, source, "areas", ("name",))
    yield from _coded(file, source, "items", ("employee", "leader"))
    areas = {each.get("code") for each in _rows(source, "areas")}
    known = {each.get("code") for each in _rows(traits, "traits")}
    for each in _rows(source, "items"):
        code = each.get("code")
        if each.get("area") not in areas:
            yield _("%(file)s, %(code)s: there is no area “%(area)s”.") % {
                "file": file,
                "code": code,
                "area": each.get("area"),
            }
        if each.get("trait") and each["trait"] not in known:
            yield _("%(file)s, %(code)s: there is no trait “%(trait)s”.") % {
                "file": file,
                "code": code,
                "trait": each["trait"],
            }
    for area in sorted(str(code) for code in areas - {each.get("area") for each in _rows(source, "items")}):
        yield _("%(file)s: the area “%(area)s” has no statement.") % {"file": file, "area": area}
    yield from _themes(file, source)
    if source.get("open_questions"):
        yield from _coded(file, source, "open_questions", ("employee", "leader"))
        for each in _rows(source, "open_questions"):
            if each.get("kind") not in ("pick", "text"):
                yield _("%(file)s, %(code)s: the kind of a question is “pick” or “text”.") % {
                    "file": file,
                    "code": each.get("code"),
                }
    codes = [each.get("code") for each in (*_rows(source, "items"), *_rows(source, "open_questions"))]
    for code in sorted({str(code) for code in codes if codes.count(code) > 1 or str(code).lower() in TAKEN}):
        yield _("%(file)s: the code “%(code)s” is used twice or means something else here.") % {
            "file": file,
            "code": code,
        }


def _themes(file: str, source: Any) -> Iterator[str]:
    """Names for themes are optional; one that is named needs a code and a name."""
    if source.get("themes") and not isinstance(source["themes"], list):
        yield _("%(file)s: “%(name)s” is a list.") % {"file": file, "name": "themes"}
    rows = _rows(source, "themes")
    for place, each in enumerate(rows, 1):
        if not each.get("code") or not Text.of(each.get("name")):
            yield _("%(file)s: number %(place)s of “%(name)s” needs a code and a name.") % {
                "file": file,
                "place": place,
                "name": "themes",
            }
    codes = [str(each.get("code")) for each in rows]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _("%(file)s: the code “%(code)s” stands twice in “%(name)s”.") % {
            "file": file,
            "code": code,
            "name": "themes",
        }


def _round_two(source: Any) -> Iterator[str]:
    yield from _scale("round_two.yaml", source)
    yield from _coded("round_two.yaml", source, "areas", ("name",))


def _scale(file: str, source: Any) -> Iterator[str]:
    scale = source.get("scale") if isinstance(source, Mapping) else None
    low, high = (scale or {}).get("min"), (scale or {}).get("max")
    if not (isinstance(low, int) and isinstance(high, int) and 3 <= high - low + 1 <= 10):
        yield _("%(file)s: the scale needs whole numbers min and max with three to ten points.") % {"file": file}


def _coded(file: str, source: Any, name: str, texts: tuple[str, ...]) -> Iterator[str]:
    rows = _rows(source, name)
    if not rows:
        yield _("%(file)s: “%(name)s” is missing or empty.") % {"file": file, "name": name}
    codes = [str(each.get("code")) for each in rows]
    for place, each in enumerate(rows, 1):
        if not CODE.fullmatch(str(each.get("code", ""))):
            yield _("%(file)s: number %(place)s of “%(name)s” needs a code of letters, digits and _.") % {
                "file": file,
                "place": place,
                "name": name,
            }
        for text in texts:
            if not Text.of(each.get(text)):
                yield _("%(file)s, %(code)s: “%(text)s” is missing.") % {
                    "file": file,
                    "code": each.get("code"),
                    "text": text,
                }
    if name != "items":
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield _("%(file)s: the code “%(code)s” stands twice in “%(name)s”.") % {
                "file": file,
                "code": code,
                "name": name,
            }


def _rows(source: Any, name: str) -> list[Mapping[str, Any]]:
    rows = source.get(name) if isinstance(source, Mapping) else None
    return [each for each in rows if isinstance(each, Mapping)] if isinstance(rows, list) else []
