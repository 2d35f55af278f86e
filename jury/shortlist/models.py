from django.db import models
from django.utils import timezone

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.shortlist.states import Choice
from nominations.candidates.models import Candidate, Leader


class Proposal(models.Model):
    """What one juror proposes for a candidate, and why. Never changed: a new opinion is a new revision.

    The first is written without knowing the others'; `is_informed` says of a later one that they could be read by then.
    """

    juror = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    choice = models.CharField(max_length=7, choices=Choice.choices)
    reason = models.TextField(max_length=2000)
    is_informed = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "candidate", "revision"], name="one_proposal_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.juror_id}, {self.candidate_id}: {self.choice}"


class ShortlistDecision(models.Model):
    """Whether a candidate goes on to round two, with the chair's reason and the numbers as they stood then.

    It waits until the whole shortlist is published in one act.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    is_shortlisted = models.BooleanField()
    reason = models.TextField(max_length=2000)
    numbers = models.JSONField(default=dict)
    decided_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.candidate_id}: {'shortlisted' if self.is_shortlisted else 'not shortlisted'}"


class Publication(models.Model):
    """That the shortlist of an edition was published: from then on no decision changes, and letters go out."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    published_on = models.DateField(default=timezone.localdate)
    published_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"shortlist of {self.edition_id}"


class Letter(models.Model):
    """A mail that tells one leader how the shortlist was decided, and whether it has left. It holds no text.

    A run takes it before it is sent. If the run was stopped between the two, nobody knows whether the mail has left:
    a person decides then, never the program.
    """

    leader = models.OneToOneField(Leader, models.CASCADE, related_name="+")
    is_shortlisted = models.BooleanField()
    taken_at = models.DateTimeField(null=True)
    is_sent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"letter to {self.leader_id}"
