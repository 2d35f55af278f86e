"""A call centre opens its links at once: 2,000 of them from one address, against the server as it is deployed.

python bench/openings.py [links]       on the database DATABASE_URL names: see bench/deployed.py

An opening is the link, the form it leads to, and that the form asks its statements. Nobody may be turned away: it ends
with an error if one opening fails, or if all together take longer than a minute.
"""

import sys
from datetime import timedelta

import django
from deployed import SECONDS, all_at_once, asked, database, server, told

django.setup()

from django.utils import timezone  # noqa: E402

from award.codes import new_code  # noqa: E402
from award.editions.actions import create_edition, set_dates  # noqa: E402
from award.editions.models import Edition  # noqa: E402
from award.editions.states import Phase  # noqa: E402
from nominations.candidates.models import Candidate  # noqa: E402
from nominations.candidates.states import Consent  # noqa: E402
from surveys.ballots import keys  # noqa: E402
from surveys.ballots.models import Ticket  # noqa: E402
from surveys.ballots.tickets import hashed  # noqa: E402


def links(number: int) -> list[str]:
    """An open survey of one large centre, and everybody's link."""
    edition = create_edition(slug="bench", name="Bench")
    set_dates(edition, {Phase.SURVEYS: (None, timezone.now() + timedelta(days=9))}, by=None)
    Edition.objects.filter(pk=edition.pk).update(phase=Phase.SURVEYS, rules_version=1, rules_hash="b" * 64)
    edition.refresh_from_db()
    candidate = Candidate.objects.create(edition=edition, code="C01", name="Åse", consent=Consent.ACCEPTED)
    keys.prove_count_key(edition=edition, code=keys.make_count_key(edition=edition, by=None), by=None)
    codes = [new_code() for _ in range(number)]
    Ticket.objects.bulk_create((Ticket(hash=hashed(code), candidate=candidate) for code in codes), batch_size=500)
    return codes


def opening(code: str) -> str:
    """What went wrong if somebody did not get their form."""
    status, headers, _body = asked(f"/s/{code}", {})
    if status != 303:
        return f"the link answered {status}"
    cookie = (headers["Set-Cookie"] or "").partition(";")[0]
    status, _headers, body = asked(headers["Location"], {"Cookie": cookie})
    return "" if status == 200 and b'data-state="open"' in body else f"the form answered {status}"


def is_up(code: str) -> bool:
    try:
        return not opening(code)
    except OSError:
        return False


def run(number: int) -> bool:
    codes = links(number)
    with server(lambda: is_up(codes[0])):
        took, waited, failed = all_at_once(opening, codes)
    told("openings", took, waited, failed)
    return not failed and took <= SECONDS


if __name__ == "__main__":
    with database():
        fine = run(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    sys.exit(not fine)
