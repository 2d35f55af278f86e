"""Several names in one sentence, as the language of the page strings them together."""

from collections.abc import Sequence

from babel.lists import format_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.questionnaire.dates import SPOKEN


def joined(parts: Sequence[str]) -> str:
    """“a, b and c”."""
    return format_list(list(parts), locale=SPOKEN.get(get_language() or "en", "en_GB"))


def quoted(parts: Sequence[str]) -> str:
    """“a” and “b”: statements and areas keep their own words, without the full stop inside a sentence."""
    return joined([_("“%(name)s”") % {"name": part.rstrip(".")} for part in parts])
