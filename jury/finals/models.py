import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from award.accounts.models import Seat
from jury.finals.states import Kind, Tone
from nominations.candidates.models import Candidate


class Visit(models.Model):
    """A day at a finalist's workplace, by two observers."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    on = models.DateField(_("day"), null=True)
    observers = models.ManyToManyField(Seat, related_name="+")

    def __str__(self) -> str:
        return f"visit to {self.candidate_id}"


class Observation(models.Model):
    """What an observer saw, heard, was told or was shown of one trait."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="observations")
    observer = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    trait = models.CharField(max_length=31)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    tone = models.CharField(max_length=7, choices=Tone.choices)
    text = models.TextField(max_length=2000)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4)  # made with the form: a retry is stored once
    noted_at = models.DateTimeField(auto_now_add=True)
    is_taken_back = models.BooleanField(default=False)  # its text is gone; that there was a note stays

    def __str__(self) -> str:
        return f"{self.trait}, {self.kind}"


class TraitRating(models.Model):
    """An observer's own rating of a trait after the visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="ratings")
    observer = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    trait = models.CharField(max_length=31)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "observer", "trait"], name="one_rating_per_trait")]

    def __str__(self) -> str:
        return f"{self.trait} {self.value}"
