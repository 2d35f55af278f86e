from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from award.accounts.states import Role
from award.editions.models import Edition


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in: an organiser, a juror, an observer or a leader. Never an employee, never a nominator."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email


class Seat(models.Model):
    """A person in a role of one edition: what doors look at, and what the trail remembers."""

    user = models.ForeignKey(User, models.PROTECT, related_name="seats")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="seats")
    role = models.CharField(max_length=10, choices=Role.choices)
    bio = models.CharField(_("a few lines about the person"), max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "edition", "role"], name="one_seat_per_role")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
