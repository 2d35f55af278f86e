from typing import Any, NoReturn

from django.db import models

ACTED = "acted"  # the fact that says in which part somebody without a seat acted


class Trail(models.QuerySet["Entry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("the audit trail is append-only")

    def delete(self) -> NoReturn:
        raise TypeError("the audit trail is append-only")


class Entry(models.Model):
    """One line of the trail: which seat did what, when, and the facts as they stood.

    Numbers instead of foreign keys: a line outlives what it speaks of, and names are looked up only when it is shown.
    A trigger in the database refuses changes.
    """

    at = models.DateTimeField(auto_now_add=True)
    edition = models.BigIntegerField(db_index=True)
    seat = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)

    objects = Trail.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
