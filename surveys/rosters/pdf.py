"""Sheets as a tagged PDF; made in a process of its own over pipes: neither side of it is ever written to a disk."""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from award.refusal import Refused
from surveys.rosters.render import NO_ENGINE

RENDER = Path(__file__).with_name("render.py")
SECONDS = 60
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"


def pdf(html: str, css: str, *, seconds: float = SECONDS, python: str = sys.executable) -> bytes:
    """Refused in words when this machine cannot make one; what went wrong is not passed on: it could hold a code."""
    source = json.dumps({"html": html, "css": css}).encode()
    try:
        done = subprocess.run(  # noqa: S603  # our own file, nothing of the request in the command
            [python, "-I", str(RENDER)], input=source, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused(_("The PDF took longer than %(n)s seconds and was stopped.") % {"n": round(seconds)}) from None
    if done.returncode == NO_ENGINE or done.returncode < 0:
        raise Refused(_("This machine cannot make a PDF. Install the packages %(packages)s.") % {"packages": PACKAGES})
    if done.returncode:
        raise Refused(_("The PDF could not be made. Nothing was printed, and no sheet is open."))
    return done.stdout
