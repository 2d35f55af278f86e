from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

register = template.Library()
PLACES = {"en": "en_GB", "nb": "nb_NO", "da": "da_DK"}


@register.simple_tag(takes_context=True)
def lang_query(context: dict[str, Any]) -> str:
    """`?lang=…` for links between anonymous pages, where the address alone carries the language."""
    return "" if context.get("seat") else f"?lang={get_language()}"


@register.inclusion_tag("components/share.html", takes_context=True)
def share(context: dict[str, Any], title: str, text: str) -> dict[str, Any]:
    """What a public page says of itself where a link to it is passed on; all other pages ask not to be listed."""
    here = f"{settings.SITE_ORIGIN}{context['request'].path}"
    return {
        "title": title,
        "text": text,
        "here": here,
        "language": get_language(),
        "place": PLACES[get_language() or "en"],
        "languages": [code for code, _name in settings.LANGUAGES],
        "picture": f"{settings.SITE_ORIGIN}{static('share.png')}",
    }
