"""Everybody opens their link in the same minute, from one address: links, forms, refusals, slowest, as deployed.

python bench/openings.py [links]       on the database DATABASE_URL names (an SQLite file of its own without one)

An employer's network shows all its people under one address, so nothing may slow them down. gunicorn runs with
`deploy/gunicorn.conf.py`; sixteen browsers follow `/s/<ticket>` to the form, each on a connection it keeps.
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

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SCRATCH = Path(tempfile.mkdtemp(prefix="bench-openings-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "award.settings")
os.environ.setdefault("SECRET_KEY", "bench")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH / 'bench.sqlite3'}")
os.environ["KEY_DIR"] = str(SCRATCH / "keys")
os.environ["DEBUG"] = ""

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402
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

BROWSERS = 16
AT_MOST = 60  # seconds for 2,000 links


def links(number: int) -> list[str]:
    edition = create_edition(slug="bench", name="Bench")
    set_dates(edition, {Phase.SURVEYS: (None, timezone.now() + timedelta(days=9))}, by=None)
    Edition.objects.filter(pk=edition.pk).update(phase=Phase.SURVEYS, rules_version=1, rules_hash="b" * 64)
    edition.refresh_from_db()
    candidate = Candidate.objects.create(edition=edition, code="C01", name="Åse", consent=Consent.ACCEPTED)
    keys.prove_count_key(edition=edition, code=keys.make_count_key(edition=edition, by=None), by=None)
    tickets = [new_code() for _ in range(number)]
    Ticket.objects.bulk_create(Ticket(hash=hashed(ticket), candidate=candidate) for ticket in tickets)
    return tickets


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int) -> subprocess.Popen[bytes]:
    """The server of a deployment, on the database the links were written to."""
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"]
    here = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"{url.rsplit('/', 1)[0]}/{name}"
    origin = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "DATABASE_URL": here, "BIND": f"127.0.0.1:{port}", "SITE_ORIGIN": origin}
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "deploy" / "gunicorn.conf.py"), "award.wsgi"]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            follow(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "0" * 26)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not listen")


def follow(browser: http.client.HTTPConnection, ticket: str) -> tuple[str, float]:
    """One person: the link, the redirect with its cookie, the form. What came of it, and how long it took."""
    started = time.perf_counter()
    browser.request("GET", f"/s/{ticket}")
    sent_on = browser.getresponse()
    sent_on.read()
    if sent_on.status != 303:
        return f"link {sent_on.status}", time.perf_counter() - started
    cookie = sent_on.headers["Set-Cookie"].split(";")[0]
    browser.request("GET", sent_on.headers["Location"], headers={"Cookie": cookie})
    form = browser.getresponse()
    is_form = ticket.encode() in form.read()
    return ("opened" if form.status == 200 and is_form else f"form {form.status}"), time.perf_counter() - started


def one_browser(port: int, tickets: list[str]) -> list[tuple[str, float]]:
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    came = []
    for ticket in tickets:
        try:
            came.append(follow(browser, ticket))
        except (OSError, http.client.HTTPException) as broken:
            browser.close()
            came.append((type(broken).__name__, 0.0))
    return came


def run(number: int) -> None:
    tickets, port = links(number), free_port()
    connection.close()
    server = serve(port)
    try:
        wait_for(port)
        started = time.perf_counter()
        with ThreadPoolExecutor(BROWSERS) as people:
            shares = [people.submit(one_browser, port, tickets[nth::BROWSERS]) for nth in range(BROWSERS)]
            came = [each for share in shares for each in share.result()]
        took = time.perf_counter() - started
    finally:
        server.terminate()
        server.wait()
    failures = [outcome for outcome, _ in came if outcome != "opened"]
    times = sorted(seconds for _, seconds in came)
    print(f"{connection.vendor}: {len(came)} links in {took:.1f} s   (at most {AT_MOST * number / 2000:.0f})")
    print(f"openings/s        {len(came) / took:.0f}")
    print(f"median, slowest   {times[len(times) // 2] * 1000:.0f} ms, {times[-1] * 1000:.0f} ms")
    print(f"failures          {len(failures)} {sorted(set(failures))}")


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    call_command("collectstatic", interactive=False, verbosity=0)
    runner = DiscoverRunner(verbosity=0, interactive=False)
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(SCRATCH / "test.sqlite3")
    elif "TEST_NAME" in os.environ:
        connection.settings_dict["TEST"]["NAME"] = os.environ["TEST_NAME"]
    databases = runner.setup_databases()
    try:
        run(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    finally:
        runner.teardown_databases(databases)
