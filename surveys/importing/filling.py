"""What the forms of columns and words say at first: what is guessed, in the fields' own names."""

import math
from collections.abc import Sequence

from award.editions.models import Edition
from surveys.importing import guessing
from surveys.importing.forms import EVERY_ROW, NO_ANSWER, OUT, WHOLE, WordsForm, key
from surveys.importing.matching import Known
from surveys.importing.tables import Received


def guessed_columns(files: Sequence[Received], edition: Edition) -> dict[str, str]:
    """What a new file's columns probably mean, as the form of columns would send it."""
    survey, known, found = edition.content.survey, Known.of(edition), dict[str, str]()
    for n, each in enumerate(files):
        statements = guessing.columns_of_statements(each.table, survey)
        who = guessing.column_of_respondents(each.table, statements) if n == 0 else None
        whom = guessing.column_of_candidates(each.table, known, [*statements, who])
        sent = guessing.column_of_sent(each.table, [*statements, who, whom])
        places: dict[str, int | None] = {"candidate": whom, "respondent": who, "complete": sent}
        places |= {item.code: place for item, place in zip(survey.items, statements, strict=True)}
        found |= {f"{n}-{name}": str(place) for name, place in places.items() if place is not None}
        found.setdefault(f"{n}-complete", EVERY_ROW)
        if len(files) > 1:
            found.setdefault("0-respondent", EVERY_ROW)
    return found


def guessed_words(form: WordsForm, edition: Edition) -> dict[str, str]:
    """What its words probably mean, as the form of words would send it."""
    points = guessing.points_of(form.answers, form.survey)
    found = {key("answer", word): NO_ANSWER if math.isnan(n) else str(int(n)) for word, n in points.items()}
    kinds = {word: guessing.respondent_of(word) for word in form.kinds}
    found |= {key("kind", word): its for word, its in kinds.items() if its}
    sents = {word: guessing.is_sent(word) for word in form.sents}
    found |= {key("sent", word): WHOLE if its else OUT for word, its in sents.items() if its is not None}
    known = Known.of(edition)
    likely = {word: known.like(word) for word in form.names}
    return found | {key("name", word): its.code for word, its in likely.items() if its}
