from django.db import models
from django.utils.translation import gettext_lazy as _

from award.accounts.models import Seat
from award.editions.models import Edition
from nominations.candidates.models import Candidate


class Vote(models.Model):
    """A juror's vote for a finalist, or for no winner."""

    juror = models.OneToOneField(Seat, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="+")
    reason = models.TextField(_("reason"), max_length=2000)

    def __str__(self) -> str:
        return f"vote of {self.juror_id}"


class Verdict(models.Model):
    """The winner the jury recommends, or that there is none, with the citation; it stands when two people confirmed."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="+")
    citation = models.TextField(_("citation"), max_length=600)
    reason = models.TextField(_("reason"), max_length=4000)
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"verdict of {self.edition_id}"


class Confirmation(models.Model):
    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="confirmations")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["verdict", "seat"], name="one_confirmation_per_seat")]

    def __str__(self) -> str:
        return f"confirmed by {self.seat_id}"
