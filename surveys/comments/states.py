from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Moderation(TextChoices):
    """What a person decided about a text: nobody on the jury reads one that is still waiting."""

    WAITING = "waiting", _("waiting")
    SHOWN = "shown", _("shown")
    WITHHELD = "withheld", _("withheld")
