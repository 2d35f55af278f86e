import io
import logging
import tempfile
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from award.logs import Discreet

from .canaries import ADDRESS, Canaries, in_cache, in_files, in_mails, in_tables


class Watch:
    """Everything the application could have written to, looked through for the words of a flock."""

    def __init__(self, flock, said, written, temporary):
        self.flock, self.said, self.written, self.temporary = flock, said, written, temporary
        self.untouched = temporary.stat().st_mtime_ns
        self.lines = ""

    def log(self):
        """What the handlers wrote, and whatever else was written past them."""
        past = self.said.readouterr()
        self.lines += past.out + past.err
        return self.lines + self.written.getvalue()

    def leaks(self):
        """Where words are that belong nowhere; tables are looked at by `tables`."""
        seen = {
            "log": self.flock.within(self.log()),
            "mail": in_mails(self.flock),
            "cache": in_cache(self.flock),
            "temporary files": in_files(self.flock, self.temporary),
        }
        if self.temporary.stat().st_mtime_ns != self.untouched:
            seen["temporary files"].append("there was one")
        return {place: fields for place, fields in seen.items() if fields}

    def tables(self):
        def run(sql):
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()

        return in_tables(self.flock, run, connection.introspection.table_names())


@pytest.fixture
def flock():
    return Canaries()


@pytest.fixture
def watch(flock, capfd, settings, tmp_path, monkeypatch):
    """Logs as the configured handlers write them, at the level of production."""
    temporary = Path(tmp_path / "temporary")
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    settings.FILE_UPLOAD_TEMP_DIR = str(temporary)
    mail.outbox = []
    cache.clear()
    written = io.StringIO()
    for handler in logging.getLogger("django").handlers:
        if any(isinstance(each, Discreet) for each in handler.filters):
            monkeypatch.setattr(handler, "stream", written)
    return Watch(flock, capfd, written, temporary)


@pytest.fixture
def visitor(flock):
    """Somebody without an account, at an address and with a browser of their own."""
    somebody = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS, headers=flock.headers)
    somebody.cookies["kanari"] = flock.word("cookie")
    return somebody
