"""The doctor says what is missing and how to mend it, each in one line."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from award.database import database
from award.management.commands import doctor

ROOT = Path(__file__).parents[2]


@pytest.fixture
def well(db, settings, monkeypatch):
    """What may be missing on a machine that only runs tests is there."""
    settings.SECRET_KEY = "0123456789" * 6
    monkeypatch.setattr(doctor, "fonts", lambda: "")
    monkeypatch.setattr(doctor, "translations", lambda: "")
    settings.SITE_ORIGIN, settings.ALLOWED_HOSTS = "http://award.example", ["award.example"]


def told():
    """The complaints, or that all is well."""
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("doctor", stdout=out, stderr=errors)
    except CommandError as no:
        return errors.getvalue().splitlines(), str(no)
    return errors.getvalue().splitlines(), out.getvalue().strip()


def test_all_is_well(well):
    assert told() == ([], "✓ all well")


def test_a_broken_promise_is_told_in_words_and_with_its_number(well, settings):
    settings.CSRF_COOKIE_AGE = 60

    lines, end = told()

    assert end == "1 to mend"
    assert lines[0].startswith("✕ CSRF_COOKIE_AGE is 60, not None. A cookie that outlives the window")
    assert lines[0].endswith("(award.E006)")


def test_with_an_address_of_the_world_outside_production_is_looked_at(well, settings):
    settings.HTTPS = True

    assert any("(award.W003)" in line for line in told()[0])


def test_unapplied_migrations_are_told(well):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jury'")

    assert told() == (["✕ The database lacks 3 migrations: manage.py migrate"], "1 to mend")


def test_a_place_where_no_key_can_be_kept_is_told(well, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.KEY_DIR = tmp_path / "file" / "keys"

    assert "no count code can be made" in told()[0][0]


def test_keys_that_others_can_read_are_told(well, settings, tmp_path):
    settings.KEY_DIR = tmp_path
    tmp_path.chmod(0o755)

    assert told()[0] == [f"✕ {tmp_path} can be read by others: chmod 700 it."]


def test_missing_static_files_are_told(well, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    kept = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    settings.STORAGES = {**settings.STORAGES, **kept}

    assert told()[0] == [f"✕ {tmp_path}/static holds no static files: manage.py collectstatic --noinput"]


@pytest.mark.parametrize("origin", ["award.example", "https://", "https://award.example/path", "ftp://award.example"])
def test_an_address_that_is_none_is_told(well, settings, origin):
    settings.SITE_ORIGIN = origin

    assert "write it as https://award.example" in told()[0][0]


def test_a_host_that_is_not_allowed_is_told(well, settings):
    settings.ALLOWED_HOSTS = ["elsewhere.example"]

    assert "every page would answer 400" in told()[0][0]


NONSENSE = [
    "hello",
    "postgres://",
    "postgres://host/",
    "mysql://host/name",
    "postgres://u:canary@host:port/name",
    "x://y",
]


@pytest.mark.parametrize("address", NONSENSE)
def test_a_nonsense_database_is_refused_without_repeating_it(address):
    with pytest.raises(ImproperlyConfigured, match="it has the form postgres://user:password@host") as no:
        database(address)

    assert "canary" not in str(no.value)


def test_a_nonsense_database_is_one_line_and_no_traceback():
    place = {**os.environ, "DATABASE_URL": "hello", "SECRET_KEY": "x"}

    ran = subprocess.run([sys.executable, "manage.py", "doctor"], cwd=ROOT, env=place, capture_output=True, text=True)

    assert ran.returncode == 1
    assert ran.stderr.startswith("✕ DATABASE_URL names no database that is known here")
    assert len(ran.stderr.splitlines()) == 1
