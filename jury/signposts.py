from jury.decision import signposts as decision
from jury.finals import signposts as finals
from jury.report import signposts as report
from jury.round_two import signposts as round_two
from jury.screening import signposts as screening


def plant() -> None:
    """Every room of the jury plants its own, in the order in which the award lives through them."""
    for room in (screening, round_two, finals, decision, report):
        room.plant()
