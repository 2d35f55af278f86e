from django.utils.translation import gettext as _

from award.refusal import Refused
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from surveys.questionnaire import Checked


def check_takes_part(leader: Leader) -> None:
    if leader.consent != Consent.ACCEPTED:
        raise Refused(_("%(name)s has not agreed to take part.") % {"name": leader.name})


class Unfinished(Refused):
    """A self-assessment is handed in whole: what is missing is said one by one."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(_("Every statement needs an answer, and what is beside them must fit. Nothing was handed in."))
        self.checked = checked


def check_whole(checked: Checked) -> None:
    if checked.errors:
        raise Unfinished(checked)
