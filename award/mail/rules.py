from django.utils.translation import gettext as _

from award.mail.models import MailRun
from award.mail.states import RunState
from award.refusal import Refused


def check_no_other_run(here: MailRun | None, kind: str) -> None:
    if here is not None and here.kind != kind:
        raise Refused(_("Other mails of this award have not all left yet. Let them go on, or end them, first."))


def check_may_end(run: MailRun) -> None:
    if run.state not in (RunState.PAUSED, RunState.STOPPED):
        raise Refused(_("These mails are leaving at this moment. Pause them first."))
