"""Where a test happens: a database, a folder for keys, and the processes that work on them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg

from surveys.ballots.tickets import hashed

ROOT = Path(__file__).parents[2]


class Place:
    def __init__(self, cluster, database, folder) -> None:
        self.cluster, self.database, self.folder = cluster, database, folder
        self.environment = {
            **os.environ,
            "DATABASE_URL": cluster.address(database),
            "SECRET_KEY": "only-for-the-fault-tests",
            "KEY_DIR": str(folder / "keys"),
            "EMAIL_URL": "memorymail://",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "1",  # no collected static files are needed then
            "DJANGO_SETTINGS_MODULE": "award.settings",
        }

    def holds(self, sheet):
        """Whether the row of a ticket holds just these answers; asked until the database is there to answer."""
        while True:
            try:
                with self.connection() as connection:
                    asked = "SELECT withdraw_hash = %s FROM surveys_ticket WHERE hash = %s"
                    return bool(connection.execute(asked, [hashed(sheet.w), hashed(sheet.ticket)]).fetchone()[0])
            except psycopg.OperationalError:
                time.sleep(0.2)

    @property
    def spawning(self):
        return {"env": self.environment, "cwd": ROOT}

    def connection(self):
        return self.cluster.connection(self.database)

    def stage(self, act, **told):
        """Let a process of its own do one act of `stage.py`; returns what it reports."""
        command = [sys.executable, "-m", "tests.faults.stage", act]
        done = subprocess.run(command, input=json.dumps(told), **self.spawning, stdout=subprocess.PIPE, text=True)
        assert done.returncode == 0, f"{act} broke off"
        return json.loads(done.stdout)

    @contextmanager
    def closing(self, **told):
        """A process that stands ready to close the survey and count it: call what is yielded to let it begin."""
        command = [sys.executable, "-m", "tests.faults.stage", "close"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, **self.spawning, **pipes) as counting:
            counting.stdin.write(json.dumps(told) + "\n")
            counting.stdin.flush()
            assert counting.stdout.readline() == "ready\n"

            def begin():
                counting.stdin.write("go\n")
                counting.stdin.flush()

            yield begin
            counting.stdin.close()
            assert counting.stdout.readline() == "counted\n"

    @contextmanager
    def server(self, application="award.wsgi", *options, **environment):
        served = Server(self, application, options, environment)
        try:
            served.wait()
            yield served
        finally:
            served.stop()


class Server:
    """Gunicorn as operators run it: two workers of four threads."""

    def __init__(self, place, application, options, environment) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.log = place.folder / f"gunicorn-{self.port}.log"
        command = [sys.executable, "-m", "gunicorn", application, "--workers", "2", "--threads", "4"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket", *options]
        known = {**place.environment, "SITE_ORIGIN": self.origin, **environment}
        with self.log.open("w") as log:
            self.running = subprocess.Popen(command, env=known, cwd=ROOT, stdout=log, stderr=log)

    def wait(self):
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.origin}/healthz", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def workers(self):
        started = Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children").read_text()
        return [int(number) for number in started.split()]

    def kill_worker(self, chance):
        """One worker at most: it may be gone already, and the arbiter starts another."""
        here = self.workers()
        if here:
            os.kill(chance.choice(here), signal.SIGKILL)

    def stop(self):
        self.running.terminate()
        self.running.wait(30)
