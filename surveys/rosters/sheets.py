"""Sheets of paper to answer with: slips to cut apart, fold, and draw from a hat."""

from collections.abc import Iterable
from datetime import datetime

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.codes import grouped
from award.mail.actions import link
from award.paper.pdf import pdf
from nominations.candidates.models import Candidate
from surveys.questionnaire.dates import day_and_time

STYLE = settings.BASE / "static" / "sheets.css"
SLIPS = 4  # on a page
BORDER = 4  # modules of white that a reader needs around the squares


def sheets_pdf(candidate: Candidate, codes: Iterable[str], closes_at: datetime | None) -> bytes:
    """One slip per code, in the candidate's language."""
    with override(candidate.language):
        slips, style = document(candidate, list(codes), closes_at), STYLE.read_text(encoding="utf-8")
        return pdf(slips, style, otherwise=_("Nothing was printed, and no sheet is open."))


def document(candidate: Candidate, codes: list[str], closes_at: datetime | None) -> str:
    slips = [{"code": grouped(code), "squares": squares(link("surveys:open", code))} for code in codes]
    return render_to_string(
        "surveys/sheets.html",
        {
            "candidate": candidate,
            "edition": candidate.edition,
            "pages": [slips[first : first + SLIPS] for first in range(0, len(slips), SLIPS)],
            "closes": day_and_time(closes_at) if closes_at else "",
            "address": link("surveys:enter").partition("://")[2],
            "language": candidate.language,
        },
    )


def squares(address: str) -> SafeString:
    """The address as a QR code: an inline SVG of a single path, without anything that would have to be fetched."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(border=BORDER, omitsize=True, lineclass=None, svgclass="squares")
    return mark_safe(drawn)  # noqa: S308  # made of numbers by segno; the address stands in it as squares only
