from django.db import models

from nominations.candidates.models import Leader


class SelfAssessment(models.Model):
    """A leader's own answers to the statements their employees answer: whole or not at all, never "don't know"."""

    leader = models.OneToOneField(Leader, models.CASCADE, related_name="+")
    answers = models.JSONField()  # statement code -> point of the scale
    others = models.JSONField(default=dict)  # picks and texts of the open questions

    def __str__(self) -> str:
        return f"self-assessment of {self.leader_id}"


class Draft(models.Model):
    """What a leader has saved for later: read by nobody else, never counted, and gone when the survey is counted.

    A table of its own, so that nothing which counts can meet one.
    """

    leader = models.OneToOneField(Leader, models.CASCADE, related_name="+")
    answers = models.JSONField()  # of some of the statements
    others = models.JSONField(default=dict)  # texts too long to be handed in are kept as well

    def __str__(self) -> str:
        return f"draft of {self.leader_id}"
