import os
import shutil
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host
from django.utils import timezone

from award.editions.models import Edition
from award.mail.selectors import left_alone
from award.paper.pdf import PACKAGES

SAID_ALREADY = "security.W009"  # the key is short: `secret` says it in other words


class Command(BaseCommand):
    help = "Look whether this installation has what it needs, and say how to mend what it lacks."
    requires_system_checks = ()  # they are part of what is looked at, and said in the same words

    def handle(self, **options: Any) -> None:
        away = database()
        ailments = [away, secret(), origin(), keys(), static(), fonts(), translations()]
        ailments += checks([]) if away else [migrations(), worker(), shared(), *checks(["default"])]
        ailments = [ailment for ailment in ailments if ailment]
        for ailment in ailments:
            self.stderr.write(f"✕ {ailment}")
        if ailments:
            raise CommandError(f"{len(ailments)} to mend")
        self.stdout.write("✓ all well")


def database() -> str:
    try:
        connection.ensure_connection()
    except Exception as away:
        return f"The database does not answer ({away.__class__.__name__}): see DATABASE_URL."
    return ""


def migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"The database lacks {len(missing)} migrations: manage.py migrate" if missing else ""


def worker() -> str:
    """Whether mails wait that nobody sends. An award without waiting mails tells nothing of its worker."""
    if settings.DEBUG or settings.TEST_INSTALLATION or not settings.BACKGROUND_WORKER:
        return ""
    try:
        waiting = Edition.objects.filter(pk__in=[run.edition_id for run in left_alone(timezone.now())])
        slugs = ", ".join(waiting.order_by("slug").values_list("slug", flat=True))
    except DatabaseError:  # no tables yet
        return ""
    mend = "and nobody sends them: start manage.py worker with BACKGROUND_WORKER=1."
    return f"Mails of {slugs} wait, {mend}" if slugs else ""


def shared() -> str:
    """Counting in a cache of each process, a sum could be sent in once to every one of them."""
    if settings.DEBUG or settings.TEST_INSTALLATION or "redis" in settings.CACHES["default"]["BACKEND"]:
        return ""
    try:
        guarded = ", ".join(Edition.objects.filter(is_guarded=True).order_by("slug").values_list("slug", flat=True))
    except DatabaseError:  # no tables yet
        return ""
    return f"Nominations of {guarded} need a proof of work, and the processes share no cache: see REDIS_URL." * bool(
        guarded
    )


def checks(databases: list[str]) -> list[str]:
    """Those of `manage.py check`; with an address of the world outside, those for production, too."""
    found = run_checks(include_deployment_checks=settings.HTTPS, databases=databases)
    return [
        f"{message.msg} {message.hint or ''} ({message.id})"
        for message in found
        if not message.is_silenced() and message.level >= WARNING and message.id != SAID_ALREADY
    ]


def origin() -> str:
    asked = urlsplit(settings.SITE_ORIGIN)
    if asked.scheme not in {"http", "https"} or not asked.hostname or asked.path or asked.query:
        return f"SITE_ORIGIN is {settings.SITE_ORIGIN!r}: write it as https://award.example, with nothing behind."
    if not validate_host(asked.hostname, settings.ALLOWED_HOSTS):
        return f"ALLOWED_HOSTS lacks {asked.hostname}, the host of SITE_ORIGIN: every page would answer 400."
    return ""


def secret() -> str:
    try:
        is_long = len(settings.SECRET_KEY) >= 50
    except ImproperlyConfigured:
        is_long = False
    return "" if is_long else "SECRET_KEY is empty or short: set it to at least 50 random characters."


def keys() -> str:
    folder = settings.KEY_DIR
    if folder.is_dir():
        if folder.stat().st_mode & 0o077:
            return f"{folder} can be read by others: chmod 700 it."
        return "" if os.access(folder, os.W_OK | os.X_OK) else _no_place_for_keys()
    above = next(each for each in [folder, *folder.parents] if each.exists())
    return "" if above.is_dir() and os.access(above, os.W_OK | os.X_OK) else _no_place_for_keys()


def _no_place_for_keys() -> str:
    return f"Nothing can be written to KEY_DIR ({settings.KEY_DIR}): no count code can be made."


def static() -> str:
    """Without the list of static files every page breaks, the error page too."""
    if not settings.STORAGES["staticfiles"]["BACKEND"].endswith("ManifestStaticFilesStorage"):
        return ""
    is_there = (settings.STATIC_ROOT / "staticfiles.json").exists()
    return "" if is_there else f"{settings.STATIC_ROOT} holds no static files: manage.py collectstatic --noinput"


def fonts() -> str:
    try:
        import weasyprint  # noqa: F401  # loads Pango, or raises when it is missing
    except OSError:
        return f"Pango is missing, so reports cannot become PDF. On Debian: apt-get install {PACKAGES}"
    if shutil.which("fc-list") is None:
        return ""
    import subprocess

    listed = subprocess.run(["fc-list"], capture_output=True, check=False).stdout  # noqa: S607
    return "" if listed.strip() else f"No font is installed. On Debian: apt-get install {PACKAGES}"


def translations() -> str:
    missing = [code for code in ("nb", "da") if not list(settings.LOCALE_PATHS[0].glob(f"{code}/LC_MESSAGES/*.mo"))]
    return f"Translations are not compiled ({', '.join(missing)}): make .venv/translated" if missing else ""
