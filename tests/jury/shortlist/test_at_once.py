"""Two people, or two windows of one person, at the same moment."""

from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection

from jury.shortlist.actions import propose
from jury.shortlist.models import Proposal

REASON = "Listens, and the team says so."

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
        reason="SQLite in memory has one connection; files are locked whole",
    ),
]


def at_once(*acts):
    """Runs them in threads that start together; what goes wrong in one is returned."""
    failed, start = [], Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            propose(**act)
        except Exception as problem:
            failed.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_jurors_and_windows_at_once_make_every_revision_once(read, juror, second_juror, chair):
    acts = [
        {"candidate": read["C01"], "choice": "yes", "reason": f"{REASON} {n}", "by": seat}
        for n in range(4)
        for seat in (juror, second_juror, chair)
    ]

    failed = at_once(*acts)

    kept = Proposal.objects.values_list("juror", "revision")
    assert failed == []
    assert sorted(kept) == sorted((seat.pk, n) for seat in (juror, second_juror, chair) for n in (1, 2, 3, 4))


def test_the_same_proposal_from_two_windows_at_once_is_one(read, juror):
    act = {"candidate": read["C01"], "choice": "yes", "reason": REASON, "by": juror}

    assert at_once(act, act, act) == []
    assert Proposal.objects.count() == 1
