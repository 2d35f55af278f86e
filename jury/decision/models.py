from django.db import models
from django.utils.translation import gettext_lazy as _

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.decision.states import CITATION_LENGTH, REASON_LENGTH, VOTE_LENGTH
from nominations.candidates.models import Candidate


class Vote(models.Model):
    """A juror's vote for a finalist, or for no winner."""

    juror = models.OneToOneField(Seat, models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="+")
    reason = models.TextField(_("reason"), max_length=VOTE_LENGTH)

    def __str__(self) -> str:
        return f"vote of {self.juror_id}"


class Verdict(models.Model):
    """The winner the jury recommends, or that there is none, with the citation; it stands when two people confirmed."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="+")
    citation = models.TextField(_("citation"), max_length=CITATION_LENGTH, blank=True)
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH)
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)  # the day of the second confirmation; from then on nothing changes

    def __str__(self) -> str:
        return f"verdict of {self.edition_id}"

    @property
    def stands(self) -> bool:
        return self.decided_on is not None


class Confirmation(models.Model):
    """That a person read the proposed verdict and agrees that it may stand."""

    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="confirmations")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["verdict", "seat"], name="one_confirmation_per_seat")]

    def __str__(self) -> str:
        return f"confirmed by {self.seat_id}"
