from collections.abc import Iterable

from django.db.models import QuerySet

from award.accounts.models import Seat, User
from award.accounts.states import JURY, Role
from award.editions.models import Edition


def seats(edition: Edition, roles: Iterable[str] = tuple(Role)) -> QuerySet[Seat]:
    return (
        Seat.objects.filter(edition=edition, role__in=list(roles)).select_related("user").order_by("role", "user__name")
    )


def jury(edition: Edition) -> QuerySet[Seat]:
    """The chair first, then the jurors by name."""
    return seats(edition, JURY)


def seat_of(user: User, edition: Edition, roles: Iterable[str]) -> Seat | None:
    """The seat this person may enter with; of several, the one the roles name first."""
    wanted = list(roles)
    found = {s.role: s for s in Seat.objects.filter(user=user, edition=edition, role__in=wanted).select_related("user")}
    return next((found[role] for role in wanted if role in found), None)


def seats_of(user: User) -> QuerySet[Seat]:
    """All doors a person has keys to, the newest edition first."""
    return Seat.objects.filter(user=user).select_related("edition").order_by("-edition", "role")


def seat_by_email(edition: Edition, email: str, roles: Iterable[str]) -> Seat | None:
    return seats(edition, roles).filter(user__email=email.strip().lower()).first()
