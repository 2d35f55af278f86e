import secrets

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from award.editions.models import Edition
from nominations.candidates.models import Candidate
from nominations.candidates.states import Kind
from nominations.intake.states import Source, State


def random_key() -> str:
    """A key that says nothing about when the row was written."""
    return secrets.token_hex(8)


class Nomination(models.Model):
    """What somebody wrote about a leader. Nothing in it says who wrote it, nor when but for the calendar week."""

    id = models.CharField(primary_key=True, max_length=16, default=random_key)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    receipt_hash = models.CharField(max_length=64, unique=True)
    week = models.CharField(max_length=8)  # ISO week, 2027-W08
    visible_on = models.DateField(null=True)  # tomorrow; NULL once a daily batch was listed
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(_("name of the leader"), max_length=160)
    title = models.CharField(_("title"), max_length=160, blank=True)
    employer = models.CharField(_("employer or contact centre"), max_length=160)
    contact = models.CharField(_("how to reach the leader"), max_length=200, blank=True)
    reason = models.TextField(_("why"), max_length=2000)
    traits = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reply = models.CharField(_("reason"), max_length=300, blank=True)  # why not taken up; read with the receipt
    candidate = models.ForeignKey(Candidate, models.SET_NULL, null=True, related_name="nominations")
    is_unproven = models.BooleanField(default=False)  # came without proof of work while the edition asked for it
    correction = models.JSONField(default=dict, blank=True)  # what the nominator changed; in force from its day on
    corrected_on = models.DateField(null=True)  # that day, tomorrow; NULL once it is in force
    is_changed = models.BooleanField(default=False)  # corrected or answered since an organiser last opened it
    told_week = models.CharField(max_length=8, blank=True)  # ISO week in which the leader was told that it waits

    def __str__(self) -> str:
        return f"{self.name}, {self.employer}"

    @property
    def about(self) -> tuple[str, str]:
        """Whom it names, whatever the capitals."""
        return self.name.casefold(), self.employer.casefold()

    def as_corrected(self) -> "Nomination":
        """As whoever holds the receipt reads it: with what they changed, before it is in force."""
        for field, value in self.correction.items():
            setattr(self, field, value)
        return self

    @property
    def week_number(self) -> int:
        return int(self.week[-2:])

    @property
    def week_in_words(self) -> str:
        return gettext("week %(week)s of %(year)s") % {"week": self.week_number, "year": self.week[:4]}


class Message(models.Model):
    """A line of the thread between the organisers and whoever holds the receipt. It knows no name and no time."""

    id = models.CharField(primary_key=True, max_length=16, default=random_key)
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="messages")
    number = models.PositiveSmallIntegerField()  # its place in the thread
    is_question = models.BooleanField()  # the organisers ask; whoever holds the receipt answers
    text = models.TextField(max_length=2000)
    visible_on = models.DateField(null=True)  # of an answer: tomorrow; NULL once a daily batch was listed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "number"], name="one_message_per_place")]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.number}"


class SpentReceipt(models.Model):
    """The fingerprint of a receipt whose nomination was taken back: the same form sent again does not bring it back."""

    receipt_hash = models.CharField(primary_key=True, max_length=64)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.receipt_hash[:8]
