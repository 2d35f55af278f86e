"""Where survey figures come from: said on every page that shows them, if it was not this award's own ballots."""

from django import template

from award.editions.models import Edition
from surveys.counting.selectors import is_imported

register = template.Library()


@register.inclusion_tag("jury/imported.html")
def imported(edition: Edition) -> dict[str, bool]:
    return {"is_imported": is_imported(edition)}
