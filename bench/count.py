"""How long the count of 50,000 sealed ballots takes, and whether it grows with them: budget 30 s, linear.

Fifty teams of a thousand are sealed with a real key into a throw-away database, then counted by the action the page
calls: opening, checking, measuring, histograms and the release. The same is done with half of the teams, and the
ratio of the two says how it grows. Memory is that of one team at a time.

Run: python bench/count.py
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp())
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "award.settings",
    "SECRET_KEY": "bench",
    "KEY_DIR": str(FOLDER / "keys"),
    "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{FOLDER / 'bench.sqlite3'}",
}
sys.path.insert(0, str(Path(__file__).parents[1]))

import django  # noqa: E402

django.setup()

import numpy as np  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from award.editions.actions import create_edition  # noqa: E402
from award.editions.models import Edition  # noqa: E402
from award.editions.states import Phase  # noqa: E402
from jury.counting.measuring import measure  # noqa: E402
from nominations.candidates.models import Candidate, Leader  # noqa: E402
from nominations.candidates.states import Consent  # noqa: E402
from surveys.ballots.keys import make_count_key  # noqa: E402
from surveys.ballots.manifest import changing  # noqa: E402
from surveys.ballots.models import Ticket  # noqa: E402
from surveys.ballots.sealing import bound_to, seal  # noqa: E402
from surveys.ballots.selectors import count_key  # noqa: E402
from surveys.ballots.states import TicketState  # noqa: E402
from surveys.counting.actions import count  # noqa: E402
from surveys.questionnaire import Questionnaire  # noqa: E402
from surveys.selves.models import SelfAssessment  # noqa: E402

TEAMS, EMPLOYEES, BUDGET = 50, 1_000, 30.0


def survey_of(slug: str, teams: int) -> tuple[Edition, str]:
    """An edition whose ballots are all in, and the code that opens them."""
    edition = create_edition(slug=slug, name=slug)
    Edition.objects.filter(pk=edition.pk).update(phase=Phase.SURVEYS, rules_version=1, rules_hash="f" * 64)
    edition.refresh_from_db()
    code = make_count_key(edition=edition, by=None)
    for number in range(teams):
        candidate = Candidate.objects.create(
            edition=edition, code=f"C{number:02}", name=f"Leader {number:02}", consent=Consent.ACCEPTED
        )
        fill(candidate, np.random.default_rng(number))
    Edition.objects.filter(pk=edition.pk).update(phase=Phase.SCREENING)
    edition.refresh_from_db()
    return edition, code


def fill(candidate: Candidate, rng: np.random.Generator) -> None:
    """A thousand ballots and a self-assessment."""
    edition = candidate.edition
    questionnaire, key = Questionnaire.of(edition), count_key(edition)
    codes, info = [item.code for item in questionnaire.items], bound_to(edition.pk, candidate.pk)
    points = np.clip(np.rint(rng.normal(3.7, 0.9, (EMPLOYEES + 1, len(codes)))), 1, 5).astype(int).tolist()
    leader = Leader.objects.create(candidate=candidate, name=candidate.name, consent=Consent.ACCEPTED)
    SelfAssessment.objects.create(leader=leader, answers=dict(zip(codes, points.pop(), strict=True)))
    envelopes = (
        seal(
            questionnaire.pack(dict(zip(codes, row, strict=True))), bytes(key.public), info, questionnaire.envelope_size
        )
        for row in points
    )
    with transaction.atomic(), changing(edition):
        Ticket.objects.bulk_create(
            Ticket(hash=os.urandom(32), candidate=candidate, state=TicketState.SEALED, envelope=envelope)
            for envelope in envelopes
        )


def seconds(teams: int) -> tuple[float, float]:
    """On the clock, and of the processor: the latter says how it grows, whoever else is busy here."""
    edition, code = survey_of(f"bench-{teams}", teams)
    start, busy = time.perf_counter(), time.process_time()
    count(edition=edition, code=code, measure=measure, by=None)
    return time.perf_counter() - start, time.process_time() - busy


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    (_, half), (clock, whole) = seconds(TEAMS // 2), seconds(TEAMS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{TEAMS * EMPLOYEES:,} ballots in {TEAMS} teams: {clock:.1f} s (budget {BUDGET:g} s), peak {memory} MB")
    print(f"twice the teams take x{whole / half:.2f} the processor time (linear: x2)")
