from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    PERSON = "person", _("One leader")
    GROUP = "group", _("A leader group")


class Consent(TextChoices):
    """Whether a candidate takes part; for a group, as soon as one declines all do, and it accepts when all have."""

    NEW = "new", _("not asked yet")
    INVITED = "invited", _("asked")
    ACCEPTED = "accepted", _("takes part")
    DECLINED = "declined", _("declined")


def together(answers: list[str]) -> Consent:
    """What the answers of its leaders say about the candidate."""
    if Consent.DECLINED in answers:
        return Consent.DECLINED
    if set(answers) == {Consent.ACCEPTED}:
        return Consent.ACCEPTED
    return Consent.NEW if set(answers) <= {Consent.NEW} else Consent.INVITED
