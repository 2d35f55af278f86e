from django.db import models
from django.db.models import Q

from award.codes import random_key
from nominations.candidates.models import Candidate
from surveys.comments.states import Moderation


class Comment(models.Model):
    """What an employee wrote, detached from every other answer: no ballot, no time, no order can be found from it."""

    id = models.CharField(primary_key=True, max_length=32, default=random_key)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    question = models.CharField(max_length=31)
    text = models.TextField()
    shown_text = models.TextField(blank=True)  # what is to be read instead; at the handover it takes the text's place
    leader_may_read = models.BooleanField(default=False)
    may_be_quoted = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=Moderation.choices, default=Moderation.WAITING)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=Moderation.SHOWN) | Q(shown_text=""), name="only_shown_texts_are_changed"
            )
        ]

    def __str__(self) -> str:
        return f"a text about candidate {self.candidate_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state == Moderation.WAITING

    @property
    def is_changed(self) -> bool:
        return bool(self.shown_text)


class Handover(models.Model):
    """That a candidate's texts were decided and handed to the jury: since then only what the jury reads exists.

    Without this row nobody but a moderator reads any of them.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    as_written = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"handover of the texts about candidate {self.candidate_id}"
