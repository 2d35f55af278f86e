"""DATABASE_URL, read so that a mistake in it is told in one line, and never repeated: it holds a password."""

import warnings
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

KINDS = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
FORMS = "postgres://user:password@host:5432/name or sqlite:////folder/file.sqlite3"


def database(address: str) -> dict[str, Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it would warn with all it has read, the password too
            read = dict(environ.Env.db_url_config(address))
    except ValueError as broken:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read; it has the form {FORMS}") from broken
    if read.get("ENGINE") not in KINDS:
        raise ImproperlyConfigured(f"DATABASE_URL names no database that is known here; it has the form {FORMS}")
    if not read.get("NAME"):
        raise ImproperlyConfigured(f"DATABASE_URL lacks the name of the database; it has the form {FORMS}")
    return read
