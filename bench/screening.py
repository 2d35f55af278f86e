"""How much the screening list costs beside the least a server could do: ratios of one run, interleaved, medians.

python bench/screening.py [rounds]     on the database DATABASE_URL names (an SQLite file of its own without one)

500 candidates with figures of their own, read by a juror whom nothing binds. The bare view renders a table of as many
rows and cells from numbers that lie ready, through the whole stack. The files are measured from the same table that
csv.writer and XlsxWriter get as it is; what asking for them costs with door and database stands beside it. The list
has its drawing in it.
"""

import csv
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SCRATCH = Path(tempfile.mkdtemp(prefix="bench-screening-"))
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
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

from award.accounts.actions import give_seat  # noqa: E402
from award.accounts.models import Seat  # noqa: E402
from award.accounts.states import Role  # noqa: E402
from award.editions.actions import create_edition  # noqa: E402
from award.editions.models import Edition  # noqa: E402
from award.editions.states import Phase  # noqa: E402
from award.tables.files import TEXT_ONLY, csv_of, workbook_of  # noqa: E402
from award.urls import urlpatterns  # noqa: E402
from jury.conflicts.models import Declaration  # noqa: E402
from jury.conflicts.states import Standing  # noqa: E402
from jury.screening.lists import as_table, screening  # noqa: E402
from nominations.candidates.models import Candidate  # noqa: E402
from nominations.candidates.states import Consent  # noqa: E402
from surveys.counting.models import Release  # noqa: E402

CANDIDATES, FEW = 500, 3
CELLS: list[list[str]] = []
BARE = engines["django"].from_string(
    "{% extends 'base.html' %}{% block content %}<table>{% for row in rows %}<tr>{% for cell in row %}"
    "<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endblock %}"
)


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BARE.render({"rows": CELLS}, request))


urlpatterns.insert(0, path("bare", bare))


def row(code: str, rng: random.Random) -> dict[str, Any]:
    """A candidate as a release writes them, somewhere among good teams and a few bad ones."""
    agreement, level = (min(99.0, round(rng.gauss(*each), 1)) for each in ((72, 9), (70, 11)))
    index, bias = round((agreement * level) ** 0.5, 1), rng.gauss(0, 0.4)
    kind = "over_estimator" if bias > 0.5 else "under_estimator" if bias < -0.5 else ""
    return {
        "code": code,
        "outcome": "counted",
        "status": "ranked",
        "reasons": [],
        "agreement": agreement,
        "level": level,
        "shortlist_index": index,
        "low": round(index - rng.uniform(2, 7), 1),
        "high": min(100.0, round(index + rng.uniform(2, 7), 1)),
        "baseline": round(rng.gauss(63, 3), 1),
        "bias": round(bias, 1),
        "category": kind or ("in_agreement_good" if level >= 50 else "in_agreement_poor"),
        "flags": rng.sample(["weak_consensus", "low_response", "many_missing"], rng.choice([0, 0, 1, 2])),
        "gate_passed": level >= 50,
        "response_class": rng.choice(["30-49", "50-69", ">=70"]),
        "size_band": rng.choice(["5-9", "10-19", "20+"]),
        "areas": [],
        "items": [],
    }


def edition_of(candidates: int) -> tuple[Edition, Seat]:
    """An edition in screening with so many released candidates, and a juror who may read about all of them."""
    rng = random.Random(1)
    edition = create_edition(slug=f"bench-{candidates}", name="Bench")
    Edition.objects.filter(pk=edition.pk).update(phase=Phase.SCREENING, rules_version=1, rules_hash="b" * 64)
    edition.refresh_from_db()
    seat = give_seat(edition=edition, email="bodil@samtaleprisen.example", role=Role.JUROR, name="Bodil", by=None)
    codes = [f"C{number:03}" for number in range(1, candidates + 1)]
    people = Candidate.objects.bulk_create(
        Candidate(edition=edition, code=code, name=f"Leder {code}", employer="Nordlys", consent=Consent.ACCEPTED)
        for code in codes
    )
    Declaration.objects.bulk_create(
        Declaration(person=seat.user, candidate=each, standing=Standing.NONE) for each in people
    )
    rows = sorted((row(code, rng) for code in codes), key=lambda each: -each["shortlist_index"])
    for place, each in enumerate(rows, 1):
        each["rank"] = place
    payload = {
        "edition": edition.slug,
        "origin": "sealed",
        "threshold": 5,
        "rules_hash": "b" * 64,
        "scale": [1, 5],
        "candidates": rows,
    }
    Release.objects.create(edition=edition, origin="sealed", payload=payload, sha256=f"{candidates:064x}")
    return edition, seat


def milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def bare_csv(rows: list[list[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def bare_xlsx(rows: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, TEXT_ONLY)
    sheet = book.add_worksheet()
    for place, cells in enumerate(rows):
        sheet.write_row(place, 0, cells)
    book.close()
    return out.getvalue()


def queries(client: Client, to: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(to).status_code == 200
    return len(found)


def run(rounds: int) -> None:
    edition, seat = edition_of(CANDIDATES)
    few, _seat = edition_of(FEW)
    client = Client()
    client.force_login(seat.user)
    shown = screening(edition, seat, {})
    names = ("place", "code", "index", "path", "agreement", "level", "over", "category", "flags", "states", "decided")
    CELLS[:] = [[*(getattr(each, name) for name in names), *each.answers] for each in shown.rows]
    table = as_table(shown)
    rows: list[list[Any]] = [list(table.columns), *(["" if x is None else x for x in each] for each in table.rows)]
    address = f"/{edition.slug}/jury/candidates"
    work: dict[str, Callable[[], object]] = {
        "bare page": lambda: client.get("/bare"),
        "list": lambda: client.get(f"{address}/"),
        "list by level": lambda: client.get(f"{address}/?sort=-level&category=in_agreement_good"),
        "drawing alone": lambda: screening(edition, seat, {}).picture.drawing,
        "bare CSV": lambda: bare_csv(rows),
        "CSV": lambda: csv_of(table),
        "CSV asked for": lambda: client.get(f"{address}.csv"),
        "bare XLSX": lambda: bare_xlsx(rows),
        "XLSX": lambda: workbook_of([table]),
        "XLSX asked for": lambda: client.get(f"{address}.xlsx"),
    }
    took: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds + 3):
        for name, act in work.items():
            took[name].append(milliseconds(act))
    walls = {name: median(figures[3:]) for name, figures in took.items()}
    for name, wall in walls.items():
        print(f"{name:14} {wall:7.2f} ms")
    size = len(client.get(f"{address}/").content)
    print(f"page of {CANDIDATES}: {size / 1024:.0f} KiB; list at most 60 ms")
    print(f"queries: {queries(client, f'{address}/')} for {CANDIDATES}, ", end="")
    print(f"{queries(client, f'/{few.slug}/jury/candidates/')} for {FEW}   (at most 12, the same)")
    print(f"list / bare page  × {walls['list'] / walls['bare page']:.2f}")
    print(f"CSV  / bare CSV   × {walls['CSV'] / walls['bare CSV']:.2f}   (at most 3)")
    print(f"XLSX / bare XLSX  × {walls['XLSX'] / walls['bare XLSX']:.2f}   (at most 1.3)")


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
        run(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
    finally:
        runner.teardown_databases(databases)
