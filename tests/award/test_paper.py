"""Documents as PDF: nothing is fetched, nothing hangs, and what cannot be made is said in words."""

import io
import subprocess
import sys

import pytest
from pypdf import PdfReader

from award.paper.pdf import PACKAGES, RENDER, pdf
from award.refusal import Refused

CSS = "body { font-family: 'DejaVu Sans' }"


def test_a_pdf_fetches_nothing():
    """Names of files and addresses in a document change nothing in it: they are never looked at."""
    target = "/etc/hostname"
    bare = pdf("<html lang=en><title>t</title><p>x</p></html>", CSS, otherwise="")
    tricky = pdf(
        f"<html lang=en><title>t</title><link rel=stylesheet href='file://{target}'>"
        f"<link rel=attachment href='file://{target}'><p>x</p></html>",
        f"@import url(http://127.0.0.1:9/x.css); {CSS}",
        otherwise="",
    )

    assert len(PdfReader(io.BytesIO(tricky)).pages) == 1
    assert PdfReader(io.BytesIO(tricky)).attachments == {}
    assert abs(len(tricky) - len(bare)) < 300


def test_the_fetcher_refuses_every_address():
    code = (
        "import runpy, sys; fetcher = runpy.run_path(sys.argv[1])['deny']()\n"
        "for url in ('file:///etc/hostname', 'http://127.0.0.1:9/', 'data:text/plain,x'):\n"
        "    try: fetcher.fetch(url)\n"
        "    except ValueError as no: print(no)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(RENDER)], capture_output=True, text=True, check=True)

    assert done.stdout == "documents fetch nothing\n" * 3


def test_a_document_that_never_ends_is_stopped():
    with pytest.raises(Refused, match=r"The PDF took longer than 0 seconds and was stopped\. Read it here\."):
        pdf("<p>x</p>", CSS, otherwise="Read it here.", seconds=0.01)


def test_a_machine_without_the_engine_is_told_which_packages(tmp_path):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\ncat > /dev/null\nexit 3\n")
    broken.chmod(0o755)

    with pytest.raises(Refused, match=PACKAGES):
        pdf("<p>x</p>", CSS, otherwise="Read it here.", python=str(broken))


def test_a_crash_of_the_text_engine_is_told_the_same_way(tmp_path):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\ncat > /dev/null\nkill -SEGV $$\n")
    broken.chmod(0o755)

    with pytest.raises(Refused, match="This machine cannot make a PDF"):
        pdf("<p>x</p>", CSS, otherwise="Read it here.", python=str(broken))
