from django.db import models
from django.utils import timezone

from award.editions.models import Edition
from nominations.candidates.models import Candidate
from surveys.counting.states import Origin, Outcome


class Count(models.Model):
    """That a candidate's ballots were opened, or destroyed unopened, and what was measured while they were open.

    `measured` holds unrounded numbers only until the release of the whole edition is made; then it is emptied.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    measured = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.outcome}"


class Tally(models.Model):
    """How many of a team chose a point of the scale for a statement: what is kept of the ballots."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    item = models.CharField(max_length=31)
    value = models.SmallIntegerField()
    n = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "item", "value"], name="one_tally_per_point")]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.item}={self.value}"


class Release(models.Model):
    """The frozen result of an edition's survey: the one source of every page, table, export and report."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    origin = models.CharField(max_length=8, choices=Origin.choices)
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64)
    released_on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"release {self.sha256[:8]}"
