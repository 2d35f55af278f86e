from django.db import models

from nominations.candidates.models import Leader


class SelfAssessment(models.Model):
    """A leader's own answers to the statements their employees answer: whole or not at all, never "don't know"."""

    leader = models.OneToOneField(Leader, models.CASCADE, related_name="+")
    answers = models.JSONField()  # statement code -> point of the scale
    others = models.JSONField(default=dict)  # picks and texts of the open questions

    def __str__(self) -> str:
        return f"self-assessment of {self.leader_id}"
