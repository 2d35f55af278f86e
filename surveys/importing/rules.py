import math
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from award.refusal import Refused
from surveys.importing.gathering import Rows


def check_has_employees(rows: Iterable[Rows]) -> None:
    """Results are released once: leaders alone must not use that up."""
    if not any(not math.isnan(point) for each in rows for answers in each.employees for point in answers):
        raise Refused(_("The file holds no answer of an employee. Results are released once: send those of both."))


def check_two_files(sources: Sequence[bytes]) -> None:
    """Everybody's answers in the place of the leaders' own would make leaders of employees."""
    if len(set(sources)) < len(sources):
        raise Refused(_("The two files are the same. If it holds everybody’s answers, choose it once."))
