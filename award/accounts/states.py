from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does in one edition. Employees and nominators have no role and no account."""

    ORGANISER = "organiser", _("Organiser")
    CHAIR = "chair", _("Chair of the jury")
    JUROR = "juror", _("Juror")
    OBSERVER = "observer", _("Observer")
    LEADER = "leader", _("Leader")


JURY = frozenset({Role.CHAIR, Role.JUROR})
