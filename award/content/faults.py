"""What any list, scale or text of an edition must be, whichever file it stands in: the faults, each with its place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from award.content.text import Text

CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
LANGUAGE = re.compile(r"[a-z]{2,3}")


def scale_faults(file: str, source: Any) -> Iterator[str]:
    low, high = ends(source)
    if low is None or high is None or not 3 <= high - low + 1 <= 10 or not -10 <= low <= 10:
        yield _("%(file)s: the scale needs whole numbers min and max with three to ten points.") % {"file": file}


def ends(source: Any) -> tuple[int | None, int | None]:
    """The first and the last point of a scale, where they are whole numbers."""
    scale = source.get("scale")
    scale = scale if isinstance(scale, Mapping) else {}
    low, high = (v if isinstance(v := scale.get(n), int) and not isinstance(v, bool) else None for n in ("min", "max"))
    return low, high


def label_faults(file: str, code: Any, name: str, labels: Any, source: Any, most: int) -> Iterator[str]:
    """Words for points of a scale; any point may have none."""
    low, high = ends(source)
    if not labels or low is None or high is None:
        return
    points = {str(point) for point in range(low, high + 1)} if high - low < 10 else set()
    if not isinstance(labels, Mapping) or not set(labels) <= points:
        yield _("%(file)s, %(code)s: “%(name)s” are words for points from %(low)s to %(high)s.") % {
            "file": file,
            "code": code,
            "name": name,
            "low": low,
            "high": high,
        }
        return
    for point, text in labels.items():
        yield from text_faults(file, code, f"{name}.{point}", text, most)


def entry_faults(file: str, source: Any, name: str, texts: Mapping[str, int], *, most: int) -> Iterator[str]:
    rows = rows_of(source, name)
    if not rows:
        yield _("%(file)s: “%(name)s” is missing or empty.") % {"file": file, "name": name}
    elif len(rows) > most:
        yield from size_faults(file, name, rows, most)
        return
    elif len(rows) != len(source[name]):
        yield _("%(file)s: every entry of “%(name)s” has names with their values.") % {"file": file, "name": name}
    for place, each in enumerate(rows, 1):
        if not isinstance(each.get("code"), str) or not CODE.fullmatch(each["code"]):
            yield _("%(file)s: number %(place)s of “%(name)s” needs a code of letters, digits and _.") % {
                "file": file,
                "place": place,
                "name": name,
            }
        for text, longest in texts.items():
            if not Text.of(each.get(text)):
                yield _("%(file)s, %(code)s: “%(text)s” is missing.") % {
                    "file": file,
                    "code": each.get("code"),
                    "text": text,
                }
            yield from text_faults(file, each.get("code"), text, each.get(text), longest)
    if name != "items":
        yield from code_faults(file, name, rows)


def code_faults(file: str, name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    used = Counter(str(each.get("code")) for each in rows)
    for code in sorted(code for code, times in used.items() if times > 1):
        yield _("%(file)s: the code “%(code)s” stands twice in “%(name)s”.") % {
            "file": file,
            "code": code,
            "name": name,
        }


def size_faults(file: str, name: str, rows: Sequence[Any], most: int) -> Iterator[str]:
    yield _("%(file)s: “%(name)s” has %(n)s entries; at most %(most)s are taken.") % {
        "file": file,
        "name": name,
        "n": len(rows),
        "most": most,
    }


def text_faults(file: str, code: Any, name: str, source: Any, most: int) -> Iterator[str]:
    """A text, or one text per language, none of them longer than a page can bear."""
    place = {"file": file, "code": code, "name": name}
    spoken = source if isinstance(source, Mapping) else {"en": source}
    if not _are_texts(spoken.values()) or not all(LANGUAGE.fullmatch(str(key)) for key in spoken):
        yield _("%(file)s, %(code)s: “%(name)s” is a text, or one text per language (en, nb, da).") % place
        return
    longest = max((len(str(text)) for text in spoken.values() if text is not None), default=0)
    if longest > most:
        yield _("%(file)s, %(code)s: “%(name)s” has %(n)s characters; at most %(most)s are taken.") % {
            **place,
            "n": longest,
            "most": most,
        }


def _are_texts(values: Iterable[Any]) -> bool:
    return all(value is None or isinstance(value, str) for value in values)


def is_whole(value: Any, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def rows_of(source: Any, name: str) -> list[Mapping[str, Any]]:
    rows = source.get(name) if isinstance(source, Mapping) else None
    return [each for each in rows if isinstance(each, Mapping)] if isinstance(rows, list) else []
