from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Choice(TextChoices):
    """What a juror proposes for a candidate before the chair decides."""

    YES = "yes", _("Yes, shortlist")
    DISCUSS = "discuss", _("Let us discuss")
    NO = "no", _("No")
