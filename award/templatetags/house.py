from typing import Any

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def lang_query(context: dict[str, Any]) -> str:
    """`?lang=…` for links between anonymous pages, where the address alone carries the language."""
    return "" if context.get("seat") else f"?lang={get_language()}"
