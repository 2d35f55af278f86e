"""What a line of the log may say. Of an anonymous visit: which page, which status, which kind of error, and no more.

Such a line is put together from what is known to be ours; it is not searched for what must not stand in it. Only the
lines of desks, whose people we know, and of libraries are searched.
"""

import logging
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from traceback import format_tb, walk_tb

ROOT = Path(__file__).resolve().parent.parent
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
SPOKEN = {"ImproperlyConfigured", "ModuleNotFoundError"}  # raised while the server starts: they speak of the server
LONGEST_CHAIN = 5

SLASH = r"(?:/|%(?:25)*2F)"
SECRETS = re.compile(
    rf"{SLASH}(?:s|consent|workplace){SLASH}.*"  # all that follows the link of somebody without a seat
    r"|\bip=.*"  # gunicorn, about requests it could not read
    r"|\b[0-9A-Za-z]{26}\b"  # a code
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:[0-9a-f]{0,4}:){3,7}[0-9a-f.]*|::[0-9a-f.]+",  # an address
    re.IGNORECASE | re.DOTALL,
)

# A handler that fails, on a full disk or a closed pipe, would print the error it was told of, with all its words.
logging.raiseExceptions = False


class Discreet(logging.Filter):
    """Every handler has it: what passes keeps no ticket, answer, address or browser, nor the request they came in."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not getattr(record, "is_discreet", False):
            request = record.__dict__.pop("request", None)
            if record.name.startswith("django.award") or (request is not None and not is_anonymous(request)):
                record.msg, record.args = SECRETS.sub("…", record.getMessage()), ()
                record.exc_text, record.exc_info, record.stack_info = _steps(record), None, None
            else:
                record.msg, record.args = _line(record, request), ()
                record.exc_text, record.exc_info, record.stack_info = kinds(record), None, None
            record.is_discreet = True
        return True


def is_anonymous(request: object) -> bool:
    match = getattr(request, "resolver_match", None)
    door = getattr(getattr(match, "func", None), "door", None)
    return door is None or not door.roles


def kinds(record: logging.LogRecord) -> str | None:
    """An error and what led to it: their kinds and the places in our code. Their words may quote what was typed."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    return " ← ".join(map(_kind, _chain(error))) or None


def _steps(record: logging.LogRecord) -> str | None:
    """How the program came to an error on a desk, line by line, and of what kind it was; of its words none."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    return "".join(format_tb(error.__traceback__)) + (kinds(record) or "") if error else None


def _line(record: logging.LogRecord, request: object) -> str:
    if hasattr(request, "resolver_match"):
        return _visit(record, request)
    words = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    args = record.args if isinstance(record.args, tuple) else ()
    if args:
        try:
            words = words % tuple(map(_harmless, args))
        except (TypeError, ValueError):
            words = record.name
    return SECRETS.sub("…", words)


def _visit(record: logging.LogRecord, request: object) -> str:
    method = getattr(request, "method", "")
    page = getattr(getattr(request, "resolver_match", None), "route", None)
    line = [
        record.name,
        str(getattr(record, "status_code", "")),
        method if method in METHODS else "…",
        "(no page)" if page is None else f"/{page}",
    ]
    if record.name == "django.security.csrf" and isinstance(record.args, tuple) and record.args:
        line.append(f"({str(record.args[0]).partition(' - ')[0]})")  # Django's words; what follows quotes a header
    return " ".join(line)


def _harmless(value: object) -> object:
    if isinstance(value, int | float):
        return value
    if isinstance(value, BaseException):
        return type(value).__name__
    return value if value in signal.Signals.__members__ else "…"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _kind(error: BaseException) -> str:
    name = type(error).__name__
    words = f": {error}" if name in SPOKEN else ""
    ours = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__) if _is_ours(frame.f_code)]
    if not ours:
        return name + words
    file, line = ours[-1]
    return f"{name}{words} at {Path(file).relative_to(ROOT)}:{line}"


def _is_ours(code: object) -> bool:
    file = getattr(code, "co_filename", "")
    return file.startswith(f"{ROOT}/") and "/site-packages/" not in file
