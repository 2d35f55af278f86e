from django.db import models
from django.utils.translation import gettext_lazy as _

from award.accounts.models import Seat, User
from jury.conflicts.states import Standing, Tie
from nominations.candidates.models import Candidate


class Declaration(models.Model):
    """What a person of the jury says of their ties to a candidate, before reading a word or a number about them.

    It belongs to the person, not to the seat: who is recused as a juror is recused as an observer too. The trail keeps
    how it came to stand like this.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing.choices)
    tie = models.CharField(_("tie"), max_length=8, choices=Tie.choices, blank=True)
    words = models.TextField(_("in words"), max_length=1000, blank=True)
    settled_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    settled_because = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "candidate"], name="one_declaration_per_person")]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.candidate_id}: {self.standing}"
