"""Tagged PDF, made in a process of its own over pipes: nothing touches a disk, and what takes too long is killed."""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from award.paper.render import NO_ENGINE
from award.refusal import Refused

RENDER = Path(__file__).with_name("render.py")
SECONDS = 60
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"


def pdf(html: str, css: str, *, otherwise: str, seconds: float = SECONDS, python: str = sys.executable) -> bytes:
    """The document as PDF, the same bytes for the same text.

    Refused in words, with what is left to do `otherwise`; what went wrong is not passed on, for it may hold a secret.
    """
    source = json.dumps({"html": html, "css": css}).encode()
    try:
        done = subprocess.run(  # noqa: S603  # our own file, nothing of the request in the command
            [python, "-I", str(RENDER)], input=source, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        slow = _("The PDF took longer than %(n)s seconds and was stopped.") % {"n": round(seconds)}
        raise Refused(f"{slow} {otherwise}") from None
    if done.returncode == NO_ENGINE or done.returncode < 0:
        missing = _("This machine cannot make a PDF. Install the packages %(packages)s.") % {"packages": PACKAGES}
        raise Refused(f"{missing} {otherwise}")
    if done.returncode:
        raise Refused(_("The PDF could not be made.") + f" {otherwise}")
    return done.stdout
