import logging
import re

SECRET_PATH = re.compile(r"/(s|consent)/.+", re.IGNORECASE | re.DOTALL)


class HideAnonymousPaths(logging.Filter):
    """Links of employees and nominees carry a secret in the path: no log line, and no traceback, may keep it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET_PATH.sub(r"/\1/…", record.getMessage()), ()
        request = getattr(record, "request", None)
        if request is not None and is_anonymous(request):
            record.exc_info = record.exc_text = None
        return True


def is_anonymous(request: object) -> bool:
    match = getattr(request, "resolver_match", None)
    door = getattr(getattr(match, "func", None), "door", None)
    return door is None or not door.roles
