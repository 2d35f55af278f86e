import logging
import re

ANONYMOUS_PATH = re.compile(r"/s/[^\s?\"']+")


class HideAnonymousPaths(logging.Filter):
    """Employees' links carry their ticket in the path: no log line, and no traceback, may keep it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = ANONYMOUS_PATH.sub("/s/…", record.getMessage()), ()
        request = getattr(record, "request", None)
        if request is not None and is_anonymous(request):
            record.exc_info = record.exc_text = None
        return True


def is_anonymous(request: object) -> bool:
    match = getattr(request, "resolver_match", None)
    door = getattr(getattr(match, "func", None), "door", None)
    return door is None or not door.roles
