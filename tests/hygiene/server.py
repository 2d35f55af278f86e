"""The application as operators run it: gunicorn with the configuration of deploy/, own database, own folders."""

import contextlib
import http.client
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from .canaries import in_files, in_tables
from .cluster import INITDB, cluster

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
TOKEN = "a" * 32


@contextlib.contextmanager
def own_database(folder):
    """The address of an empty database and the log of its server, if there is one: a file, or a server of our own."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield f"sqlite:///{folder / 'award.sqlite3'}", None
        return
    if INITDB is None:
        pytest.skip("PostgreSQL's initdb is not installed: the log of a server of one's own cannot be read")
    with cluster(free_port()) as (address, log):
        with connected(f"{address}/postgres") as run:
            run("CREATE DATABASE award")
        yield f"{address}/award", log


@contextlib.contextmanager
def connected(address):
    """Runs statements, each for itself, and returns their rows."""
    if address.startswith("sqlite"):
        connection = sqlite3.connect(address.partition("///")[2], isolation_level=None, timeout=20)
        yield lambda sql: connection.execute(sql).fetchall()
    else:
        import psycopg

        connection = psycopg.connect(address, autocommit=True)
        yield lambda sql: rows.fetchall() if (rows := connection.execute(sql)).description else []
    connection.close()


class Server:
    def __init__(self, folder, database, database_log, flock, **more):
        self.database, self.database_log, self.flock = database, database_log, flock
        self.temporary, self.mails, self.log_file = folder / "temporary", folder / "mails", folder / "log"
        self.temporary.mkdir()
        self.mails.mkdir()
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.place = {
            **{name: value for name, value in os.environ.items() if name not in ("DEBUG", "GUNICORN_CMD_ARGS")},
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "plain_static",
            "PYTHONPATH": f"{ROOT}:{HERE}",
            "SECRET_KEY": "0123456789" * 6,
            "SITE_ORIGIN": self.origin,
            "KEY_DIR": str(folder / "keys"),
            "EMAIL_URL": f"filemail:///{self.mails}",
            "TMPDIR": str(self.temporary),
            "BIND": f"127.0.0.1:{self.port}",
            **more,
        }

    def set_the_stage(self):
        ran = subprocess.run(
            [sys.executable, HERE / "stage.py"], env=self.place, cwd=ROOT, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
        assert any(self.mails.iterdir()), "its mails fall elsewhere than where they are looked for"
        self.stage = json.loads(ran.stdout)
        self.flock.words |= {f"ticket {n}": ticket for n, ticket in enumerate(self.stage["tickets"])}
        self.flock.words |= {f"receipt {n}": code[:26] for n, code in enumerate(self.stage["receipts"])}
        self.flock.words["token"] = self.stage["token"].partition(":")[2]

    def start(self):
        self.untouched = self.temporary.stat().st_mtime_ns
        command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "award.wsgi"]
        with self.log_file.open("ab") as log:
            self.running = subprocess.Popen(command, env=self.place, cwd=ROOT, stdout=log, stderr=log)
        wait_for(lambda: self.ask("GET", "/healthz") == 200)

    def stop(self):
        self.running.terminate()
        self.running.wait(30)

    def log(self):
        return self.log_file.read_text(encoding="utf-8")

    def log_of_database(self):
        return self.database_log.read_text(encoding="utf-8", errors="replace") if self.database_log else ""

    def ask(self, method, path, fields=None, **headers):
        """The status of an answer; 0 when the connection broke."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}).encode() if fields is not None else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        sent = {**self.flock.headers, "Cookie": f"csrftoken={TOKEN}", "Origin": self.origin, **kind, **headers}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, sent)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    @contextlib.contextmanager
    def half_sent(self, path, fields):
        """A request of which the server has read the beginning and waits for the rest."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **fields})
        told = {
            **self.flock.headers,
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"csrftoken={TOKEN}",
            "Origin": self.origin,
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": len(body) + 1000,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(f"POST {path} HTTP/1.1\r\n{head}\r\n{body}".encode())
            yield connection

    def raw(self, text):
        """What is no request; the answer's first line."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(text.encode("latin-1"))
            return connection.recv(100).decode("latin-1").partition("\r\n")[0]

    def workers(self):
        listed = Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children")
        return [int(number) for number in listed.read_text().split()]

    def leaks(self):
        seen = {
            "log": self.flock.within(self.log()),
            "log of the database": self.flock.within(self.log_of_database()),
            "mails": in_files(self.flock, self.mails),
            "temporary files": in_files(self.flock, self.temporary),
        }
        if self.temporary.stat().st_mtime_ns != self.untouched:
            seen["temporary files"].append("there was one")
        return {place: fields for place, fields in seen.items() if fields}

    def tables(self):
        with connected(self.database) as run:
            return in_tables(self.flock, run, [name for (name,) in run(TABLES[self.database[:6]])])


TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    "postgr": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(is_so, seconds=30):
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)
