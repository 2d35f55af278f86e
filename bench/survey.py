"""How much a survey page costs beside the least a server could do: ratios of one run, interleaved, medians.

python bench/survey.py [rounds]        on the database DATABASE_URL names (an SQLite file of its own without one)

The bare view parses the form and stores the answer with one UPDATE of one row; both go through the whole stack.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SCRATCH = Path(tempfile.mkdtemp(prefix="bench-survey-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "award.settings")
os.environ.setdefault("SECRET_KEY", "bench")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH / 'bench.sqlite3'}")
os.environ["KEY_DIR"] = str(SCRATCH / "keys")
os.environ["DEBUG"] = ""

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

from award.codes import new_code  # noqa: E402
from award.editions.actions import create_edition, set_dates  # noqa: E402
from award.editions.models import Edition  # noqa: E402
from award.editions.states import Phase  # noqa: E402
from award.urls import urlpatterns  # noqa: E402
from nominations.candidates.models import Candidate  # noqa: E402
from nominations.candidates.states import Consent  # noqa: E402
from surveys.ballots import keys  # noqa: E402
from surveys.ballots.models import Ticket  # noqa: E402
from surveys.ballots.states import TicketState  # noqa: E402
from surveys.ballots.tickets import hashed  # noqa: E402

PAGE = b"<!doctype html><title>bare</title>" + b"<p>a page that was rendered before</p>" * 700
ENVELOPE = bytes(4144)


def bare(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        ticket = hashed(request.POST["ticket"])
        Ticket.objects.filter(hash=ticket, state=TicketState.OPEN).update(
            state=TicketState.SEALED, envelope=ENVELOPE, withdraw_hash=hashed(request.POST["w"])
        )
    return HttpResponse(PAGE)


urlpatterns.insert(0, path("bare", bare))


def survey() -> tuple[Candidate, dict[str, str]]:
    edition = create_edition(slug="bench", name="Bench")
    set_dates(edition, {Phase.SURVEYS: (None, timezone.now() + timedelta(days=9))}, by=None)
    Edition.objects.filter(pk=edition.pk).update(phase=Phase.SURVEYS, rules_version=1, rules_hash="b" * 64)
    edition.refresh_from_db()
    candidate = Candidate.objects.create(edition=edition, code="C01", name="Åse", consent=Consent.ACCEPTED)
    keys.prove_count_key(edition=edition, code=keys.make_count_key(edition=edition, by=None), by=None)
    return candidate, {item.code: "4" for item in edition.content.survey.items}


def milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def post(client: Client, to: str, ticket: str, answers: dict[str, str]) -> None:
    """As a browser sends it; the test client's multipart would cost more than either view."""
    body = urlencode({"ticket": ticket, "w": new_code(), **answers})
    client.post(to, body, content_type="application/x-www-form-urlencoded")


def run(rounds: int) -> None:
    candidate, answers = survey()
    client = Client()
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in ("bare GET", "GET", "bare POST", "POST")}
    for _ in range(rounds + 5):
        mine, plain = new_code(), new_code()
        Ticket.objects.bulk_create(Ticket(hash=hashed(each), candidate=candidate) for each in (mine, plain))
        client.cookies["t"] = mine
        took["bare GET"].append(milliseconds(lambda: client.get("/bare")))
        took["GET"].append(milliseconds(lambda: client.get("/s/form")))
        took["bare POST"].append(milliseconds(partial(post, client, "/bare", plain, answers)))
        took["POST"].append(milliseconds(partial(post, client, "/s/form", mine, answers)))
    stored = Ticket.objects.filter(state=TicketState.SEALED).count()
    assert stored == 2 * (rounds + 5), stored
    walls = {name: median(wall for wall, _ in figures[5:]) for name, figures in took.items()}
    cpus = {name: median(cpu for _, cpu in figures[5:]) for name, figures in took.items()}
    for name in took:
        print(f"{name:10} {walls[name]:7.2f} ms   {cpus[name]:7.2f} ms CPU")
    print(f"GET  / bare GET   × {walls['GET'] / walls['bare GET']:.2f}   (a GET takes at most 5 ms CPU)")
    print(f"POST / bare POST  × {walls['POST'] / walls['bare POST']:.2f}   (at most 3)")
    both = (walls["GET"] + walls["POST"]) / (walls["bare GET"] + walls["bare POST"])
    print(f"whole answer      × {both:.2f}   (at most 3)")


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    runner = DiscoverRunner(verbosity=0, interactive=False)
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(SCRATCH / "test.sqlite3")
    databases = runner.setup_databases()
    try:
        run(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    finally:
        runner.teardown_databases(databases)
