"""Run with the settings of a server: an edition that takes nominations, one that takes answers, and what opens both."""

import json
import sys
import time

import django

django.setup()

from django.core.mail import send_mail  # noqa: E402
from django.core.management import call_command  # noqa: E402

from award.codes import new_code  # noqa: E402
from award.editions.actions import create_edition  # noqa: E402
from award.editions.models import Edition  # noqa: E402
from nominations.candidates.models import Candidate, Leader  # noqa: E402
from nominations.candidates.tokens import consent_token  # noqa: E402
from nominations.intake import guards  # noqa: E402
from nominations.intake.receipts import sealed  # noqa: E402
from surveys.ballots import keys  # noqa: E402
from surveys.ballots.models import Ticket  # noqa: E402
from surveys.ballots.tickets import hashed  # noqa: E402

call_command("migrate", verbosity=0)


def edition(phase):
    made = create_edition(slug=phase, name=phase)
    Edition.objects.filter(pk=made.pk).update(phase=phase, rules_version=1, rules_hash=phase[0] * 64)
    made.refresh_from_db()
    candidate = Candidate.objects.create(edition=made, code="C01", name="Åse", consent="accepted")
    return made, candidate


nominating, candidate = edition("nominations")
leader = Leader.objects.create(candidate=candidate, name="Åse", email="ase@nordlys.example")
surveying, candidate = edition("surveys")
keys.prove_count_key(edition=surveying, code=keys.make_count_key(edition=surveying, by=None), by=None)
tickets = [new_code() for _ in range(9)]
Ticket.objects.bulk_create(Ticket(hash=hashed(each), candidate=candidate) for each in tickets)
receipts = [sealed(nominating, new_code()) for _ in range(9)]
statements = [item.code for item in surveying.content.survey.items]
send_mail("The stage is set", "Whoever looks for mails finds this one.", None, ["ase@nordlys.example"])
time.sleep(guards.QUICKEST.total_seconds())  # by now somebody may have read the form
json.dump(
    {"tickets": tickets, "receipts": receipts, "statements": statements, "token": consent_token(leader)}, sys.stdout
)
