from django.utils.translation import gettext_lazy

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import signpost
from award.editions.states import Phase


def plant() -> None:
    """What a leader takes home, on their desk once the winner is announced; the letters promise it because of this."""
    signpost(
        "jury:feedback",
        gettext_lazy("Your feedback"),
        roles={Role.LEADER},
        phases={Phase.ANNOUNCED},
        note=_what_it_holds,
    )


def _what_it_holds(edition: Edition, seat: Seat) -> str:
    return str(gettext_lazy("What your team answered, beside your own answers: to read, and to talk about together."))
