"""The server as it is deployed, on a database of its own: an SQLite file, or on PostgreSQL one made and dropped beside
the one that DATABASE_URL names. Import it before Django is set up.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SCRATCH = Path(tempfile.mkdtemp(prefix="bench-"))
AT_ONCE, SECONDS = 16, 60
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    PORT = free.getsockname()[1]
BESIDE = os.environ.get("DATABASE_URL", "")
OWN = f"bench_{os.getpid()}"
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
Answer = tuple[int, http.client.HTTPMessage, bytes]


def asked(path: str, headers: dict[str, str], body: str | None = None) -> Answer:
    """A page as somebody with a new connection gets it."""
    visitor = http.client.HTTPConnection("127.0.0.1", PORT, timeout=SECONDS)
    try:
        visitor.request("GET" if body is None else "POST", path, body, headers)
        answer = visitor.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        visitor.close()


@contextmanager
def database() -> Iterator[None]:
    """Made, filled with tables, and dropped in the end."""
    from django.core.management import call_command

    if BESIDE:
        _beside(f"CREATE DATABASE {OWN}")
    try:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield
    finally:
        if BESIDE:
            _beside(f"DROP DATABASE {OWN} WITH (FORCE)")


@contextmanager
def server(is_up: Callable[[], bool]) -> Iterator[None]:
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "award.wsgi"]
    running = subprocess.Popen(gunicorn, cwd=ROOT)
    try:
        while not is_up():
            time.sleep(0.2)
        yield
    finally:
        running.terminate()
        running.wait()


def all_at_once(visit: Callable[[str], str], visitors: list[str]) -> tuple[float, list[float], list[str]]:
    """Seconds for all, milliseconds that each waited, and what went wrong."""

    def timed(visitor: str) -> tuple[float, str]:
        begun = time.perf_counter()
        try:
            wrong = visit(visitor)
        except OSError as broken:
            wrong = type(broken).__name__
        return (time.perf_counter() - begun) * 1000, wrong

    begun = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waited = list(pool.map(timed, visitors))
    return time.perf_counter() - begun, [ms for ms, _wrong in waited], [wrong for _ms, wrong in waited if wrong]


def told(what: str, took: float, waited: list[float], failed: list[str]) -> None:
    cuts = quantiles(waited, n=100)
    print(f"{len(waited)} {what} by {AT_ONCE} at once in {took:.1f} s: {len(waited) / took:.0f} a second")
    print(f"waited: median {cuts[49]:.0f} ms, 99 of 100 at most {cuts[98]:.0f} ms")
    print(f"failed: {len(failed)}", *sorted(set(failed)))


def _beside(sql: str) -> None:
    """Said to the database that was named, which keeps nothing of this."""
    with psycopg.connect(BESIDE, autocommit=True) as connected:
        connected.execute(sql)
