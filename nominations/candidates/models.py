from django.db import models
from django.utils.translation import gettext_lazy as _

from award.accounts.models import Seat
from award.editions.models import Edition
from nominations.candidates.states import Consent, Kind


class Candidate(models.Model):
    """A leader, or a group who lead one centre together, whom somebody nominated in this edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=160)
    title = models.CharField(_("title"), max_length=160, blank=True)
    employer = models.CharField(_("employer or contact centre"), max_length=160, blank=True)
    language = models.CharField(max_length=2, default="en")
    consent = models.CharField(max_length=8, choices=Consent.choices, default=Consent.NEW)
    was_asked = models.BooleanField(default=False)  # at least once, whoever of it has been named since
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="candidate_code_once"),
            models.UniqueConstraint(fields=["edition", "name", "employer"], name="candidate_once"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.employer) if part)


class Leader(models.Model):
    """A person of a candidate: asked for consent by an own mail, given an own desk and an own self-assessment."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="leaders")
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail address"), blank=True)
    consent = models.CharField(max_length=8, choices=Consent.choices, default=Consent.NEW)
    seat = models.OneToOneField(Seat, models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField(null=True)  # the day of the first mail
    reminders = models.PositiveSmallIntegerField(default=0)
    removal_asked_on = models.DateField(null=True)  # the day on which they asked to be removed

    def __str__(self) -> str:
        return self.name
