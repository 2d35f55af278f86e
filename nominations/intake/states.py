from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """What the nominator is to the leader; all a nominee is ever told is workplace, customer or somebody else."""

    CUSTOMER = "customer", _("Customer")
    EMPLOYEE = "employee", _("Employee of the leader")
    PEER = "peer", _("Colleague or peer")
    MANAGER = "manager", _("The leader’s manager")
    SELF = "self", _("The leader, or one of the group")
    OTHER = "other", _("Somebody else")


WORKPLACE, CUSTOMER, ELSE = _("someone at your workplace"), _("a customer"), _("someone else")
TOLD = {
    Source.EMPLOYEE: WORKPLACE,
    Source.PEER: WORKPLACE,
    Source.MANAGER: WORKPLACE,
    Source.CUSTOMER: CUSTOMER,
    Source.SELF: ELSE,
    Source.OTHER: ELSE,
}


class State(TextChoices):
    WAITING = "waiting", _("waits for the organisers")
    ASSIGNED = "assigned", _("belongs to a candidate")
    HELD = "held", _("held for later")
    REJECTED = "rejected", _("not taken up")
