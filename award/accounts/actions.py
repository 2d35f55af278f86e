from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.accounts.models import Seat, User
from award.accounts.rules import check_address
from award.accounts.states import Role
from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.refusal import Refused


@transaction.atomic
def give_seat(
    *, edition: Edition, email: str, role: str, by: Numbered | None, name: str = "", bio: str = "", language: str = ""
) -> Seat:
    """Let a person in with a role, with an account if they have none. Giving the same seat twice changes nothing."""
    user = account(email=email, name=name, language=language or edition.language)
    seat, is_new = Seat.objects.get_or_create(user=user, edition=edition, role=Role(role), defaults={"bio": bio})
    if is_new:
        record(edition, gettext_noop("gave a seat"), by=by, seat=seat.pk, role=role)
    return seat


@transaction.atomic
def describe(*, seat: Seat, bio: str, by: Numbered) -> Seat:
    """What the award's public page says about somebody of the jury: by themselves, or by an organiser for them."""
    if seat.bio != bio:
        seat.bio = bio
        seat.save(update_fields=["bio"])
        record(seat.edition, gettext_noop("changed the lines about somebody"), by=by, seat=seat.pk)
    return seat


@transaction.atomic
def dismiss(*, seat: Seat, by: Numbered) -> None:
    """Take a seat that an organiser gave. A leader's desk comes and goes with consent, and with nothing else."""
    if seat.role == Role.LEADER:
        raise Refused(_("A leader's seat comes with consent. Nobody can take it away."))
    take_seat(seat=seat, by=by)


@transaction.atomic
def take_seat(*, seat: Seat, by: Numbered) -> None:
    """Shut the doors of a role again. What the person did with the seat stays in the trail."""
    if seat.role == Role.ORGANISER and seat.edition.seats.filter(role=Role.ORGANISER).count() == 1:
        raise Refused(_("This is the last organiser. Give somebody else the seat first."))
    number = seat.pk
    try:
        seat.delete()
    except ProtectedError as used:
        raise Refused(_("%(name)s has already acted with this seat; it stays.") % {"name": seat.user}) from used
    record(seat.edition, gettext_noop("took a seat back"), by=by, seat=number, role=seat.role)


def account(*, email: str, name: str = "", language: str = "en") -> User:
    address = email.strip().lower()
    try:
        check_address(address)
    except ValidationError as wrong:
        raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": email.strip()}) from wrong
    user, is_new = User.objects.get_or_create(email=address, defaults={"name": name, "language": language})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    elif name and not user.name:
        user.name = name
        user.save(update_fields=["name"])
    return user
