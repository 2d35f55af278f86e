from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class What(TextChoices):
    """What a table from elsewhere holds."""

    NOMINATIONS = "nominations", _("Nominations")
    CANDIDATES = "candidates", _("Candidates")


MOST = {What.NOMINATIONS: 5000, What.CANDIDATES: 500}  # in one file
