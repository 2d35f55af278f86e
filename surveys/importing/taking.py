"""Results from elsewhere in four steps: the file, its columns, its words, a last look. Nothing is stored in between."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms

from award.editions.models import Edition
from award.refusal import Refused
from award.tables.findings import Faults
from surveys.counting.models import Release
from surveys.importing.filling import guessed_columns, guessed_words
from surveys.importing.forms import ColumnsForm, FilesForm, ReleaseForm, WordsForm
from surveys.importing.gathering import Rows
from surveys.importing.matching import Known
from surveys.importing.previewing import Preview, preview
from surveys.importing.rules import check_two_files
from surveys.importing.tables import Received, carried, carried_back, received

FILE, COLUMNS, WORDS, LOOK = "file", "columns", "words", "look"
KEPT = re.compile(r"carried$|[01]-|(answer|kind|sent|name)-")
BACK_TO_COLUMNS, BACK_TO_WORDS = "to-columns", "to-words"


@dataclass(frozen=True)
class Taken:
    """How far the files have come: the form of this step, what was said in the others, and what it would become."""

    step: str
    form: forms.Form
    said: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ()
    preview: Preview | None = None
    release: Release | None = None

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the page holds unseen from one step to the next."""
        return [(name, its) for name, its in self.said.items() if KEPT.match(name) and name not in self.form.fields]


def take(edition: Edition, posted: Any, files: Mapping[str, Any] | None, *, release: Callable[..., Release]) -> Taken:
    """`posted` is None for a look at the page. A new file goes as far by itself as its columns and words are clear."""
    if posted is None:
        return Taken(FILE, FilesForm())
    if "carried" not in posted:
        return _new(edition, posted, files, release)
    try:
        return _onwards(edition, carried_back(posted["carried"], edition), posted, release)
    except Refused as no:
        return _again(FilesForm(), no)


def _new(edition: Edition, posted: Any, files: Any, release: Callable[..., Release]) -> Taken:
    form = FilesForm(posted, files)
    if not form.is_valid():
        return Taken(FILE, form)
    sent = [form.cleaned_data[name] for name in ("file", "own") if form.cleaned_data.get(name)]
    try:
        sources, known = [each.read() for each in sent], Known.of(edition)
        check_two_files(sources)
        got = [received(each, lambda name: bool(known.called(name) or known.like(name))) for each in sources]
        text = carried(got, edition)
    except Refused as no:
        return _again(form, no)
    return _onwards(edition, got, {"carried": text, **guessed_columns(got, edition)}, release)


def _again(form: FilesForm, no: Refused) -> Taken:
    form.is_valid()
    form.errors.setdefault("file", forms.utils.ErrorList()).extend(str(no).splitlines())
    return Taken(FILE, form)


def _onwards(edition: Edition, files: list[Received], posted: Any, release: Callable[..., Release]) -> Taken:
    """`do` is the button: of the columns, of the words, the last one, or a step to go back to. None for a new file."""
    do, said, survey = posted.get("do", ""), _plain(posted), edition.content.survey
    columns = ColumnsForm(posted, files=files, survey=survey)
    left_out = [name for each in files for name in each.left_out]
    if do == BACK_TO_COLUMNS or not columns.is_valid():
        shown = columns if do == COLUMNS else ColumnsForm(None, files=files, survey=survey, initial=said)
        return Taken(COLUMNS, shown, said, left_out)
    form = partial(WordsForm, files=files, columns=columns.columns(), edition=edition)
    try:
        guesses = guessed_words(form(None), edition)
    except Refused as no:
        columns.add_error(None, str(no))
        return Taken(COLUMNS, columns, said, left_out)
    was_shown = do in (WORDS, LOOK)
    said = said if was_shown else guesses | said
    words = form(said)
    if do == BACK_TO_WORDS or not words.is_valid():
        return Taken(WORDS, words if was_shown else form(None, initial=said), said)
    seen = preview(edition, files, columns, words)
    confirm = ReleaseForm(posted if do == LOOK else None, seen=seen.seen, doubts=bool(seen.doubts))
    here = Taken(LOOK, confirm, said, preview=seen)
    return _released(here, words.makes_candidates, release) if do == LOOK and not seen.faults else here


def _released(here: Taken, makes_candidates: bool, release: Callable[..., Release]) -> Taken:
    rows: Mapping[str, Rows] = here.preview.rows if here.preview else {}
    if here.form.is_valid():
        try:
            made = release(rows=rows, faults=Faults(), create_candidates=makes_candidates)
        except Refused as no:
            here.form.add_error(None, str(no).splitlines())
        else:
            return Taken(LOOK, here.form, release=made)
    return here


def _plain(posted: Any) -> dict[str, str]:
    return {name: value for name, value in posted.items() if value}
