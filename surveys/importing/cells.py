"""What stands in the columns that were chosen, each word once: the words whose meaning must be known."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from award.refusal import Refused
from nominations.candidates.states import Consent
from surveys.importing.gathering import Columns
from surveys.importing.guessing import WHOLE
from surveys.importing.matching import Known
from surveys.importing.tables import Table

MOST_WORDS, MOST_KINDS, MOST_NAMES = 60, 12, 50


def answers_in(parts: Iterable[tuple[Table, Columns]]) -> list[str]:
    found: dict[str, None] = {}
    for table, columns in parts:
        for place in columns.statements:
            values = table.values(place) if place is not None else []
            if len(values) > MOST_WORDS // 2:
                words = _("The column “%(name)s” holds %(n)s different words: it does not answer a statement.")
                raise Refused(words % {"name": table.header[place or 0], "n": len(values)})
            found |= dict.fromkeys(values)
    if len(found) > MOST_WORDS:
        raise Refused(
            _("The columns of the statements hold %(n)s different words: too many for a scale.") % {"n": len(found)}
        )
    return sorted(found, key=_as_counted)


def kinds_in(parts: Iterable[tuple[Table, Columns]]) -> list[str]:
    """What the column of who answered says; nothing is a word, too, where a row says it."""
    found = _words_of((table, columns.respondent) for table, columns in parts)
    if len(found) > MOST_KINDS:
        raise Refused(_("The column of who answered holds %(n)s different words.") % {"n": len(found)})
    return found


def sents_in(parts: Iterable[tuple[Table, Columns]]) -> list[str]:
    """What the column of what was sent says beside a time or nothing at all."""
    found = [word for word in _words_of((table, columns.complete) for table, columns in parts) if word not in ("", "x")]
    if len(found) > MOST_KINDS:
        raise Refused(_("The column of what was sent holds %(n)s different words.") % {"n": len(found)})
    return found


def names_in(parts: Iterable[tuple[Table, Columns]], known: Known) -> list[str]:
    """What a file calls those it is about, where that is not the code or the exact name of one who takes part."""
    called = _words_of((table, columns.candidate) for table, columns in parts)
    found = [name for name in called if [each.consent for each in known.called(name)] != [Consent.ACCEPTED]]
    if len(found) > MOST_NAMES:
        words = _("%(n)s words in the column of leaders mean nobody who takes part. Choose another, or write codes.")
        raise Refused(words % {"n": len(found)})
    return found


def _words_of(columns: Iterable[tuple[Table, int | None]]) -> list[str]:
    return list(dict.fromkeys(word for table, place in columns if place is not None for word in table.column(place)))


def _as_counted(word: str) -> tuple[int, float, str]:
    """Numbers first, in their order."""
    number = WHOLE.fullmatch(word)
    return (0, float(number[1]), word) if number else (1, 0, word.casefold())
