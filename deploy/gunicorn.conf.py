"""gunicorn for the award: `gunicorn -c deploy/gunicorn.conf.py award.wsgi`. It keeps no line about who visits.

BIND and WORKERS come from the environment; workers and threads suit the database of DATABASE_URL.
"""

import os
import resource
from pathlib import Path

POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:"))

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS", "2"))
worker_class, threads = ("gthread", 4) if POSTGRESQL else ("sync", 1)  # SQLite writes one at a time
timeout = int(os.environ.get("TIMEOUT", "75"))
chdir = str(Path(__file__).resolve().parent.parent)
control_socket_disable = True
umask = 0o077
if Path("/dev/shm").is_dir():  # noqa: S108  # a heartbeat, no words; in memory it cannot wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# A link of ours has under 200 signs; what is longer was not written by us.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# No access log: the address of a survey link is a secret, and who came when is one, too. What is left goes through
# the filter that Django's own lines go through: gunicorn names addresses and requests in its errors.
accesslog = None
disable_redirect_access_to_syslog = True
loglevel = "warning"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "award.logs.Discreet"}},
    "formatters": {"dated": {"format": "%(asctime)s [%(process)d] [%(levelname)s] %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["discreet"], "formatter": "dated"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "gunicorn.access": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
    },
}

resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no image of the memory, where answers are
