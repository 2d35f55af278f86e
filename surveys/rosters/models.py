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


class Workplace(models.Model):
    """What the workplace itself says of a team: how many they are, that it agrees, and by whom this is said.

    The second contact, as a rule from HR, answers by a link of their own. Unconfirmed, it stops nothing: the jury is
    told. Name and address go with the roster's; the number and the ticks stay, for the jury reads them.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="en")
    link_hash = models.BinaryField(null=True, unique=True)
    people = models.PositiveIntegerField(null=True)
    employer_agrees = models.BooleanField(default=False)
    is_voluntary = models.BooleanField(default=False)
    representatives_know = models.BooleanField(default=False)
    is_confirmed = models.BooleanField(default=False)  # the second contact has said all of it, not an organiser

    def __str__(self) -> str:
        return f"workplace of candidate {self.candidate_id}"
