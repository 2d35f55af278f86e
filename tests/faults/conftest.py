import os
import subprocess
import sys

import pytest

from .cluster import Cluster, programs
from .place import Place


@pytest.fixture(scope="session")
def cluster():
    """One for each worker of the suite: they may all be killed at once and none notices the other."""
    here = programs()
    if here is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set: all a machine can test is wanted, and there is no initdb here")
        pytest.skip("no initdb on this machine: apt-get install postgresql")
    made = Cluster(here)
    made.start()
    yield made
    made.remove()


@pytest.fixture(scope="session")
def migrated(cluster):
    """A migrated database to copy: migrating each anew would take longer than the tests."""
    with cluster.connection() as connection:
        connection.execute("CREATE DATABASE migrated")
    place = Place(cluster, "migrated", cluster.folder)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], **place.spawning, check=True)


@pytest.fixture
def place(cluster, migrated, tmp_path, request):
    """A database of one test's own, and all a process needs to know to work on it."""
    name = f"faults_{abs(hash(request.node.nodeid)):x}"
    with cluster.connection() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE migrated")
    yield Place(cluster, name, tmp_path)
    with cluster.connection() as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
