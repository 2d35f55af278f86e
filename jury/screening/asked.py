"""Who was asked, in words: the whole team, or a part of it that somebody chose."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.counting.results import Result
from surveys.counting.states import Coverage

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ASKED: "dict[str, str | _StrPromise]" = {
    Coverage.WHOLE: gettext_lazy("Everybody who works for this leader was invited."),
    Coverage.MOST: gettext_lazy("At least four fifths of those who work for this leader were invited, but not all."),
    Coverage.PART: gettext_lazy("Fewer than four fifths of those who work for this leader were invited."),
    Coverage.BEYOND: gettext_lazy("More people were invited than are said to work for this leader."),
    Coverage.UNKNOWN: gettext_lazy("Nobody has said how many people work for this leader."),
}


def asked(result: Result) -> str:
    """Whether the whole team was asked, and whose word that is."""
    said = str(ASKED[result.coverage])
    if result.coverage == Coverage.UNKNOWN:
        return said
    if result.headcount_confirmed:
        return f"{said} {_('A second contact at the workplace has confirmed how many they are.')}"
    return f"{said} {_('Nobody at the workplace has confirmed how many they are.')}"


def asked_of_all(candidates: Iterable[Result]) -> str:
    """The edition in a sentence: of how many teams everybody was asked, as far as the workplace itself has said so."""
    counted = [each for each in candidates if each.is_counted]
    whole = sum(each.coverage == Coverage.WHOLE and each.headcount_confirmed for each in counted)
    return _(
        "Teams with a result: %(all)s. Of these, everybody was invited by a headcount that the workplace has confirmed "
        "in %(whole)s."
    ) % {"all": len(counted), "whole": whole}
