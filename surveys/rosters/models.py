from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from award.codes import random_key
from nominations.candidates.models import Candidate


class SendState(TextChoices):
    PENDING = "pending", _("not sent")
    SENT = "sent", _("sent")
    BOUNCED = "bounced", _("came back")  # no mailbox there, says a mail server


class Invitee(models.Model):
    """An employee on a candidate's roster: an address to write to, and nothing about what came back."""

    id = models.CharField(primary_key=True, max_length=32, default=random_key)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    email = models.EmailField()
    language = models.CharField(max_length=2, default="en")
    serial = models.PositiveSmallIntegerField(default=0)  # how often the link was replaced by another
    send_state = models.CharField(max_length=7, choices=SendState.choices, default=SendState.PENDING)
    opted_out = models.BooleanField(default=False)  # wants no mail, of any kind; their link works all the same

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "email"], name="invited_once_per_candidate")]

    def __str__(self) -> str:
        return self.email
