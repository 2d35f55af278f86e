"""Words that occur nowhere else, and where they may have ended up: logs, mails, files, tables, the cache."""

import secrets
from pathlib import Path

from django.core import mail
from django.core.cache import cache

from award.budgets import limiter
from award.codes import new_code

ADDRESS, BROWSER = "203.0.113.77", "Kanarifugl/77.1"


class Canaries:
    """A flock: every field gets its own word, so that a finding says which field it came from."""

    def __init__(self):
        self.words = {"address": ADDRESS, "browser": BROWSER}

    def word(self, field):
        return self.words.setdefault(field, f"kanari{''.join(filter(str.isalnum, field))}{secrets.token_hex(6)}")

    def code(self, field):
        return self.words.setdefault(field, new_code())

    @property
    def headers(self):
        """What a browser and the proxies before us tell about a visitor, without being asked."""
        return {
            "User-Agent": BROWSER,
            "X-Forwarded-For": ADDRESS,
            "X-Real-Ip": ADDRESS,
            "Forwarded": f"for={ADDRESS}",
            "Referer": f"https://elsewhere.example/{self.word('referer')}",
            "Accept-Language": f"en,{self.word('language')[:8]}",
        }

    def within(self, text):
        """The fields whose words stand in a text, in whatever case."""
        low = text.lower()
        return sorted(field for field, word in self.words.items() if word.lower() in low)


def in_mails(flock):
    return flock.within("\n".join(sent.message().as_string() for sent in mail.outbox))


def in_cache(flock):
    """The cache, and the counters of the budgets beside it."""
    return flock.within(repr(getattr(cache, "_cache", None)) + repr(vars(limiter().storage)))


def in_files(flock, folder):
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    return flock.within("\n".join(f"{path} {path.read_bytes().decode('latin-1')}" for path in files))


def in_tables(flock, run, tables):
    """The tables and fields: every column of every row is looked at, whatever its kind."""
    found = set()
    for table in tables:
        rows = run(f'SELECT * FROM "{table}"')
        found |= {(table, field) for row in rows for value in row for field in flock.within(_as_text(value))}
    return found


def _as_text(value):
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
