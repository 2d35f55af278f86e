from django.db import models

from award.editions.models import Edition
from nominations.candidates.models import Candidate
from surveys.ballots.states import TicketKind, TicketState


class CountKey(models.Model):
    """The public half of the key that opens an edition's ballots. The private half never touches the database."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    public = models.BinaryField()
    needs_both = models.BooleanField(default=False)  # two codes, kept by two people, are needed together
    is_proven = models.BooleanField(default=False)  # typed back, the code opened a canary envelope

    def __str__(self) -> str:
        return f"count key of edition {self.edition_id}"


class Ticket(models.Model):
    """A sealed ballot: the hash of an employee's link, and, once used, an envelope nobody can open before the count.

    No person, no time, no number that grows: nothing here can be joined to who was invited.
    """

    hash = models.BinaryField(primary_key=True, max_length=32)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    kind = models.PositiveSmallIntegerField(choices=TicketKind.choices, default=TicketKind.MAIL)
    state = models.PositiveSmallIntegerField(choices=TicketState.choices, default=TicketState.OPEN)
    envelope = models.BinaryField(null=True)
    withdraw_hash = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"a ticket of candidate {self.candidate_id}"
