"""The report as a tagged PDF; made in a process of its own, which is killed when it takes too long."""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from award.refusal import Refused
from jury.report.render import NO_ENGINE

RENDER = Path(__file__).with_name("render.py")
SECONDS = 60
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"


def pdf(html: str, css: str, *, seconds: float = SECONDS, python: str = sys.executable) -> bytes:
    """The document as PDF, the same bytes for the same text. Refused in words when this machine cannot make one."""
    source = json.dumps({"html": html, "css": css}).encode()
    try:
        done = subprocess.run(  # noqa: S603  # our own file, nothing of the request in the command
            [python, "-I", str(RENDER)], input=source, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as slow:
        raise Refused(_("The PDF took longer than %(n)s seconds and was stopped.") % {"n": round(seconds)}) from slow
    if done.returncode == NO_ENGINE or done.returncode < 0:
        raise Refused(
            _("This machine cannot make a PDF. Install the packages %(packages)s; the report as a page works without.")
            % {"packages": PACKAGES}
        )
    if done.returncode:
        raise Refused(_("The PDF could not be made. The report as a page works; show its text to who runs the site."))
    return done.stdout
