from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    """Where a run of letters stands. While it is not finished, letters wait and no other run of the edition begins."""

    RUNNING = "running", _("under way")
    PAUSED = "paused", _("paused")
    STOPPED = "stopped", _("stopped")  # by itself, for a `Halt`
    FINISHED = "finished", _("finished")


class Halt(TextChoices):
    """Why a run has stopped by itself; the page says it in words and offers to go on."""

    AWAY = "away", _("The mail server did not take several mails in a row. It may be away, or busy.")
    REFUSING = "refusing", _("The mail server refused several addresses in a row. It may not accept mail from here.")
    REST = "rest", _("All mails were tried; some could not be handed to the mail server.")
    FAULT = "fault", _("The program could not write the next mail. The operators find the reason in the log.")
