"""Sentences of the pages on which texts are changed, by what is changed there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.content.comparing import coded
from award.content.text import Text
from award.editions.models import Edition
from surveys.editing.notices import sharing
from surveys.editing.selectors import WEIGHTS
from surveys.editing.states import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ADD: dict[str, "str | _StrPromise"] = {
    Kind.AREA: gettext_lazy("Add an area"),
    Kind.STATEMENT: gettext_lazy("Add a statement"),
    Kind.QUESTION: gettext_lazy("Add an open question"),
    Kind.TRAIT: gettext_lazy("Add a trait"),
    Kind.AREA_TWO: gettext_lazy("Add an area of round two"),
}
REMOVE: dict[str, "str | _StrPromise"] = {
    Kind.AREA: gettext_lazy("Remove this area?"),
    Kind.STATEMENT: gettext_lazy("Remove this statement?"),
    Kind.QUESTION: gettext_lazy("Remove this open question?"),
    Kind.TRAIT: gettext_lazy("Remove this trait?"),
    Kind.AREA_TWO: gettext_lazy("Remove this area of round two?"),
}
LEADS: dict[str, "str | _StrPromise"] = {
    Kind.AREA: gettext_lazy("Statements stand in areas; agreement and level are told area by area."),
    Kind.STATEMENT: gettext_lazy("Employees and leaders answer the same statement, each in their own wording."),
    Kind.QUESTION: gettext_lazy("Asked beside the statements. Nobody has to answer it."),
    Kind.TRAIT: gettext_lazy("What nominators and employees choose among, and what observers rate at a visit."),
    Kind.AREA_TWO: gettext_lazy("What shortlisted leaders describe, one text per area, and the jury scores."),
}


def name_of(kind: str, entry: Mapping[str, Any]) -> str:
    """An entry as people call it: by its wording or its name."""
    return str(Text.of(entry.get("employee" if kind in (Kind.STATEMENT, Kind.QUESTION) else "name")))


def losses(edition: Edition, kind: str, code: str) -> list[str]:
    """What else goes with an entry, in sentences."""
    content, found = edition.content_json, []
    statements = coded(content, Kind.STATEMENT).values()
    bound = [each["code"] for each in statements if kind in (Kind.AREA, Kind.TRAIT) and each.get(kind) == code]
    if kind == Kind.AREA and bound:
        words = ngettext(
            "%(n)s statement stands in it: %(codes)s.", "%(n)s statements stand in it: %(codes)s.", len(bound)
        )
        found.append(words % {"n": len(bound), "codes": ", ".join(bound)})
    if kind == Kind.TRAIT:
        if bound:
            found.append(_("These statements then speak of no trait: %(codes)s.") % {"codes": ", ".join(bound)})
        found.append(_("Nobody can choose it any more, and observers do not rate it."))
    if kind == Kind.QUESTION and (others := sharing(content, code)):
        words = ngettext(
            "%(codes)s shares what is said below it and its ticks, and keeps them.",
            "%(codes)s share what is said below it and its ticks, and keep them.",
            len(others),
        )
        found.append(words % {"codes": ", ".join(others)})
    weight = getattr(edition, WEIGHTS[Kind(kind)]).get(code) if kind in WEIGHTS else None
    if weight is not None:
        found.append(_("The rules give it a weight of %(weight)s; the weight goes, too.") % {"weight": weight})
    return found
