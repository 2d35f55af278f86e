from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """What the nominator is to the leader; all a nominee is ever told is workplace, customer or somebody else."""

    CUSTOMER = "customer", _("Customer")
    EMPLOYEE = "employee", _("Employee of the leader")
    PEER = "peer", _("Colleague or peer")
    MANAGER = "manager", _("The leader's manager")
    SELF = "self", _("The leader")
    OTHER = "other", _("Somebody else")


class State(TextChoices):
    WAITING = "waiting", _("waits for the organisers")
    ASSIGNED = "assigned", _("belongs to a candidate")
    REJECTED = "rejected", _("not taken up")
