"""A PostgreSQL server of one's own, quiet as the checks want it, whose log can be read. It is thrown away."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from award.checks import POSTGRESQL

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
INITDB = shutil.which("initdb", path=os.pathsep.join([os.environ["PATH"], *map(str, BINARIES)]))


@contextlib.contextmanager
def cluster(port):
    """Its address without the name of a database, and its log."""
    folder = Path(tempfile.mkdtemp(prefix="award-postgresql-", dir="/tmp"))
    run = {"check": True, "stdout": subprocess.DEVNULL, "user": _somebody_else(folder), "cwd": folder}
    place, log, binaries = folder / "data", folder / "log", Path(INITDB).parent
    try:
        subprocess.run([INITDB, "-D", place, "-U", "award", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"], **run)
        quiet = "".join(f"{name} = '{wanted}'\n" for name, wanted in POSTGRESQL.items())
        own = f"listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{folder}'\nfsync = off\n"
        with (place / "postgresql.conf").open("a") as settings:
            settings.write(quiet + own)
        subprocess.run([binaries / "pg_ctl", "-D", place, "-l", log, "-w", "start"], **run)
        try:
            yield f"postgresql://award@127.0.0.1:{port}", log
        finally:
            subprocess.run([binaries / "pg_ctl", "-D", place, "-m", "immediate", "-w", "stop"], **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody_else(folder):
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    number = pwd.getpwnam("nobody").pw_uid
    os.chown(folder, number, -1)
    return number
