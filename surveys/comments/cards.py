"""The texts of a candidate as the moderator reads them: question by question, marked where somebody should look."""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.comments.flags import Flag, Known, Piece, flags, pieces
from surveys.comments.forms import DecisionForm
from surveys.comments.models import Comment
from surveys.questionnaire.texts import inert


@dataclass(frozen=True)
class Marked:
    """A text cut where it is marked, and below it each marked word with its reason."""

    pieces: tuple[Piece, ...]

    @property
    def reasons(self) -> list[Piece]:
        return list(dict.fromkeys(piece for piece in self.pieces if piece.why))


@dataclass(frozen=True)
class Card:
    """One text and the decision on it. Who else may read it is not shown: equal ticks would join two texts."""

    comment: Comment
    number: int
    original: Marked
    changed: Marked | None
    form: DecisionForm


@dataclass(frozen=True)
class Part:
    question: str
    cards: tuple[Card, ...]


def marked(text: str, known: Known) -> Marked:
    shown = inert(text)
    found: list[Flag] = flags(shown, known)
    return Marked(tuple(pieces(shown, found)))


def parts(
    rows: Sequence[Comment], asked: dict[str, str], known: Known, faulty: DecisionForm | None, pk: str
) -> list[Part]:
    """All cards under their questions; `faulty` is the form that was sent for the text `pk` and came back."""
    ordered = in_order(rows, asked)
    place = {row.pk: number for number, row in enumerate(ordered, 1)}
    return [
        Part(
            wording,
            tuple(
                Card(
                    row,
                    place[row.pk],
                    marked(row.text, known),
                    marked(row.shown_text, known) if row.is_changed else None,
                    faulty if faulty and row.pk == pk else DecisionForm(comment=row),
                )
                for row in ordered
                if row.question == code
            ),
        )
        for code, wording in asked.items()
    ]


def in_order(rows: Sequence[Comment], asked: dict[str, str]) -> list[Comment]:
    """Question by question, and within one in the order of random keys."""
    return [row for code in asked for row in rows if row.question == code]


def next_waiting(rows: Sequence[Comment], after: str) -> Comment | None:
    """The text to read next: the first that waits below this one, else the first that waits at all."""
    place = next((n for n, row in enumerate(rows) if row.pk == after), 0)
    return next((row for row in [*rows[place + 1 :], *rows[:place]] if row.is_waiting), None)
