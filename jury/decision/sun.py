"""The sun of the award: as many bars as the edition has traits, rising like a level of sound."""

from math import pi, sin

from django.utils.safestring import SafeString, mark_safe

HEIGHT, BAR, GAP, ROUND = 236, 54, 9, 12
LOWEST, HIGHEST = 98, 14  # where the outermost and the middle bar end, from the top


def sun(bars: int) -> SafeString:
    """A decoration, silent for those who do not see it; its light is in the attributes, so that paper knows it too."""
    width = bars * (BAR + GAP) - GAP
    bars_drawn = "".join(_bar(place * (BAR + GAP), _top(place, bars)) for place in range(bars))
    return mark_safe(  # noqa: S308  # numbers only
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sun" viewBox="0 0 {width} {HEIGHT}" aria-hidden="true" '
        'focusable="false"><defs><linearGradient id="sunlight" gradientUnits="userSpaceOnUse" '
        f'x1="0" y1="{HIGHEST}" x2="0" y2="{HEIGHT}">'
        '<stop class="sun-top" offset="0" stop-color="#ffc266"/>'
        '<stop class="sun-foot" offset="1" stop-color="#f7a94a"/>'
        f'</linearGradient></defs><path fill="url(#sunlight)" d="{bars_drawn}"/></svg>'
    )


def _top(place: int, bars: int) -> int:
    return round(LOWEST - (LOWEST - HIGHEST) * sin(pi * place / (bars - 1))) if bars > 1 else HIGHEST


def _bar(left: int, top: int) -> str:
    return (
        f"M{left} {HEIGHT}V{top + ROUND}a{ROUND} {ROUND} 0 0 1 {ROUND}-{ROUND}"
        f"h{BAR - 2 * ROUND}a{ROUND} {ROUND} 0 0 1 {ROUND} {ROUND}V{HEIGHT}z"
    )
