"""What happens behind the scenes, each act in a process of its own: python -m tests.faults.stage ACT < told.json"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from award.codes import new_code  # noqa: E402
from award.editions.actions import advance, create_edition, set_dates  # noqa: E402
from award.editions.models import Edition  # noqa: E402
from award.editions.states import Phase  # noqa: E402
from jury.screening.measuring import measure  # noqa: E402
from nominations.candidates.models import Candidate  # noqa: E402
from nominations.candidates.states import Consent  # noqa: E402
from surveys.ballots import keys  # noqa: E402
from surveys.ballots.models import Ticket  # noqa: E402
from surveys.ballots.tickets import hashed  # noqa: E402
from surveys.counting.actions import count  # noqa: E402


def open_survey(*, slug):
    """An edition whose survey runs, its count code, and the codes of its statements."""
    edition = create_edition(slug=slug, name=slug.title(), contact="spor@samtaleprisen.example")
    set_dates(edition, {Phase.SURVEYS: (None, timezone.now() + timedelta(days=9))}, by=None)
    Edition.objects.filter(pk=edition.pk).update(phase=Phase.SURVEYS, rules_version=1, rules_hash="r" * 64)
    edition.refresh_from_db()
    code = keys.make_count_key(edition=edition, by=None)
    keys.prove_count_key(edition=edition, code=code, by=None)
    return edition, code, [item.code for item in edition.content.survey.items]


def tickets(*, slug, teams):
    """A survey with this many open tickets a team."""
    edition, code, items = open_survey(slug=slug)
    given = {}
    for name, number in teams.items():
        candidate = Candidate.objects.create(edition=edition, code=name, name=name, consent=Consent.ACCEPTED)
        given[name] = [new_code() for _ in range(number)]
        Ticket.objects.bulk_create(Ticket(hash=hashed(each), candidate=candidate) for each in given[name])
    return {"slug": slug, "code": code, "items": items, "tickets": given}


def close_and_count(*, slug, code):
    edition = advance(Edition.objects.get(slug=slug), Phase.SCREENING, by=None)
    count(edition=edition, code=code, measure=measure, by=None)


def close():
    """Stands ready first: starting takes longer than the race it shall be part of."""
    told = json.loads(sys.stdin.readline())
    print("ready", flush=True)
    sys.stdin.readline()
    close_and_count(**told)
    print("counted", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "close":
        close()
    else:
        print(json.dumps({"tickets": tickets}[sys.argv[1]](**json.load(sys.stdin))))
