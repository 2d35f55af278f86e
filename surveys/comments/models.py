from django.db import models

from award.codes import random_key
from nominations.candidates.models import Candidate
from surveys.comments.states import Moderation


class Comment(models.Model):
    """What an employee wrote, detached from every other answer: no ballot, no time, no order can be found from it."""

    id = models.CharField(primary_key=True, max_length=32, default=random_key)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    question = models.CharField(max_length=31)
    text = models.TextField()
    leader_may_read = models.BooleanField(default=False)
    may_be_quoted = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=Moderation.choices, default=Moderation.WAITING)

    def __str__(self) -> str:
        return f"a text about candidate {self.candidate_id}"
