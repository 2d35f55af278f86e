from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

DECIDED = gettext_noop("decided on the shortlist")  # the verb of the trail, by which earlier decisions are found


class Choice(TextChoices):
    """What a juror proposes for a candidate before the chair decides."""

    YES = "yes", _("Yes, shortlist")
    DISCUSS = "discuss", _("Let us discuss")
    NO = "no", _("No")


SHORT = {Choice.YES: _("Yes"), Choice.DISCUSS: _("Discuss"), Choice.NO: _("No")}
