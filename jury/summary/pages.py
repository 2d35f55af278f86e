"""The year's summary laid out, the same for the page and for the chapter of the report."""

from typing import Any

from django.utils.translation import gettext as _

from jury.charts.dots import dots, dots_scale
from jury.screening.words import NONE
from jury.summary import content
from jury.summary.figures import Together, Year
from jury.summary.states import Silence


def laid_out(found: Year | Silence) -> dict[str, Any]:
    """What the templates need, every figure as it is printed; or why there is nothing."""
    if isinstance(found, Silence):
        return {"is_told": False, "why_not": content.why_not(found)}
    return {
        "is_told": True,
        "heading": content.heading(found),
        "sentences": content.sentences(found),
        "scale": dots_scale(*found.scale),
        "traits": [row(each, found.scale) for each in found.traits],
        "has_picks": any(each.chosen for each in found.traits),
        "themes": [row(each, found.scale) for each in found.themes],
        "most": [row(each, found.scale) for each in found.most],
        "least": [row(each, found.scale) for each in found.least],
    }


def row(each: Together, scale: tuple[int, int]) -> dict[str, Any]:
    teams, leaders = content.mean_words(each.teams), content.mean_words(each.leaders)
    label = _("leaders %(leaders)s, teams %(teams)s") % {"leaders": leaders, "teams": teams}
    own, team = (None if mean is None else mean.value for mean in (each.leaders, each.teams))
    return {
        "name": each.name,
        "plot": dots(own, team, *scale, label=label, sign=each.teams.sign if each.teams else ""),
        "teams": teams,
        "leaders": leaders,
        "bias": content.bias_words(each),
        "chosen": content.CHOSEN.get(each.chosen, NONE),
    }
