from collections.abc import Iterable

from django.utils.translation import gettext as _

from award.refusal import Refused
from surveys.importing.gathering import Rows


def check_has_employees(rows: Iterable[Rows]) -> None:
    """Results are released once: leaders alone must not use that up."""
    if not any(each.employees for each in rows):
        raise Refused(_("The file holds no answer of an employee. Results are released once: send those of both."))
