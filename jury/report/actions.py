from django.db import transaction
from django.utils.translation import gettext_noop

from award.accounts.models import Seat
from award.audit.actions import record
from award.editions.models import Edition
from jury.report.export import FILES, REPORT
from jury.report.pages import report_pdf
from jury.report.rules import check_is_free, check_may_leave, check_may_read_report


@transaction.atomic
def hand_out(*, edition: Edition, name: str, by: Seat) -> bytes:
    """An export leaves the house: made at this moment from what is stored, and written down with who took it."""
    check_may_leave(edition, name)
    check_is_free(edition, by)
    made = FILES[name](edition)
    record(edition, gettext_noop("downloaded an export"), by=by, file=name)
    return made


@transaction.atomic
def hand_out_report(*, edition: Edition, by: Seat) -> bytes:
    """The report as a PDF, drafts too, for those who may read the page."""
    check_may_read_report(edition, by)
    made = report_pdf(edition, by)
    record(edition, gettext_noop("downloaded the report"), by=by, file=REPORT)
    return made
