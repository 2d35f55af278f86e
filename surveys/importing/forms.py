import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.content.reading import Survey
from award.editions.models import Edition
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.importing.cells import answers_in, kinds_in, names_in, sents_in
from surveys.importing.gathering import EMPLOYEE, LEFT_OUT, SELF, Columns, Words
from surveys.importing.matching import Known, loosely
from surveys.importing.tables import LIMITS, Received, Table

Choices = list[tuple[str, str]]

NOT_ASKED, EVERY_ROW, NO_ANSWER, NEW, OUT, WHOLE = "none", "all", "none", "new", "out", "whole"
EXAMPLES = 3


class FilesForm(forms.Form):
    """What a survey tool or an institute gave: one file of everybody, or one of employees and one of leaders."""

    file = forms.FileField(
        label=gettext_lazy("File of the answers"),
        help_text=gettext_lazy("CSV or XLSX, one row per response, with a heading for every column."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
        error_messages={"required": gettext_lazy("Choose a file of at most 50 MB.")},
    )
    own = forms.FileField(
        label=gettext_lazy("The leaders’ own answers, if they are a file of their own"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("file", "own"):
            if cleaned.get(name) and cleaned[name].size > LIMITS.bytes:
                self.add_error(name, _("The file is larger than %(size)s MB.") % {"size": LIMITS.bytes // 2**20})
        return cleaned


class ColumnsForm(forms.Form):
    """Which column says what, in each of the files."""

    def __init__(self, data: Any, *, files: Sequence[Received], survey: Survey, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.received, self.survey = files, survey
        for n, each in enumerate(files):
            self._add_file(n, each.table)

    def _add_file(self, n: int, table: Table) -> None:
        columns = [(str(place), _described(table, place)) for place in range(len(table.header))]
        nothing = ("", _("Choose a column"))
        self.fields[f"{n}-candidate"] = _choice(_("Which leader it is about"), [nothing, *columns])
        if n == 0:
            everybody = (EVERY_ROW, _("No column: employees answered every row"))
            self.fields["0-respondent"] = _choice(_("Who answered: employee or leader"), [nothing, everybody, *columns])
        every = (EVERY_ROW, _("No column: every response is whole"))
        label = _("When it was sent: rows where this is empty are left out")
        self.fields[f"{n}-complete"] = _choice(label, [every, *columns], initial=EVERY_ROW)
        for item in self.survey.items:
            words = item.leader if n else item.employee
            choices = [nothing, (NOT_ASKED, _("It was not asked")), *columns]
            self.fields[f"{n}-{item.code}"] = _choice(f"{item.code} · {words}", choices)

    @property
    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields as they stand together on the page, file by file."""
        titles = [_("The file"), _("The leaders’ own file")]
        for n, title in enumerate(titles[: len(self.received)]):
            here = [field for field in self if field.name.startswith(f"{n}-")]
            statements = {f"{n}-{item.code}" for item in self.survey.items}
            yield title, [field for field in here if field.name not in statements]
            yield _("Its statements"), [field for field in here if field.name in statements]

    def clean(self) -> dict[str, Any]:
        """No column means two things."""
        cleaned = super().clean() or self.cleaned_data
        used: dict[tuple[str, str], str] = {}
        for name, place in list(cleaned.items()):
            first = used.setdefault((name[0], place), name)
            if place.isdecimal() and first != name:
                label = self.fields[first].label
                self.add_error(name, _("This column is taken for “%(other)s” already.") % {"other": label})
        return cleaned

    def columns(self) -> list[Columns]:
        return [self._columns(n) for n in range(len(self.received))]

    def _columns(self, n: int) -> Columns:
        said = self.cleaned_data
        return Columns(
            candidate=int(said[f"{n}-candidate"]),
            statements=tuple(_place(said[f"{n}-{item.code}"]) for item in self.survey.items),
            respondent=_place(said.get(f"{n}-respondent", EVERY_ROW)),
            everybody=SELF if n else EMPLOYEE,
            complete=_place(said[f"{n}-complete"]),
        )


class WordsForm(forms.Form):
    """What the words in the cells mean: points of the scale, who answered, and whom they answered about."""

    def __init__(
        self, data: Any, *, files: Sequence[Received], columns: Sequence[Columns], edition: Edition, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.survey, known = edition.content.survey, Known.of(edition)
        parts = [(each.table, its) for each, its in zip(files, columns, strict=True)]
        self.answers = answers_in(parts)
        self.kinds, self.sents = kinds_in(parts), sents_in(parts)
        self.names = names_in(parts, known)
        scale = [(str(n), f"{n} · {word}" if word else str(n)) for n, word in self.survey.scale.worded]
        points: Choices = [("", _("Choose")), *scale, (NO_ANSWER, _("No answer"))]
        people: Choices = [
            ("", _("Choose")),
            (EMPLOYEE, _("An employee")),
            (SELF, _("The leader, of themselves")),
            (OUT, _("Leave these rows out")),
        ]
        for word in self.answers:
            self.fields[key("answer", word)] = _choice(word, points)
        for word in self.kinds:
            self.fields[key("kind", word)] = _choice(word or _("(nothing stands there)"), people)
        whether: Choices = [("", _("Choose")), (WHOLE, _("The response was sent")), (OUT, _("Leave these rows out"))]
        for word in self.sents:
            self.fields[key("sent", word)] = _choice(word, whether)
        if self.names:
            meant = [("", _("Choose")), *_candidates(edition), (NEW, _("A new candidate of this name"))]
            out = (OUT, _("Leave these rows out"))
            for word in self.names:
                choices = [*meant, out] if word else [meant[0], out]
                self.fields[key("name", word)] = _choice(word or _("(nothing stands there)"), choices)

    @property
    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields as they stand together on the page."""
        yield _("Answers"), [self[key("answer", word)] for word in self.answers]
        yield _("Who answered"), [self[key("kind", word)] for word in self.kinds]
        yield _("Whether it was sent"), [self[key("sent", word)] for word in self.sents]
        yield _("Whom it is about"), [self[key("name", word)] for word in self.names]

    def words(self) -> Words:
        said = self.cleaned_data
        points = {word: said[key("answer", word)] for word in self.answers}
        kinds = {word: said[key("kind", word)] for word in self.kinds}
        names = {word: said[key("name", word)] for word in self.names}
        first: dict[str, str] = {}
        spelled = {word: first.setdefault(loosely(word), word) for word, its in names.items() if its == NEW}
        return Words(
            {"": math.nan, **{word: math.nan if its == NO_ANSWER else float(its) for word, its in points.items()}},
            {word: LEFT_OUT if its == OUT else its for word, its in kinds.items()},
            frozenset({"", *(word for word in self.sents if said[key("sent", word)] == OUT)}),
            spelled | {word: LEFT_OUT if its == OUT else its for word, its in names.items() if its != NEW},
        )

    @property
    def makes_candidates(self) -> bool:
        return any(self.cleaned_data[key("name", word)] == NEW for word in self.names)


class ReleaseForm(forms.Form):
    """The last look: what will be released, once, and what should be looked at before."""

    def __init__(self, data: Any, *, seen: str, doubts: bool) -> None:
        super().__init__(data, initial={"seen": seen})
        self.seen = seen
        if doubts:
            self.fields["looked"] = forms.BooleanField(
                label=_("I have looked at these points, and it is right so."),
                error_messages={"required": _("Look at the points above, then tick the box.")},
            )
        self.fields["once"] = forms.BooleanField(
            label=_("Release these results. It is done once: no other file can follow."),
            error_messages={"required": _("Tick the box to release the results.")},
        )
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_seen(self) -> str:
        """What is ticked is what was shown, even if a candidate has declined in between."""
        if self.cleaned_data["seen"] != self.seen:
            self.data = {"seen": self.seen}
            raise forms.ValidationError(_("Something has changed since you looked. Look again, then tick the boxes."))
        return self.seen


def key(kind: str, word: str) -> str:
    """A field's name: the same word keeps its meaning when other columns are chosen."""
    return f"{kind}-{hashlib.sha256(word.encode()).hexdigest()[:16]}"


def _described(table: Table, place: int) -> str:
    """A heading, and what stands below it."""
    heading, values = Truncator(table.header[place]).chars(80), table.values(place)
    shown = [Truncator(value).chars(20) for value in values[:EXAMPLES]]
    return f"{heading} ({', '.join(shown)})" if values != ["x"] else heading


def _candidates(edition: Edition) -> Choices:
    return [(each.code, _called(each)) for each in accepted(edition)]


def _called(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.code})"


def _choice(label: Any, choices: Choices, **options: Any) -> forms.ChoiceField:
    missing: Mapping[str, Any] = {"required": _("Choose what it means."), "invalid_choice": _("Choose what it means.")}
    return forms.ChoiceField(label=label, choices=choices, error_messages=dict(missing), **options)


def _place(said: str) -> int | None:
    return int(said) if said.isdecimal() else None
