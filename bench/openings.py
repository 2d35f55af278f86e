"""A call centre opens its links at once: 2,000 of them from one address, against the server as it is deployed.

python bench/openings.py [links]       on the database DATABASE_URL names: an own SQLite file without one, and on
                                       PostgreSQL a database of its own, made and dropped beside it

An opening is the link, the form it leads to, and that the form asks its statements. Nobody may be turned away: it ends
with an error if one opening fails, or if all together take longer than a minute.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SCRATCH = Path(tempfile.mkdtemp(prefix="bench-openings-"))
AT_ONCE, SECONDS = 16, 60
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    PORT = free.getsockname()[1]
BESIDE = os.environ.get("DATABASE_URL", "")
OWN = f"bench_openings_{os.getpid()}"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "award.settings")
os.environ |= {
    "SECRET_KEY": "bench" * 10,
    "DATABASE_URL": f"{BESIDE.rpartition('/')[0]}/{OWN}" if BESIDE else f"sqlite:///{SCRATCH / 'bench.sqlite3'}",
    "KEY_DIR": str(SCRATCH / "keys"),
    "SITE_ORIGIN": f"http://127.0.0.1:{PORT}",
    "ALLOWED_HOSTS": "127.0.0.1",
    "BIND": f"127.0.0.1:{PORT}",
    "DEBUG": "",
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
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


def opened(code: str) -> tuple[float, str]:
    """How long somebody waited for their form, and what went wrong if they did not get it."""
    begun = time.perf_counter()
    try:
        wrong = _open(code)
    except OSError as broken:
        wrong = type(broken).__name__
    return time.perf_counter() - begun, wrong


def _open(code: str) -> str:
    status, headers, _body = _get(f"/s/{code}", {})
    if status != 303:
        return f"the link answered {status}"
    cookie = (headers["Set-Cookie"] or "").partition(";")[0]
    status, _headers, body = _get(headers["Location"], {"Cookie": cookie})
    return "" if status == 200 and b'data-state="open"' in body else f"the form answered {status}"


def _get(path: str, headers: dict[str, str]) -> tuple[int, http.client.HTTPMessage, bytes]:
    visitor = http.client.HTTPConnection("127.0.0.1", PORT, timeout=SECONDS)
    try:
        visitor.request("GET", path, headers=headers)
        answer = visitor.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        visitor.close()


def run(number: int) -> bool:
    codes = links(number)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "award.wsgi"], cwd=ROOT
    )
    try:
        while opened(codes[0])[1]:
            time.sleep(0.2)
        begun = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as visitors:
            waited = list(visitors.map(opened, codes))
        took = time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait()
    failed = [wrong for _seconds, wrong in waited if wrong]
    cuts = quantiles([seconds * 1000 for seconds, _wrong in waited], n=100)
    print(f"{connection.vendor}: {number} openings by {AT_ONCE} at once in {took:.1f} s: {number / took:.0f} a second")
    print(f"waited: median {cuts[49]:.0f} ms, 99 of 100 at most {cuts[98]:.0f} ms   (at most {SECONDS} s for all)")
    print(f"failed: {len(failed)}", *sorted(set(failed)))
    return not failed and took <= SECONDS


def beside(sql: str) -> None:
    """Said to the database that was named, which keeps nothing of this."""
    with psycopg.connect(BESIDE, autocommit=True) as connected:
        connected.execute(sql)


if __name__ == "__main__":
    if BESIDE:
        beside(f"CREATE DATABASE {OWN}")
    try:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        fine = run(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    finally:
        if BESIDE:
            beside(f"DROP DATABASE {OWN} WITH (FORCE)")
    sys.exit(not fine)
