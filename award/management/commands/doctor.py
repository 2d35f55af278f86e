import shutil
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"


class Command(BaseCommand):
    help = "Look whether this installation has what it needs, and say how to mend what it lacks."

    def handle(self, **options: Any) -> None:
        ailments = [ailment for ailment in (database(), secret(), keys(), fonts(), translations()) if ailment]
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


def secret() -> str:
    try:
        is_long = len(settings.SECRET_KEY) >= 50
    except ImproperlyConfigured:
        is_long = False
    return "" if is_long else "SECRET_KEY is empty or short: set it to at least 50 random characters."


def keys() -> str:
    folder = settings.KEY_DIR
    if not folder.exists():
        return ""
    return f"{folder} can be read by others: chmod 700 it." if folder.stat().st_mode & 0o077 else ""


def fonts() -> str:
    try:
        import weasyprint  # noqa: F401  # loads Pango, or raises when it is missing
    except OSError:
        return f"Pango is missing, so reports cannot become PDF. On Debian: apt-get install {PANGO}"
    if shutil.which("fc-list") is None:
        return ""
    import subprocess

    listed = subprocess.run(["fc-list"], capture_output=True, check=False).stdout  # noqa: S607
    return "" if listed.strip() else f"No font is installed. On Debian: apt-get install {PANGO}"


def translations() -> str:
    missing = [code for code in ("nb", "da") if not list(settings.LOCALE_PATHS[0].glob(f"{code}/LC_MESSAGES/*.mo"))]
    return f"Translations are not compiled ({', '.join(missing)}): make .venv/translated" if missing else ""
