from django.db import models

from award.editions.models import Edition


class Wording(models.Model):
    """The texts of an edition as they stood after a change; the first is what the edition began with.

    Like the trail it keeps the number of a seat, and names are looked up only when it is shown.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    seat = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=60, blank=True)  # the code of what was changed, or the number gone back to

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="wordings_are_numbered")]

    def __str__(self) -> str:
        return f"wording {self.number} of edition {self.edition_id}"
