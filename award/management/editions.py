from django.core.management.base import CommandError

from award.accounts.models import Seat
from award.accounts.selectors import seat_by_email
from award.editions.models import Edition
from award.editions.selectors import edition_by_slug


def edition_called(slug: str) -> Edition:
    """The edition a command names, or a refusal that names those there are."""
    edition = edition_by_slug(slug)
    if edition is None:
        known = ", ".join(Edition.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no edition “{slug}”. Editions: {known}.")
    return edition


def seat_called(edition: Edition, email: str, *roles: str) -> Seat:
    seat = seat_by_email(edition, email, roles)
    if seat is None:
        raise CommandError(f"{email} has no seat as {' or '.join(roles)} in {edition.slug}.")
    return seat
