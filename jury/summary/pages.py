"""The year's summary laid out, the same for the page and for the chapter of the report."""

from typing import Any

from django.utils.translation import gettext as _

from jury.charts.dots import dots, dots_scale
from jury.screening.words import NONE, figure
from jury.summary import content
from jury.summary.figures import Together, Year


def laid_out(found: Year | None, scale: tuple[int, int] | None) -> dict[str, Any]:
    """What the templates need, every figure as it is printed; or why there is nothing."""
    if found is None or scale is None:
        return {"is_told": False, "why_not": content.too_few()}
    return {
        "is_told": True,
        "heading": content.heading(found),
        "sentences": content.sentences(found, scale),
        "scale": dots_scale(*scale),
        "traits": [row(each, scale) for each in found.traits],
        "has_picks": any(each.chosen for each in found.traits),
        "themes": [row(each, scale) for each in found.themes],
        "most": [row(each, scale) for each in found.most],
        "least": [row(each, scale) for each in found.least],
    }


def row(each: Together, scale: tuple[int, int]) -> dict[str, Any]:
    teams, leaders = figure(each.teams), figure(each.leaders)
    label = _("leaders %(leaders)s, teams %(teams)s") % {"leaders": leaders, "teams": teams}
    return {
        "name": each.name,
        "plot": dots(each.leaders, each.teams, *scale, label=label),
        "teams": teams,
        "leaders": leaders,
        "bias": content.bias_words(each),
        "chosen": content.CHOSEN.get(each.chosen, NONE),
    }
