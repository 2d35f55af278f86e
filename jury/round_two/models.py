from django.db import models
from django.utils.translation import gettext_lazy as _

from award.accounts.models import Seat
from nominations.candidates.models import Candidate


class Portfolio(models.Model):
    """What a shortlisted candidate hands in: descriptions of the round-two areas, and a table of key figures.

    The leaders of a group write in one; the revision tells whether somebody else saved in between.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    handed_in_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"portfolio of {self.candidate_id}"


class Description(models.Model):
    """A candidate's own words on one area."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="descriptions")
    area = models.CharField(max_length=31)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["portfolio", "area"], name="one_description_per_area")]

    def __str__(self) -> str:
        return self.area


class KeyFigure(models.Model):
    """A figure that employees and customers feel, with its source; to be verified on the visit."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="key_figures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("what"), max_length=120)
    before = models.CharField(_("before"), max_length=40)
    after = models.CharField(_("after"), max_length=40)
    period = models.CharField(_("period"), max_length=60)
    source = models.CharField(_("source"), max_length=160)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["portfolio", "position"], name="one_key_figure_per_place")]

    def __str__(self) -> str:
        return self.name


class Score(models.Model):
    """One juror's score of one area. Never changed: a new opinion is a new revision, the last one counts."""

    juror = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    area = models.CharField(max_length=31)
    value = models.PositiveSmallIntegerField()
    comment = models.TextField(max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "candidate", "area", "revision"], name="one_score_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.value}"


class Finalist(models.Model):
    """A candidate the jury visits, with the reason why."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    reason = models.TextField(max_length=2000)
    picked_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"finalist {self.candidate_id}"
