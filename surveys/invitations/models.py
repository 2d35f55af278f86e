from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from award.editions.models import Edition


class ReminderPlan(models.Model):
    """The two days on which everybody is reminded: the invitation names them, so they stand once it has left."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    first_on = models.DateField(_("first reminder on"))
    second_on = models.DateField(_("second reminder on"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first_on__lt=F("second_on")), name="reminders_come_one_after_the_other")
        ]

    def __str__(self) -> str:
        return f"reminders of edition {self.edition_id}"

    @property
    def days(self) -> list[date]:
        return [self.first_on, self.second_on]
