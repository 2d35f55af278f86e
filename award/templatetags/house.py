from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import get_language

from award.content.reading import Trait
from award.desks.horizon import bars, sunrise

register = template.Library()


@register.simple_tag
def lang_query() -> str:
    """`?lang=…` for links between anonymous pages, where the address alone carries the language."""
    return f"?lang={get_language()}"


@register.inclusion_tag("components/sunmark.html")
def sunmark(lit: int | None = None, of: int = 7, css: str = "") -> dict[str, Any]:
    """The mark: a sound level and a sunrise at once. `lit` (from 0) shows one of `of` bars: the sign of a trait."""
    return {"bars": bars(of), "lit": lit, "width": 8 * of - 4, "css": css}


@register.inclusion_tag("components/sun.html")
def sun(traits: Sequence[Trait]) -> dict[str, Any]:
    """The large sun: one bar a trait, with its name."""
    return {"bars": sunrise([str(trait.name) for trait in traits]), "width": 63 * len(traits) - 9}
