from django.db import models

from award.accounts.models import Seat
from nominations.candidates.models import Candidate


class ShortlistDecision(models.Model):
    """Whether a candidate goes on to round two, with the chair's reason and the numbers as they stood then."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    is_shortlisted = models.BooleanField()
    reason = models.TextField(max_length=2000)
    numbers = models.JSONField(default=dict)
    decided_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.candidate_id}: {'shortlisted' if self.is_shortlisted else 'not shortlisted'}"
