"""A PostgreSQL to be killed: a cluster of its own in a folder of its own, as durable as a real one."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

# initdb refuses root
OWNER = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{folder}'
wal_keep_size = '2GB'      # pg_waldump shall find the whole period
"""


def programs() -> Path | None:
    """Where initdb and pg_waldump lie; Debian keeps them out of the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb", path=os.pathsep.join([*map(str, reversed(folders)), os.environ["PATH"]]))
    return Path(found).resolve().parent if found else None


class Cluster:
    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="cluster-"))
        if OWNER:
            shutil.chown(self.folder, OWNER["user"], OWNER["group"])
        self.data, self.log = self.folder / "data", self.folder / "log"
        self.run("initdb", "--auth=trust", "--username=postgres", "--no-locale", "--encoding=UTF8")
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION.format(folder=self.folder))

    def run(self, program, *arguments):
        command = [self.programs / program, "--pgdata", self.data, *arguments]
        subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, check=True, **OWNER)

    def start(self):
        self.run("pg_ctl", "start", "--wait", "--silent", "--log", self.log)

    def kill(self):
        """As if the power went: no process may finish what it does, nothing is flushed."""
        self.run("pg_ctl", "stop", "--mode", "immediate", "--silent")

    @contextmanager
    def lazy(self):
        """Nothing is written behind the back of those who commit: who does not wait for the disk has nothing there."""
        with self.connection() as connection:
            asked = "SELECT pid FROM pg_stat_activity WHERE backend_type = ANY(%s)"
            writers = connection.execute(asked, [["walwriter", "checkpointer", "background writer"]]).fetchall()
        for (writer,) in writers:
            os.kill(writer, signal.SIGSTOP)
        try:
            yield
        finally:
            for (writer,) in writers:
                with suppress(ProcessLookupError):  # killed with the cluster
                    os.kill(writer, signal.SIGCONT)

    def remove(self):
        self.kill()
        shutil.rmtree(self.folder)

    def address(self, database):
        return f"postgres://postgres@/{self.folder}/{database}"

    @contextmanager
    def connection(self, database="postgres"):
        with psycopg.connect(f"host={self.folder} user=postgres dbname={database}", autocommit=True) as connection:
            yield connection

    def journal(self, since) -> list[str]:
        """All records of the write-ahead log from a position on, in words."""
        command = [self.programs / "pg_waldump", "--path", self.data / "pg_wal", "--start", since]
        said = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, **OWNER)
        assert "error in WAL record" in said.stderr, said.stderr  # its way of saying that here the log ends
        return said.stdout.splitlines()
