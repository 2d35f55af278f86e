from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """How somebody of the jury stands to a candidate; only the first two let them read."""

    NONE = "none", _("no tie")
    WAIVED = "waived", _("a tie, waived")
    DECLARED = "declared", _("a tie, waiting for the chair")
    RECUSED = "recused", _("recused")


READING = (Standing.NONE, Standing.WAIVED)
BARRED = (Standing.DECLARED, Standing.RECUSED)


class Tie(TextChoices):
    """What binds somebody of the jury to a candidate."""

    EMPLOYER = "employer", _("we have, or had lately, the same employer")
    OWNER = "owner", _("I own a part of the company, or it of mine")
    CUSTOMER = "customer", _("I am, or work for, a customer of theirs")
    SUPPLIER = "supplier", _("I am, or work for, a supplier of theirs")
    RELATIVE = "relative", _("family or a close friend")
    OTHER = "other", _("something else")
