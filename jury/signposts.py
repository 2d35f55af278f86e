from jury.conflicts import signposts as conflicts
from jury.counting import signposts as counting
from jury.decision import signposts as decision
from jury.feedback import signposts as feedback
from jury.finals import signposts as finals
from jury.numbers import signposts as numbers
from jury.report import signposts as report
from jury.round_two import signposts as round_two
from jury.screening import signposts as screening
from jury.shortlist import signposts as shortlist
from jury.summary import signposts as summary


def plant() -> None:
    """Every room of the jury plants its own, in the order in which the award lives through them."""
    for room in (
        counting,
        conflicts,
        screening,
        shortlist,
        numbers,
        round_two,
        finals,
        decision,
        summary,
        feedback,
        report,
    ):
        room.plant()
