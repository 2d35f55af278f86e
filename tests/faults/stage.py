"""What happens behind the scenes, each act in a process of its own: python -m tests.faults.stage ACT < told.json"""

import json
import random
import sys
from datetime import timedelta

import django

django.setup()

from django.core import mail  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from award.codes import new_code  # noqa: E402
from award.editions.actions import advance, create_edition, set_dates  # noqa: E402
from award.editions.models import Edition  # noqa: E402
from award.editions.states import Phase  # noqa: E402
from award.mail.tasks import send_off  # noqa: E402
from jury.counting.measuring import measure  # noqa: E402
from nominations.candidates.models import Candidate  # noqa: E402
from nominations.candidates.states import Consent  # noqa: E402
from surveys.ballots import issuing, keys  # noqa: E402
from surveys.ballots.actions import submit  # noqa: E402
from surveys.ballots.manifest import changing  # noqa: E402
from surveys.ballots.models import Ticket  # noqa: E402
from surveys.ballots.tickets import hashed  # noqa: E402
from surveys.counting.actions import count  # noqa: E402
from surveys.invitations.actions import invite, issue  # noqa: E402
from surveys.rosters.actions import set_roster  # noqa: E402
from surveys.rosters.links import ticket_of  # noqa: E402
from surveys.rosters.models import Invitee  # noqa: E402


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
        with transaction.atomic(), changing(edition):
            Ticket.objects.bulk_create(Ticket(hash=hashed(each), candidate=candidate) for each in given[name])
    return {"slug": slug, "code": code, "items": items, "tickets": given}


def invited(*, run, n):
    """A team of `n` on a roster in no order, all written to: who was given what, for nobody but the judge."""
    edition, code, items = open_survey(slug=f"team-{run}")
    candidate = Candidate.objects.create(edition=edition, code="C01", name="Åse Østberg", consent=Consent.ACCEPTED)
    emails = [f"p{number}@run{run}.example" for number in range(n)]
    set_roster(candidate=candidate, text="\n".join(mixed(emails)), by=None)
    mail.outbox = []
    invite(edition=edition, by=None, now=timezone.now())
    marks = mixed([(item, point) for item in items for point in (1, 2, 4, 5)])
    people = {
        invitee.email: {"ticket": ticket_of(invitee), "w": new_code(), "mark": mark}
        for invitee, mark in zip(Invitee.objects.filter(candidate=candidate), marks, strict=False)
    }
    return {
        "slug": edition.slug,
        "code": code,
        "items": items,
        "team": candidate.pk,
        "people": {email: people[email] for email in mixed(emails)},  # in the order in which they will answer
        "written_to": [message.to[0] for message in mail.outbox],
    }


def issued(*, slug, teams, n):
    """Teams of `n` with links, whose letters wait for a worker: whose link is whose, for nobody but the judge."""
    edition, _code, _items = open_survey(slug=slug)
    for number in range(teams):
        name = f"C{number + 1:02d}"
        candidate = Candidate.objects.create(edition=edition, code=name, name=name, consent=Consent.ACCEPTED)
        set_roster(candidate=candidate, text="\n".join(f"p{each}@t{number}.example" for each in range(n)), by=None)
    send_off(issue(edition=edition, by=None, now=timezone.now()))
    people = Invitee.objects.filter(candidate__edition=edition).select_related("candidate__edition")
    return {person.email: ticket_of(person) for person in people}


def opened(*, tickets):
    """How many of these links show a form that can be answered."""
    browser = Client(SERVER_NAME="127.0.0.1")
    pages = (browser.get(f"/s/{ticket}", follow=True) for ticket in tickets)
    return sum(b'data-state="open"' in page.content for page in pages)


def answered(*, runs, n):
    """Teams whose members have all answered, one after another as people do."""
    teams = [invited(run=run, n=n) for run in range(runs)]
    for team in teams:
        for person in team["people"].values():
            item, point = person["mark"]
            answers = {**dict.fromkeys(team["items"], "3"), item: str(point)}
            outcome = submit(ticket=person["ticket"], w=person["w"], given=answers, now=timezone.now())
            assert outcome == "stored"
    return teams


def answered_carelessly(**told):
    """The same, but tickets are stored in the order in which people are found."""
    issuing.sorted = list
    return answered(**told)


def counted(*, surveys):
    for survey in surveys:
        close_and_count(**survey)


def mixed(things):
    return random.sample(things, len(things))


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
        acts = {act.__name__: act for act in (tickets, invited, issued, opened, answered, answered_carelessly, counted)}
        print(json.dumps(acts[sys.argv[1]](**json.load(sys.stdin))))
