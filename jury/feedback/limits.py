"""What the figures of a feedback can say and what they cannot, as far as it concerns those that are shown."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jury.feedback.selectors import Feedback
from surveys.counting.results import Result


def limits(found: Feedback, scale: tuple[int, int]) -> list[str]:
    """Sentence by sentence; without a figure, only what is in nobody's feedback."""
    shown = found.shown
    if shown is None:
        return [_not_here()]
    origin = (
        _("The survey was run elsewhere and its answers were imported; the rules of this award were applied to them.")
        if found.is_imported
        else _("Your team’s answers were sealed, opened together once after the survey had closed, and counted.")
    )
    span = {"low": scale[0], "high": scale[1]}
    means = _("Every figure of your team is a mean on the scale from %(low)s to %(high)s.") % span
    unsure = _(
        "On another day, or with other people at work, it would come out a little different: take differences of less "
        "than half a point for none. A difference is no mistake, yours or theirs: it is something to talk about."
    )
    bands = _("We call a view favourable from 75 on, mixed from 50 on, and unfavourable below, of 100.")
    return [
        origin,
        f"{means} {unsure}",
        *_coarse(shown),
        bands,
        _("How many answered is told nowhere here, not even roughly, and no figure is about one person."),
        *_group(found),
        _not_here(),
    ]


def _coarse(shown: Result) -> Iterator[str]:
    if shown.items:
        yield _(
            "Statements stand to the nearest half point; ≤ and ≥ mean “at most” and “at least”. That protects "
            "single answers."
        )
    else:
        yield _("In a small team only whole areas are shown. That protects single answers.")


def _group(found: Feedback) -> Iterator[str]:
    if found.is_group:
        yield _(
            "You who lead together read the same of your team; your own answers stand here for you alone, and the "
            "others read theirs."
        )


def _not_here() -> str:
    return _(
        "What nominators wrote and how many they were, what jurors noted and scored, places and totals, and anything "
        "about other candidates is in nobody’s feedback."
    )


def texts_words(found: Feedback) -> str:
    """The same whether nobody wrote, nobody allowed it, or too few wrote to be kept."""
    if found.texts:
        return _(
            "Written by employees who said that you may read it. A moderator has taken out what seemed to name "
            "somebody. The order says nothing, and no text belongs to a figure. Please do not guess who wrote."
        )
    return _(
        "There is no text for you to read. That says nothing about you or your team: texts are passed on only where "
        "enough people wrote, the writers wanted it, and nobody could be recognised."
    )
