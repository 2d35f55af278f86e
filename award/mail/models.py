from django.db import models
from django.db.models import Q

from award.codes import random_key
from award.mail.states import Halt, RunState


class MailRun(models.Model):
    """Letters of one kind that leave one after another, and how far that is. It says nothing of anybody.

    `holder` names the process that sends for it and `beat` is its last sign of life: no two send for a run at the same
    time, and the run of a process that died is taken over.
    """

    edition = models.ForeignKey("award.Edition", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    halt = models.CharField(max_length=8, choices=Halt.choices, blank=True)
    total = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)  # letters whose address the mail server does not know
    holder = models.CharField(max_length=120, blank=True)
    beat = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=~Q(state=RunState.FINISHED), name="one_open_mail_run_per_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of edition {self.edition_id}: {self.state}"


class Letter(models.Model):
    """A mail that has not left yet: to whom, by a key that only its kind can read. No text, no address, no time.

    The row goes the moment the mail server has taken the mail. Its random number is the order of sending, and the mail
    carries it as Message-ID: sent twice after a crash, it is one mail to every server that looks.
    """

    id = models.CharField(primary_key=True, max_length=32, default=random_key)
    run = models.ForeignKey(MailRun, models.CASCADE, related_name="letters")
    recipient = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "recipient"], name="one_letter_per_run_and_recipient")]

    def __str__(self) -> str:
        return f"a letter of run {self.run_id}"
