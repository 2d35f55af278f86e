from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.tables.files import Table
from nominations.exporting.tables import candidates_table, nominations_table
from nominations.intake.actions import open_batch


@transaction.atomic
def export_nominations(*, edition: Edition, today: date, veil: Collection[str], by: Numbered | None) -> Table:
    """A list like the one on the page, so that no row says any longer on which day it came."""
    open_batch(edition=edition, today=today)
    table = nominations_table(edition, today, veil)
    record(edition, gettext_noop("exported nominations"), by=by, nominations=len(table.rows))
    return table


@transaction.atomic
def export_candidates(*, edition: Edition, veil: Collection[str], by: Numbered | None) -> Table:
    table = candidates_table(edition, veil)
    record(edition, gettext_noop("exported candidates"), by=by, candidates=len(table.rows))
    return table
