"""A screening whose count is through, and texts that employees wrote about Åse Østberg."""

import pytest

from award.editions.states import Phase
from surveys.comments import actions
from surveys.comments.models import Comment
from surveys.comments.selectors import fingerprint, texts
from surveys.counting.models import Release


@pytest.fixture
def screening(edition, leader, at):
    Release.objects.create(edition=edition, origin="sealed", payload={"candidates": []}, sha256="0" * 64)
    return at(edition, Phase.SCREENING)


@pytest.fixture
def write(screening, candidate):
    """Texts as the count leaves them: waiting, under random keys."""

    def keep(*written, question="comment", about=None, **ticks):
        rows = [Comment(candidate=about or candidate, question=question, text=text, **ticks) for text in written]
        return Comment.objects.bulk_create(rows)

    return keep


@pytest.fixture
def three(write):
    """Three texts, in the order in which they were written."""
    return write("Hun lytter og følger opp.", "Hun hjalp Kari mandag.", "Jeg er alene på nattskift.")


@pytest.fixture
def as_stored():
    """All columns of all texts, by key: to see what an act changed, and that it changed nothing else."""
    return lambda: {row["id"]: row for row in Comment.objects.values()}


@pytest.fixture
def hand_over():
    def finish(candidate, by=None):
        return actions.hand_over(candidate=candidate, seen=fingerprint(texts(candidate)), by=by)

    return finish


@pytest.fixture
def decided(three):
    """One shown as written, one changed, one withheld."""
    actions.show(comment=three[0])
    actions.show(comment=three[1], text="Hun hjalp [navn] en dag.")
    actions.withhold(comment=three[2])
    return three
