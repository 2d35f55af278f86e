"""What is said below a question, and its ticks: a question may have those of another (`notice_like`)."""

from collections.abc import Mapping
from typing import Any

from award.content.changing import with_entry
from award.content.comparing import coded
from surveys.editing.states import Kind

SHARED = ("notice", "consent")


def sharing(content: Mapping[str, Any], code: str) -> list[str]:
    """The questions with the notice and the ticks of this one."""
    questions = coded(content, Kind.QUESTION)
    return [each for each, row in questions.items() if each != code and row.get("notice_like") == code]


def with_own_notices(content: Mapping[str, Any], code: str) -> Mapping[str, Any]:
    """Every question that shares those of this one has them as its own, so that employees read the same below it."""
    questions = coded(content, Kind.QUESTION)
    for each in sharing(content, code):
        rest = {name: value for name, value in questions[each].items() if name not in ("notice_like", *SHARED)}
        own = {name: questions[code][name] for name in SHARED if name in questions.get(code, {})}
        content = with_entry(content, Kind.QUESTION, {**rest, **own})
    return content
