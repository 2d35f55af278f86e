from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mails(TextChoices):
    """The runs of letters a survey has: invitations as often as needed, each reminder once."""

    INVITATION = "invitation", _("Invitations")
    FIRST_REMINDER = "reminder-1", _("First reminder")
    SECOND_REMINDER = "reminder-2", _("Second reminder")


REMINDERS = [Mails.FIRST_REMINDER, Mails.SECOND_REMINDER]
