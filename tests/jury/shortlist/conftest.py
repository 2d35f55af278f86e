"""A screening of three candidates, counted, read by a chair and two jurors without ties."""

import pytest

from jury.shortlist.actions import decide, propose

REASON = "Listens, and the team says so."


@pytest.fixture
def read(screening, leader, candidates, release_of, no_ties, chair, juror, second_juror):
    """Candidates by code: Åse with an address, two without anybody to write to yet."""
    others = candidates("C02", "C03")
    release_of(screening, {"C01": (12, 4, 4), "C02": (12, 3, 4), "C03": (12, 2, 2)})
    no_ties(chair, juror, second_juror)
    return {"C01": leader.candidate, "C02": others[0], "C03": others[1]}


@pytest.fixture
def proposed_by_all(read, chair, juror, second_juror):
    for candidate in read.values():
        for seat in (chair, juror, second_juror):
            propose(candidate=candidate, choice="yes", reason=REASON, by=seat)
    return read


@pytest.fixture
def decided_on_all(proposed_by_all, chair):
    """Åse goes on, the others do not."""
    for code, candidate in proposed_by_all.items():
        decide(candidate=candidate, is_shortlisted=code == "C01", reason=REASON, by=chair)
    return proposed_by_all
